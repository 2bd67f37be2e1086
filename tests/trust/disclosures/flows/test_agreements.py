"""Agreements: one side writes, the other confirms, either ends; without one nothing is begun (T29)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gvi.trust.disclosures.flows.confirm_agreement import confirm_agreement
from gvi.trust.disclosures.flows.end_agreement import end_agreement
from gvi.trust.disclosures.flows.sign_agreement import NewAgreement, sign_agreement
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.models import Agreement, Item
from gvi.trust.disclosures.queries.agreements import agreement_of
from gvi.trust.disclosures.refusals import (
    AlreadyConfirmed,
    AlreadyEnded,
    BadDays,
    Missing,
    NoRoad,
    NoSuchAgreement,
    NotARoomForIt,
    OtherSideConfirms,
)
from gvi.trust.disclosures.states import Form
from gvi.trust.log.models import Event
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace, switch_on
from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import make_disclosure, propose_agreement, someone
from tests.trust.people.persons import make_person

TODAY = timezone.localdate()


def start(doors: Doors) -> None:
    with in_room(doors.analyst) as actor:
        start_draft(NewDraft(doors.probation, Form.SINGLE), by=actor, at=timezone.now())


def end_all(doors: Doors) -> None:
    with in_room(someone(doors.probation, Role.RULES_DECIDER)) as actor:
        for agreement in Agreement.objects.all():
            end_agreement(agreement, "Samarbetet görs om.", by=actor, at=timezone.now())


def test_it_works(doors: Doors) -> None:
    made = Agreement.objects.get()
    assert (made.first, made.second) == (doors.police, doors.probation)
    assert made.confirmed_at
    with in_room(someone(doors.police, Role.LOG_REVIEWER)):
        assert Event.objects.filter(verb="disclosures.sign_agreement", record_id=made.pk).count() == 1
    with in_room(someone(doors.probation, Role.LOG_REVIEWER)):
        assert Event.objects.filter(verb="disclosures.confirm_agreement", record_id=made.pk).count() == 1


def test_only_the_other_side_confirms_and_once(doors: Doors) -> None:
    other = make_workspace(Kind.TAX)
    made = propose_agreement(doors.police, other)
    for room, expected in ((doors.police, OtherSideConfirms), (doors.probation, NoSuchAgreement)):
        with in_room(someone(room, Role.RULES_DECIDER)) as actor, pytest.raises(expected):
            confirm_agreement(made, "Bo Gran", by=actor, at=timezone.now())
    with in_room(someone(other, Role.RULES_DECIDER)) as actor:
        confirm_agreement(made, "Bo Gran", by=actor, at=timezone.now())
        with pytest.raises(AlreadyConfirmed):
            confirm_agreement(made, "Bo Gran", by=actor, at=timezone.now())
        with pytest.raises(Missing):
            confirm_agreement(made, " ", by=actor, at=timezone.now())


@pytest.mark.parametrize("role", [Role.ANALYST, Role.DECISION_MAKER, Role.ADMINISTRATOR, Role.LOG_REVIEWER])
def test_t02_who_may_not_sign_signs_nothing_not_even_by_sql(doors: Doors, role: Role) -> None:
    other = make_workspace(Kind.TAX)
    player = make_player(doors.police, role)
    new = NewAgreement(other, "A 1", "GVI", "Rut Ek", TODAY, TODAY)
    with in_room(player) as actor:
        with pytest.raises(NotAllowed):
            sign_agreement(new, by=actor, at=timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            Agreement.objects.create(
                first=doors.police,
                second=other,
                valid_from=TODAY,
                valid_until=TODAY,
                made_by=player.member.pk,
                made_at=timezone.now(),
            )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reference", "sett av annan"),
        ("counter_signatory", "Någon annan"),
        ("valid_until", TODAY + timedelta(days=900)),
        ("confirmed_at", None),
    ],
)
def test_an_agreement_is_not_rewritten_by_sql(doors: Doors, field: str, value: object) -> None:
    with (
        in_room(someone(doors.probation, Role.RULES_DECIDER)),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        Agreement.objects.update(**{field: value})


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"reference": " "}, Missing),
        ({"valid_until": TODAY - timedelta(days=1)}, BadDays),
        ({"purposes": "Gäller 20090620-9804"}, Refusal),
    ],
)
def test_a_paper_without_sense_is_refused(doors: Doors, changed: dict[str, object], expected: type) -> None:
    facts = {"second": doors.probation, "reference": "A 2", "purposes": "GVI", "signatory": "Rut Ek"}
    facts |= {"valid_from": TODAY, "valid_until": TODAY}
    with in_room(someone(doors.police, Role.LAWYER)) as actor, pytest.raises(expected):
        sign_agreement(NewAgreement(**{**facts, **changed}), by=actor, at=timezone.now())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [Kind.MUNICIPALITY, Kind.COUNTY_BOARD, Kind.EVALUATOR])
def test_t32_no_agreement_with_a_room_that_can_hold_no_person(doors: Doors, kind: Kind) -> None:
    with pytest.raises(NotARoomForIt):
        propose_agreement(doors.police, make_workspace(kind))


def test_t29_ended_stops_the_same_day_for_sender_and_receiver(doors: Doors) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst))
    with in_room(doors.officer):
        assert Item.objects.filter(disclosure=made).exists()
    end_all(doors)
    with in_room(doors.officer):
        assert not Item.objects.filter(disclosure=made).exists()
    with pytest.raises(NoRoad, match="överenskommelse"):
        start(doors)
    with pytest.raises(AlreadyEnded):
        end_all(doors)


def test_t29_a_room_that_is_switched_off_gets_nothing(doors: Doors) -> None:
    switch_on(doors.probation, on=False, at=timezone.now() + timedelta(seconds=1))
    with pytest.raises(NoRoad, match="avstängd"):
        start(doors)


def test_t29_an_impact_assessment_that_ended_yesterday_stops(doors: Doors) -> None:
    ended = TODAY - timedelta(days=1)
    switch_on(doors.probation, until=ended, at=timezone.now() + timedelta(seconds=1))
    with pytest.raises(NoRoad, match="avstängd"):
        start(doors)


def test_t29_the_last_day_counts_and_the_day_after_does_not(doors: Doors) -> None:
    end_all(doors)
    yesterday = propose_agreement(doors.police, doors.probation, until=TODAY - timedelta(days=1))
    last = propose_agreement(doors.police, doors.probation, until=TODAY)
    with in_room(someone(doors.probation, Role.RULES_DECIDER)) as actor:
        confirm_agreement(yesterday, "Bo Gran", by=actor, at=timezone.now())
    with pytest.raises(NoRoad):
        start(doors)
    with in_room(someone(doors.probation, Role.RULES_DECIDER)) as actor:
        confirm_agreement(last, "Bo Gran", by=actor, at=timezone.now())
    start(doors)


def test_t01_an_agreement_between_others_is_not_there(doors: Doors) -> None:
    made = Agreement.objects.get()
    stranger = make_player(make_workspace(Kind.TAX), Role.CONTACT_PERSON)
    with in_room(stranger) as actor, pytest.raises(NoSuchAgreement):
        agreement_of(actor, made.pk)
