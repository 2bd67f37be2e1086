"""A group's own page says when it was last gone through, and that it is the one people decided on."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.models import Group
from gvi.steps.mapping.models import MostViolent
from gvi.trust.workspaces.signing import signed
from tests.cast import Player, in_room
from tests.steps.mapping.audit_world import held_by, opened_by, write_as
from tests.steps.mapping.world import make_group
from tests.steps.review.cast import Company

pytestmark = pytest.mark.django_db


def page_of(player: Player, group: Group) -> str:
    answer = player.client().get(reverse("groups:detail", args=[group.pk]))
    return " ".join(answer.content.decode().split())


def test_only_an_approved_audit_is_told(company: Company) -> None:
    gran, ek = make_group("Gran"), make_group("Ek")
    audit = held_by(company.analyst, company.coordinator, gran)
    write_as(company.analyst, opened_by(company.analyst), ek)
    assert "ingen godkänd än" in page_of(company.decider, ek)
    text = page_of(company.decider, gran)
    assert f'href="{reverse("mapping:audit", args=[audit.pk])}"' in text and ": har ändrats</a>" in text


def test_the_decision_is_told_of_its_group_and_no_other(company: Company) -> None:
    gran, ek = make_group("Gran"), make_group("Ek")
    with in_room(company.decider) as actor:
        who = [company.decider.member.pk]
        MostViolent.objects.create(
            group=gran,
            decided_on=localdate(),
            deciders=who,
            reasons="Tre dåd",
            **signed(actor, timezone.now()),
        )
    assert "Mest våldsdrivande grupp" in page_of(company.analyst, gran)
    assert "Mest våldsdrivande grupp" not in page_of(company.analyst, ek)
