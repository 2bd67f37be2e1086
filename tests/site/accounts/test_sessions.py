"""A session's row doesn't tell its key: what stands in the table opens nothing (threat-model.md, SQL injection)."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from gvi.site.accounts.sessions import SessionStore, fingerprint
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import make_player, make_workspace

pytestmark = pytest.mark.django_db


def test_what_stands_in_the_table_is_no_cookie() -> None:
    client = make_player(make_workspace(Kind.POLICE), Role.ANALYST).client()
    assert client.get(reverse("desk:home")).status_code == 200
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    [kept] = Session.objects.values_list("session_key", flat=True)
    assert kept == fingerprint(key) != key
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert thief.get(reverse("desk:home")).status_code == 302


def test_a_session_is_found_changed_and_removed_by_its_key() -> None:
    store = SessionStore()
    store["a"] = 1
    store.save()
    key = store.session_key
    again = SessionStore(key)
    assert again["a"] == 1 and again.session_key == key and again.exists(key)
    again["a"] = 2
    again.save()
    assert SessionStore(key)["a"] == 2
    again.cycle_key()
    assert not SessionStore(key).exists(key) and again["a"] == 2
    again.delete()
    assert not Session.objects.exists()
