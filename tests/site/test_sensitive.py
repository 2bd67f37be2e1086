"""T22: a sensitive attribute in a filter, sort, group or export is answered by 400 before any query, on every list."""

import importlib
import pkgutil
from itertools import pairwise

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import gvi
from gvi.trust.workspaces.asked import WORDS, is_sensitive
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import make_player, make_workspace
from tests.site.matrix import Route, all_routes

LISTS = [
    route for route in all_routes() if not route.values and not route.name.startswith(("mfa", "account"))
]
ASKED = [
    {"etnicitet": "1"},
    {"religion": ""},
    {"person__health__gte": "1"},
    {"sort": "-politisk_asikt"},
    {"group": "sexualitet"},
    {"order_by": "ursprung"},
    {"export": "medborgarskap"},
    {"columns": "Hälsa"},
]


def test_the_lists_are_there() -> None:
    names = {route.name for route in LISTS}
    assert {"people:search", "people:batches", "incidents:list", "review:tasks", "log:home"} <= names


@pytest.mark.django_db
@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.name)
def test_t22_no_list_is_asked_by_a_sensitive_attribute(route: Route) -> None:
    client = make_player(make_workspace(Kind.POLICE), Role.COORDINATOR).client()
    for asked in ASKED:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse(route.name), asked)
        assert (answer.status_code, len(queries)) == (400, 0), (route.name, asked)


@pytest.mark.django_db
def test_t22_an_export_posted_to_such_an_address_is_refused_too() -> None:
    client = make_player(make_workspace(Kind.POLICE), Role.COORDINATOR).client()
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(reverse("incidents:export") + "?fields=religion")
    assert (answer.status_code, len(queries)) == (400, 0)


@pytest.mark.parametrize(
    "name",
    ["Religion", "ethnicity", "etnisk_grupp", "sort_by_health", "sjukdom", "parti", "trosuppfattning",
     "sexuell-läggning", "person.diagnosis", "modersmål", "social_media", "dna"],
)  # fmt: skip
def test_t22_sensitive_words_are_known_in_both_languages(name: str) -> None:
    assert is_sensitive(name)


@pytest.mark.parametrize(
    "name",
    ["page", "sort", "state", "kind", "area", "tema", "astro", "control", "partner", "meeting", "group", "rasta",
     "troligen", "opinions", "union_of", "race_to", "text", "since", "retro", "mentor", "beror"],
)  # fmt: skip
def test_ordinary_words_are_not(name: str) -> None:
    expected = name in {"union_of", "race_to"}
    assert is_sensitive(name) is expected


def test_every_word_on_the_list_is_found_by_itself() -> None:
    assert [word for word in WORDS if not is_sensitive(word)] == []
    assert all(first != second for first, second in pairwise(sorted(WORDS)))


def test_t22_no_form_has_such_a_field_of_its_own() -> None:
    found = set()
    for module in pkgutil.walk_packages(gvi.__path__, "gvi."):
        if ".forms" in module.name:
            for it in vars(importlib.import_module(module.name)).values():
                if isinstance(it, type) and issubclass(it, forms.BaseForm):
                    found |= set(getattr(it, "base_fields", {}))
    assert "term" in found
    assert {name for name in found if is_sensitive(name)} == set()
