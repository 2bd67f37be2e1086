"""The audit session from plan to locked minutes (domain.md, "Groups"): who may, what is refused, what stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.models import Group
from gvi.steps.groups.refusals import GroupEnded, NamesAPerson, ReasonMissing
from gvi.steps.mapping.audit_refusals import (
    AnotherAudit,
    AuditDayWrong,
    FunctionsTooMany,
    NobodyThere,
    NothingDecided,
    OwnAudit,
    WordsMissing,
    WrongAuditState,
)
from gvi.steps.mapping.flows.cancel_audit import cancel_audit
from gvi.steps.mapping.flows.open_audit import open_audit
from gvi.steps.mapping.models import Audit, AuditGroup, Changed
from gvi.steps.mapping.queries.audits import minutes_of
from gvi.steps.mapping.states import AuditState
from gvi.trust.refusals import NotAllowed
from tests.cast import in_room
from tests.steps.mapping.audit_world import (
    approve_as,
    held_by,
    note_as,
    opened_by,
    planned_by,
    read_as,
    write_as,
)
from tests.steps.mapping.world import days_ago, end_group_as, make_group
from tests.steps.review.cast import Company, verbs_of

pytestmark = pytest.mark.django_db
NUMBER = "19990304-9808"


@pytest.fixture
def gran(db: None) -> Group:
    """A group that goes on."""
    return make_group("Gran")


def test_an_audit_goes_from_plan_to_locked_minutes(company: Company, gran: Group) -> None:
    audit = held_by(company.analyst, company.decider, gran)
    found = read_as(company.analyst, audit)
    assert (found.state, found.number, found.planned_on) == (AuditState.APPROVED, 1, localdate())
    assert (found.opened_by, found.approved_by) == (company.analyst.member.pk, company.decider.member.pk)
    with in_room(company.analyst):
        assert minutes_of(audit.pk)[1].startswith(b"%PDF-")
    told = ["plan", "ask", "open", "group", "note", "approve"]
    assert [verb for verb in verbs_of(company.analyst) if "audit" in verb] == [
        f"mapping.audit_{verb}" for verb in told
    ]


def test_it_is_planned_for_today_or_later_within_a_year(company: Company) -> None:
    for days in (-1, 367):
        with pytest.raises(AuditDayWrong):
            planned_by(company.analyst, days=days)
    assert planned_by(company.analyst, days=366).state == AuditState.PLANNED


def test_one_at_a_time_is_planned_or_goes_on_and_numbers_follow(company: Company) -> None:
    audit = planned_by(company.analyst)
    with pytest.raises(AnotherAudit):
        planned_by(company.coordinator)
    with in_room(company.coordinator) as actor:
        cancel_audit(audit, "Underlaget är inte klart.", by=actor, at=timezone.now())
    assert planned_by(company.analyst).number == 2


def test_a_cancelled_audit_says_why_and_is_not_opened(company: Company) -> None:
    audit = planned_by(company.analyst)
    with in_room(company.analyst) as actor:
        with pytest.raises(ReasonMissing):
            cancel_audit(audit, "  ", by=actor, at=timezone.now())
        cancel_audit(audit, "Flyttas till efter sommaren.", by=actor, at=timezone.now())
        with pytest.raises(WrongAuditState):
            open_audit(audit, by=actor, at=timezone.now())
    assert read_as(company.analyst, audit).note == "Flyttas till efter sommaren."


def test_its_day_is_the_day_it_was_held(company: Company) -> None:
    audit = planned_by(company.analyst, days=5)
    with in_room(company.analyst) as actor:
        open_audit(audit, by=actor, at=timezone.now())
    assert read_as(company.analyst, audit).planned_on == localdate()


def test_the_decision_maker_approves_but_neither_plans_nor_writes(company: Company, gran: Group) -> None:
    with pytest.raises(NotAllowed):
        planned_by(company.decider)
    audit = opened_by(company.analyst)
    with pytest.raises(NotAllowed):
        write_as(company.decider, audit, gran)
    with pytest.raises(NotAllowed):
        approve_as(company.analyst, audit)


def test_who_opened_it_does_not_approve_it(company: Company, gran: Group) -> None:
    audit = opened_by(company.coordinator)
    write_as(company.analyst, audit, gran)
    note_as(company.coordinator, audit)
    with pytest.raises(OwnAudit):
        approve_as(company.coordinator, audit)
    with (
        in_room(company.coordinator) as actor,
        transaction.atomic(),
        pytest.raises(DatabaseError, match="second member"),
        transaction.atomic(),
    ):
        Audit.objects.filter(pk=audit.pk).update(
            state=AuditState.APPROVED,
            approved_at=timezone.now(),
            approved_by=actor.member_id,
            minutes=b"%PDF-",
        )


def test_minutes_need_a_group_and_who_was_there(company: Company, gran: Group) -> None:
    audit = opened_by(company.analyst)
    with pytest.raises(NothingDecided):
        approve_as(company.decider, audit)
    write_as(company.analyst, audit, gran)
    with pytest.raises(NobodyThere):
        approve_as(company.decider, audit)


def test_what_changed_is_said_in_words(company: Company, gran: Group) -> None:
    audit = opened_by(company.analyst)
    for changed in (Changed.CHANGED, Changed.ENDING):
        with pytest.raises(WordsMissing):
            write_as(company.analyst, audit, gran, changed, " ")
    assert write_as(company.analyst, audit, gran).words == ""


def test_a_group_is_rewritten_until_approval_and_never_after(company: Company, gran: Group) -> None:
    audit = opened_by(company.analyst)
    write_as(company.analyst, audit, gran)
    write_as(company.coordinator, audit, gran, Changed.ENDING, "Bör slås samman med Ask.")
    with in_room(company.analyst):
        row = AuditGroup.objects.get(audit=audit)
    assert (row.changed, row.words, row.by) == (
        Changed.ENDING,
        "Bör slås samman med Ask.",
        company.coordinator.member.pk,
    )
    note_as(company.analyst, audit)
    approve_as(company.decider, audit)
    with pytest.raises(WrongAuditState):
        write_as(company.analyst, audit, gran)
    with pytest.raises(WrongAuditState):
        note_as(company.analyst, audit)
    with (
        in_room(company.analyst),
        pytest.raises(DatabaseError, match="audit that goes on"),
        transaction.atomic(),
    ):
        AuditGroup.objects.filter(audit=audit).update(words="Efteråt")


def test_nothing_new_is_said_of_a_group_that_has_ended(company: Company, gran: Group) -> None:
    audit = opened_by(company.analyst)
    end_group_as(company.analyst, gran, day=days_ago(0))
    gran.refresh_from_db()
    with pytest.raises(GroupEnded):
        write_as(company.analyst, audit, gran)


def test_no_person_stands_in_what_is_written(company: Company, gran: Group) -> None:
    audit = opened_by(company.analyst)
    with pytest.raises(NamesAPerson):
        write_as(company.analyst, audit, gran, Changed.CHANGED, f"Leds nu av {NUMBER}")
    with pytest.raises(NamesAPerson):
        note_as(company.analyst, audit, ("Samordnare", NUMBER))
    with pytest.raises(NamesAPerson):
        note_as(company.analyst, audit, note=NUMBER)


def test_functions_are_a_handful_of_words_each_once(company: Company) -> None:
    audit = opened_by(company.analyst)
    note_as(company.analyst, audit, ("Samordnare", " Samordnare ", "", "Kriminaltekniker"))
    assert read_as(company.analyst, audit).functions == ["Samordnare", "Kriminaltekniker"]
    for many in (tuple(f"Funktion {n}" for n in range(21)), ("x" * 81,)):
        with pytest.raises(FunctionsTooMany):
            note_as(company.analyst, audit, many)


def test_no_other_room_sees_it(company: Company, gran: Group) -> None:
    audit = held_by(company.analyst, company.decider, gran, at=timezone.now() - timedelta(days=1))
    for player in (company.partner, company.probation, company.patrol):
        browser = player.client()
        assert browser.get("/kartlaggning/gruppgenomgangar/").status_code == 404
        assert browser.get(f"/kartlaggning/gruppgenomgangar/{audit.pk}/").status_code == 404
