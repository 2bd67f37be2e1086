"""The most violent group: a dated decision by named people, and nothing else (domain.md, "Groups")."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.refusals import DayAhead, GroupEnded, NamesAPerson, ReasonMissing
from gvi.steps.mapping.flows.decide_most_violent import Choice, decide_most_violent
from gvi.steps.mapping.models import MostViolent
from gvi.trust.log.models import Event
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.refused import NotInThisRoom
from gvi.trust.workspaces.signing import signed
from tests.cast import Player, in_room
from tests.steps.mapping.world import days_ago, end_group_as, make_group
from tests.steps.review.cast import Company

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/scorecard/beslut/"
REASONS = "Tre skjutningar på sex veckor och en öppen konflikt."


def decide_as(player: Player, choice: Choice) -> MostViolent:
    """``player`` decides, now."""
    with in_room(player) as actor:
        return decide_most_violent(choice, by=actor, at=timezone.now())


def test_the_decision_stands_on_the_scorecard_as_a_sentence(company: Company) -> None:
    browser, gran = company.decider.client(), make_group("Gran")
    sent = {
        "group": gran.pk,
        "others": [company.coordinator.member.pk],
        "decided_on": f"{localdate()}",
        "reasons": REASONS,
    }
    page = browser.post(PATH, sent, follow=True).content.decode()
    assert "Rut Ekhammar (beslutsfattare) och Karin Norrvik (samordnare) beslutade den" in page
    assert "att Gran är den mest våldsdrivande gruppen." in page
    assert f"Skäl: {REASONS}" in page
    with in_room(company.decider):
        event = Event.objects.get(verb="mapping.decide_most_violent")
    assert (event.record_id, event.reason) == (gran.pk, "")


def test_a_later_decision_takes_its_place_and_the_earlier_stays(company: Company) -> None:
    gran, ask = make_group("Gran"), make_group("Ask")
    decide_as(company.decider, Choice(gran, days_ago(40), "Först"))
    decide_as(company.decider, Choice(ask, days_ago(2), "Sedan"))
    browser = company.analyst.client()
    page = browser.get("/kartlaggning/scorecard/").content.decode()
    latest, _, earlier = page.partition("Tidigare beslut")
    assert "att Ask är den mest" in latest
    assert "att Gran är den mest" not in latest
    assert "att Gran är den mest" in earlier
    then = browser.get("/kartlaggning/scorecard/", {"dag": f"{days_ago(10)}"}).content.decode()
    assert "att Gran är den mest" in then
    assert "att Ask är den mest" not in then


def test_only_a_decision_maker_decides(company: Company) -> None:
    gran = make_group("Gran")
    for player in (company.coordinator, company.analyst, company.patrol):
        assert player.client().get(PATH).status_code == 404
        with pytest.raises(NotAllowed):
            decide_as(player, Choice(gran, localdate(), REASONS))
    assert (
        "Besluta mest våldsdrivande grupp"
        not in company.analyst.client().get("/kartlaggning/scorecard/").content.decode()
    )


def test_whoever_writes_it_is_always_among_the_deciders(company: Company) -> None:
    made = decide_as(company.decider, Choice(make_group("Gran"), localdate(), REASONS))
    assert made.deciders == [company.decider.member.pk]


def test_nobody_of_another_room_decides(company: Company) -> None:
    gran = make_group("Gran")
    with pytest.raises(NotInThisRoom):
        decide_as(company.decider, Choice(gran, localdate(), REASONS, (company.partner.member.pk,)))


def test_nothing_is_proposed_and_those_without_cases_are_not_offered(company: Company) -> None:
    make_group("Gran")
    page = company.decider.client().get(PATH).content.decode()
    assert "checked" not in page
    assert 'value="" selected' in page
    assert "Karin Norrvik (samordnare)" in page
    assert "Milan Tallvik" not in page
    assert "Sofia Klarsjö" not in page


def test_without_reasons_nothing_is_decided(company: Company) -> None:
    answer = company.decider.client().post(
        PATH, {"group": make_group("Gran").pk, "decided_on": f"{localdate()}", "reasons": "  "}
    )
    assert answer.status_code == 422
    with pytest.raises(ReasonMissing):
        decide_as(company.decider, Choice(make_group("Ask"), localdate(), " "))


def test_t31_no_identity_number_in_the_reasons(company: Company) -> None:
    with pytest.raises(NamesAPerson):
        decide_as(company.decider, Choice(make_group("Gran"), localdate(), "Gäller 19990304-9808 mest"))


def test_no_day_to_come(company: Company) -> None:
    with pytest.raises(DayAhead):
        decide_as(company.decider, Choice(make_group("Gran"), localdate() + timedelta(days=1), REASONS))


def test_not_about_a_group_that_had_ended(company: Company) -> None:
    gran = make_group("Gran")
    end_group_as(company.coordinator, gran, day=days_ago(10))
    with pytest.raises(GroupEnded):
        decide_as(company.decider, Choice(gran, days_ago(10), REASONS))
    assert decide_as(company.decider, Choice(gran, days_ago(11), REASONS)).group == gran


def test_by_sql_nobody_decides_without_being_named(company: Company) -> None:
    gran = make_group("Gran")
    with in_room(company.decider) as actor, pytest.raises(DatabaseError), transaction.atomic():
        MostViolent.objects.create(
            group=gran,
            decided_on=localdate(),
            deciders=[company.coordinator.member.pk],
            reasons=REASONS,
            **signed(actor, timezone.now()),
        )


def test_by_sql_a_decision_is_never_changed(company: Company) -> None:
    made = decide_as(company.decider, Choice(make_group("Gran"), localdate(), REASONS))
    with in_room(company.decider), pytest.raises(DatabaseError), transaction.atomic():
        MostViolent.objects.filter(pk=made.pk).update(reasons="Annat")
