"""What the receiver reads, and until when: T01, T29, and that what has ended looks alike however it ended."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gvi.trust.disclosures.flows.end_agreement import end_agreement
from gvi.trust.disclosures.models import Agreement, Disclosure
from gvi.trust.disclosures.received.queries import find_received, next_new, received_rows, waiting
from gvi.trust.disclosures.received.receive import receive
from gvi.trust.disclosures.received.refusals import AlreadyReceived, Ended
from gvi.trust.disclosures.received.words import Standing
from gvi.trust.disclosures.states import Status
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace, switch_on
from tests.events import one_event
from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import make_disclosure, someone
from tests.trust.people.persons import make_person


def told(doors: Doors, state: Status = Status.DECIDED, **person: str) -> Disclosure:
    """The police have told probation a name."""
    return make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst, **person), state=state)


def standings(player: Player, chosen: str = "") -> list[Standing]:
    with in_room(player) as actor:
        return [row.standing for row in received_rows(actor, chosen).object_list]


def test_the_receiver_reads_just_the_items_with_role_and_secrecy(doors: Doors) -> None:
    made = told(doors)
    with in_room(doors.officer) as actor:
        found = find_received(actor, made.pk)
    assert [(item.text, item.role, item.secrecy) for item in found.items] == [
        ("Ekhult, Rut", "misstänkt", "osl_35_1")
    ]
    assert found.reservation == "Uppgifterna får inte lämnas vidare."
    assert found.standing == Standing.NEW and found.expires_on is not None


@pytest.mark.parametrize("state", [Status.WITHDRAWN, Status.CORRECTED])
def test_an_ended_one_has_no_items_and_no_last_day(doors: Doors, state: Status) -> None:
    made = told(doors, state)
    with in_room(doors.officer) as actor:
        found = find_received(actor, made.pk)
    assert (found.items, found.expires_on, found.reservation, found.decider) == ((), None, "", "")
    assert found.wrong == ("Uppgiften gällde en annan adress." if state is Status.CORRECTED else "")


def test_t01_refused_ones_and_third_rooms_find_nothing(doors: Doors) -> None:
    refused, made = told(doors, Status.REFUSED), told(doors)
    third = make_player(make_workspace(Kind.TAX), Role.CONTACT_PERSON)
    for player, pk in (
        (doors.officer, refused.pk),
        (third, made.pk),
        (doors.analyst, made.pk),
        (third, uuid4()),
    ):
        with in_room(player) as actor, pytest.raises(Http404):
            find_received(actor, pk)
    assert standings(third) == standings(doors.analyst) == []


def test_new_ones_come_first_and_ended_ones_last(doors: Doors) -> None:
    for state in (Status.WITHDRAWN, Status.RECEIVED, Status.DECIDED, Status.CORRECTED):
        told(doors, state)
    assert standings(doors.officer) == [Standing.NEW, Standing.OPEN, Standing.ENDED, Standing.ENDED]
    assert standings(doors.officer, Standing.OPEN) == [Standing.OPEN]
    with in_room(doors.officer) as actor:
        assert waiting(actor) == 1
        assert next_new(actor) is not None


def test_the_list_costs_the_same_whatever_has_been_received(doors: Doors) -> None:
    def queries() -> int:
        with in_room(doors.officer) as actor, CaptureQueriesContext(connection) as asked:
            received_rows(actor)
        return len(asked)

    told(doors)
    one = queries()
    for _turn in range(3):
        told(doors, Status.RECEIVED)
    assert queries() == one == 3


def test_acknowledging_is_one_event_and_is_done_once(doors: Doors) -> None:
    made = told(doors)
    logged = one_event(doors.officer, Operation.COLLECT, "disclosures.receive", secret="Ekhult")
    with logged, in_room(doors.officer) as actor:
        receive(made.pk, by=actor, at=timezone.now())
    with in_room(doors.officer) as actor, pytest.raises(AlreadyReceived):
        receive(made.pk, by=actor, at=timezone.now())
    assert standings(doors.officer) == [Standing.OPEN]


def test_what_has_ended_is_not_acknowledged(doors: Doors) -> None:
    made = told(doors, Status.WITHDRAWN)
    with in_room(doors.officer) as actor, pytest.raises(Ended):
        receive(made.pk, by=actor, at=timezone.now())


def test_t29_an_ended_agreement_stops_the_reading_the_same_day(doors: Doors) -> None:
    told(doors)
    agreement = Agreement.objects.get()
    with in_room(someone(doors.probation, Role.RULES_DECIDER)) as actor:
        end_agreement(agreement, "Uppsagt", by=actor, at=timezone.now())
    assert standings(doors.officer) == [Standing.ENDED]


def test_t29_a_sender_that_closes_its_room_stops_the_reading_the_same_day(doors: Doors) -> None:
    told(doors)
    switch_on(doors.police, on=False, at=timezone.now() + timedelta(seconds=1))
    assert standings(doors.officer) == [Standing.ENDED]


def test_t29_so_does_an_impact_assessment_whose_time_is_out(doors: Doors) -> None:
    told(doors)
    yesterday = timezone.localdate() - timedelta(days=1)
    switch_on(doors.police, until=yesterday, at=timezone.now() + timedelta(seconds=1))
    assert standings(doors.officer) == [Standing.ENDED]
