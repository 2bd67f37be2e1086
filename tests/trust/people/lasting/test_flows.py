"""Renewal, exit and the decision of erasure: each one event, a fresh need, and a reason that never names support."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.people import corrections
from gvi.trust.people.corrections import Correction
from gvi.trust.people.lasting.flows import Renewal, leave, renew
from gvi.trust.people.lasting.flows.decide_erasure import NewDecision, decide_erasure
from gvi.trust.people.lasting.refusals import (
    BasisIncomplete,
    BasisNotNewer,
    DecisionIncomplete,
    NamesSupport,
    NeedTooShort,
    NoSuchReason,
    SameWords,
    WordsNeeded,
)
from gvi.trust.people.lasting.words import REASONS
from gvi.trust.people.models import ErasureDecision, Person, PersonReview
from gvi.trust.people.refusals import InTheFuture, NoSuchPerson, NotKeptHere
from gvi.trust.people.retention import HOUSE_MONTHS, NEXT_REVIEW_DAYS
from gvi.trust.people.words import ExitReason, Regime
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_person, say_same
from tests.trust.workspaces.events import one_event

TODAY = timezone.localdate()
NEED = "Konflikten mellan grupperna pågår och han har synts i den igen."
NEWER = Renewal(NEED, "Gripen efter skottlossningen", "K-777-26", TODAY)


def seen(player: Player, person: Person) -> Person | None:
    with in_room(player):
        return Person.objects.filter(pk=person.pk).first()


def test_t15_a_renewal_moves_the_dates_by_the_table_and_not_by_hand(analyst: Player) -> None:
    person = make_person(analyst, regime=Regime.COMMON_P1)
    with one_event(analyst, Operation.CHANGE, "people.renew") as actor:
        renewed = renew(person, NEWER, by=actor, at=timezone.now())
    assert renewed.review_due == TODAY + timedelta(days=NEXT_REVIEW_DAYS)
    assert renewed.ends_on is not None
    assert (renewed.ends_on.year, renewed.ends_on.month) == (TODAY.year + HOUSE_MONTHS // 12, TODAY.month)
    assert (renewed.basis, renewed.evidence, renewed.based_on) == (NEWER.basis, NEWER.evidence, TODAY)


def test_without_a_newer_basis_the_last_day_stands(analyst: Player) -> None:
    person = make_person(analyst, regime=Regime.COMMON_P1)
    with in_room(analyst) as actor:
        renewed = renew(person, Renewal(NEED), by=actor, at=timezone.now())
    assert renewed.ends_on == person.ends_on
    assert renewed.review_due > person.review_due


def test_what_is_not_commonly_available_ends_after_a_year_whatever_is_renewed(analyst: Player) -> None:
    person = make_person(analyst)
    with in_room(analyst) as actor:
        renewed = renew(person, NEWER, by=actor, at=timezone.now())
    assert renewed.ends_on == person.ends_on
    assert renewed.ends_on == date(TODAY.year + 1, TODAY.month, TODAY.day)


REFUSED: list[tuple[Renewal, type[Refusal]]] = [
    (Renewal(""), NeedTooShort),
    (Renewal("Behövs."), NeedTooShort),
    (Renewal("... ,,, !!! ... ,,, !!! ... ,,,"), NeedTooShort),
    (replace(NEWER, evidence=""), BasisIncomplete),
    (replace(NEWER, based_on=None), BasisIncomplete),
    (replace(NEWER, based_on=TODAY + timedelta(days=1)), InTheFuture),
    (replace(NEWER, based_on=TODAY - timedelta(days=400)), BasisNotNewer),
]


@pytest.mark.parametrize(("renewal", "refusal"), REFUSED)
def test_t14_a_need_that_says_nothing_is_refused(
    analyst: Player, renewal: Renewal, refusal: type[Refusal]
) -> None:
    person = make_person(analyst)
    with in_room(analyst) as actor, pytest.raises(refusal):
        renew(person, renewal, by=actor, at=timezone.now())
    after = seen(analyst, person)
    assert after is not None
    assert after.review_due == person.review_due


def test_t14_the_same_words_as_before_are_refused_however_they_are_spelt(analyst: Player) -> None:
    person = make_person(analyst)
    with in_room(analyst) as actor:
        renew(person, Renewal(NEED), by=actor, at=timezone.now())
        with pytest.raises(SameWords):
            renew(person, Renewal(f"  {NEED.upper()} !!"), by=actor, at=timezone.now())
        renew(person, Renewal(f"{NEED} Två vittnen till har hörts."), by=actor, at=timezone.now())


def test_social_services_keep_no_basis(case_worker: Player) -> None:
    case = make_person(case_worker)
    with in_room(case_worker) as actor:
        with pytest.raises(NotKeptHere):
            renew(case, NEWER, by=actor, at=timezone.now())
        renew(case, Renewal(NEED), by=actor, at=timezone.now())


def merge(player: Player, root: Person, *others: Person) -> None:
    with in_room(player):
        say_same(root, *others)


def test_records_of_one_person_are_renewed_and_leave_together(analyst: Player) -> None:
    root, other = make_person(analyst), make_person(analyst)
    merge(analyst, root, other)
    with one_event(analyst, Operation.CHANGE, "people.renew") as actor:
        renew(other, Renewal(NEED), by=actor, at=timezone.now())
        assert set(Person.objects.values_list("reviewed_on", flat=True)) == {TODAY}
        assert PersonReview.objects.count() == 2
    with one_event(analyst, Operation.CHANGE, "people.leave") as actor:
        leave(other, ExitReason.MOVED, by=actor, at=timezone.now())


def test_t14_who_leaves_is_out_of_sight_when_the_transaction_ends(own_database: str) -> None:
    analyst = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    person = make_person(analyst)
    with in_room(analyst) as actor:
        leave(person, ExitReason.NO_LONGER_NEEDED, by=actor, at=timezone.now())
    assert seen(analyst, person) is None
    with in_room(analyst) as actor, pytest.raises(NoSuchPerson):
        renew(person, Renewal(NEED), by=actor, at=timezone.now())


@pytest.mark.parametrize("words", ["Har tackat ja till stöd", "Går i behandling", "Avhoppare sedan i mars"])
def test_t17_no_end_names_support(analyst: Player, words: str) -> None:
    person = make_person(analyst)
    with in_room(analyst) as actor, pytest.raises(NamesSupport):
        leave(person, ExitReason.WRONG_PERSON, words, by=actor, at=timezone.now())
    assert not any("stöd" in str(reason.label) for reasons in REASONS.values() for reason in reasons)


def test_a_reason_outside_the_rooms_list_is_refused(officer: Player) -> None:
    person = make_person(officer)
    for reason in (ExitReason.SUSPICION_DROPPED, ExitReason.TIME, ExitReason.NONE):
        with in_room(officer) as actor, pytest.raises(NoSuchReason):
            leave(person, reason, "fel", by=actor, at=timezone.now())


def test_t13_whoever_was_told_wrong_is_told_so(analyst: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[UUID, Correction, str]] = []

    def handler(
        person_id: UUID,
        correction: Correction,
        words: str,
        *,
        by: Actor,
        at: datetime,
        record: UUID | None = None,
    ) -> int:
        told.append((person_id, correction, words))
        return 3

    monkeypatch.setattr(corrections, "_HANDLERS", [handler])
    person = make_person(analyst)
    with in_room(analyst) as actor:
        with pytest.raises(WordsNeeded):
            leave(person, ExitReason.WRONG_PERSON, " ", by=actor, at=timezone.now())
        assert leave(person, ExitReason.WRONG_PERSON, "Förväxling", by=actor, at=timezone.now()) == 3
    assert told == [(person.pk, Correction.WRONG_PERSON, "Förväxling")]


def test_whoever_only_reads_neither_renews_nor_ends(analyst: Player) -> None:
    person = make_person(analyst)
    decider = make_player(analyst.member.workspace, Role.DECISION_MAKER)
    with in_room(decider) as actor:
        with pytest.raises(NotAllowed):
            renew(person, Renewal(NEED), by=actor, at=timezone.now())
        with pytest.raises(NotAllowed):
            leave(person, ExitReason.MOVED, by=actor, at=timezone.now())


DECISION = NewDecision("SN 2026 § 41", TODAY - timedelta(days=4), "Socialnämnden", 24)
UNDECIDED: list[tuple[dict[str, Any], type[Refusal]]] = [
    ({"number": " "}, DecisionIncomplete),
    ({"decider": ""}, DecisionIncomplete),
    ({"kept_months": -1}, DecisionIncomplete),
    ({"decided_on": TODAY + timedelta(days=1)}, InTheFuture),
]


def test_the_coordinator_of_social_services_enters_the_boards_decision(case_worker: Player) -> None:
    coordinator = make_player(case_worker.member.workspace, Role.COORDINATOR)
    with one_event(coordinator, Operation.SETTINGS, "people.decide_erasure") as actor:
        stored = decide_erasure(DECISION, by=actor, at=timezone.now())
        assert ErasureDecision.objects.get() == stored
    with in_room(coordinator) as actor:
        for change, refusal in UNDECIDED:
            with pytest.raises(refusal):
                decide_erasure(replace(DECISION, **change), by=actor, at=timezone.now())
    with in_room(case_worker) as actor, pytest.raises(NotAllowed):
        decide_erasure(DECISION, by=actor, at=timezone.now())
