"""Decisions on an incident's state: who may, from where to where, and what is left behind."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from gvi.steps.incidents.flows.confirm import confirm
from gvi.steps.incidents.flows.reopen import reopen
from gvi.steps.incidents.flows.set_waiting import set_waiting
from gvi.steps.incidents.flows.unfound import unfound
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.refusals import ReasonMissing, WrongState
from gvi.steps.incidents.states import MOVES, State
from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.steps.incidents.scene import NOW, ago, make_incident, make_police, one_event

pytestmark = pytest.mark.django_db

FLOWS = {
    "wait": lambda incident, by: set_waiting(incident, by=by, at=NOW),
    "confirm": lambda incident, by: confirm(incident, by=by, at=NOW),
    "unfound": lambda incident, by: unfound(incident, "fyrverkeri", by=by, at=NOW),
    "reopen": lambda incident, by: reopen(incident, "vittnet tog fel på dag", by=by, at=NOW),
}
LEADS_TO = {
    "wait": State.WAITING,
    "confirm": State.CONFIRMED,
    "unfound": State.UNFOUNDED,
    "reopen": State.WAITING,
}
ALLOWED = {
    ("wait", State.REPORTED),
    ("confirm", State.REPORTED),
    ("confirm", State.WAITING),
    ("unfound", State.REPORTED),
    ("unfound", State.WAITING),
    ("reopen", State.CONFIRMED),
    ("reopen", State.UNFOUNDED),
}


@pytest.fixture
def by() -> Iterator[Actor]:
    with in_room(make_police()) as actor:
        yield actor


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("state", State)
def test_each_flow_leaves_only_the_states_it_may(flow: str, state: State, by: Actor) -> None:
    incident = make_incident(state=state)
    if (flow, state) in ALLOWED:
        assert FLOWS[flow](incident, by).state == LEADS_TO[flow]
    else:
        with pytest.raises(WrongState):
            FLOWS[flow](incident, by)
        assert Incident.objects.get(pk=incident.pk).state == state


def test_flows_and_the_table_of_moves_agree() -> None:
    assert {(state, LEADS_TO[flow]) for flow, state in ALLOWED} == MOVES


@pytest.mark.parametrize("flow", FLOWS)
def test_t19_one_event_an_operation_without_content(flow: str, by: Actor) -> None:
    incident = make_incident(state=State.CONFIRMED if flow == "reopen" else State.REPORTED)
    verb = {"wait": "set_waiting"}.get(flow, flow)
    with one_event(Operation.CHANGE, f"incidents.{verb}", incident.pk):
        FLOWS[flow](incident, by)


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (Kind.POLICE, Role.PATROL_LEADER),
        (Kind.SOCIAL_SERVICES, Role.COORDINATOR),
        (Kind.EVALUATOR, Role.EVALUATOR),
    ],
)
def test_who_may_not_decide_is_told_nothing(flow: str, kind: Kind, role: Role) -> None:
    stranger = make_player(make_workspace(kind), role)
    incident = make_incident(state=State.REPORTED)
    with pytest.raises(NotAllowed):
        FLOWS[flow](incident, stranger.actor)
    assert Incident.objects.get(pk=incident.pk).state == State.REPORTED


def test_a_decision_says_who_and_when(by: Actor) -> None:
    decided = confirm(make_incident(), by=by, at=NOW)
    assert (decided.decided_at, decided.changed_at, decided.by) == (NOW, NOW, by.member_id)
    reopened = reopen(decided, "fel händelse", by=by, at=NOW)
    assert (reopened.decided_at, reopened.change_reason) == (None, "fel händelse")


def test_a_decision_taken_back_stays_among_the_revisions(by: Actor) -> None:
    incident = make_incident()
    unfound(incident, "fyrverkeri", by=by, at=ago(3))
    reopen(incident, "hylsor hittade", by=by, at=ago(2))
    confirm(incident, by=by, at=ago(1))
    revisions = apps.get_model("incidents", "IncidentRevision").objects.order_by("pgh_id")
    seen = list(revisions.values_list("state", "unfounded_reason", "change_reason"))
    assert seen == [
        ("reported", "", ""),
        ("unfounded", "fyrverkeri", ""),
        ("waiting", "", "hylsor hittade"),
    ]


@pytest.mark.parametrize("reason", ["", "   \n ", "x" * 201])
@pytest.mark.parametrize("flow", [unfound, reopen])
def test_what_is_set_aside_or_taken_back_needs_a_reason(flow: object, reason: str, by: Actor) -> None:
    state = State.REPORTED if flow is unfound else State.CONFIRMED
    with pytest.raises(ReasonMissing):
        flow(make_incident(state=state), reason, by=by, at=NOW)  # type: ignore[operator]


def test_t31_a_reason_holds_no_identity_number(by: Actor) -> None:
    with pytest.raises(IdentityNumberRefused):
        unfound(make_incident(), "gällde 811228-9874", by=by, at=NOW)


def test_a_decision_looks_at_the_row_and_not_at_what_the_page_showed(by: Actor) -> None:
    shown = make_incident()
    confirm(Incident.objects.get(pk=shown.pk), by=by, at=NOW)
    with pytest.raises(WrongState):
        unfound(shown, "fyrverkeri", by=by, at=NOW)


def test_the_database_refuses_a_move_that_no_flow_makes(by: Actor) -> None:
    incident = make_incident(state=State.CONFIRMED)
    with pytest.raises(DatabaseError, match="may not go from"), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(state=State.UNFOUNDED, unfounded_reason="x")


def test_the_history_can_only_grow(by: Actor) -> None:
    incident = confirm(make_incident(), by=by, at=NOW)
    revision = apps.get_model("incidents", "IncidentRevision").objects
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        revision.filter(pgh_obj_id=incident.pk).update(state=State.CONFIRMED)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        revision.filter(pgh_obj_id=incident.pk).delete()


def test_an_incident_that_is_gone_can_not_be_decided(by: Actor) -> None:
    with pytest.raises(Incident.DoesNotExist):
        confirm(Incident(pk=uuid4()), by=by, at=NOW)
