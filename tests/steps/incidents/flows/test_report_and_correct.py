"""Reporting by hand, and correcting what was written wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.incidents.facts import MOST, Facts
from gvi.steps.incidents.flows.confirm import confirm
from gvi.steps.incidents.flows.correct import correct
from gvi.steps.incidents.flows.report import report
from gvi.steps.incidents.models import Incident, Kind, Precision
from gvi.steps.incidents.refusals import (
    NoSuchNumber,
    NotAPoint,
    NothingChanged,
    NotYet,
    ReasonMissing,
    TooLongAgo,
)
from gvi.steps.incidents.states import State
from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.actor import CONSOLE, Actor
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.models import Area
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room
from tests.steps.incidents.scene import NOW, ago, make_incident, make_police, one_event

FACTS = Facts(ago(1), Kind.STABBING, Precision.HOUR, injured=1, summary="Vid torget")


@pytest.fixture
def by(db: None) -> Iterator[Actor]:
    with in_room(make_police()) as actor:
        yield actor


def test_a_report_is_ours_and_undecided(by: Actor) -> None:
    incident = report(FACTS, by=by, at=NOW)
    kept = Incident.objects.get(pk=incident.pk)
    assert (kept.source, kept.source_id) == ("own", str(kept.pk))
    assert (kept.state, kept.reported_at, kept.by) == (State.REPORTED, NOW, by.member_id)
    assert Facts.of(kept) == FACTS


def test_a_patrol_leader_may_report_and_not_correct(db: None) -> None:
    with in_room(make_police(Role.PATROL_LEADER)) as leader:
        incident = report(FACTS, by=leader, at=NOW)
        with pytest.raises(NotAllowed):
            correct(incident, replace(FACTS, injured=2), "fel antal", by=leader, at=NOW)


def test_t19_a_report_is_one_event(by: Actor) -> None:
    with one_event(Operation.COLLECT, "incidents.report"):
        report(FACTS, by=by, at=NOW)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"occurred_at": NOW + timedelta(minutes=1)}, NotYet),
        ({"occurred_at": NOW.replace(year=1926)}, TooLongAgo),
        ({"latitude": 59.3}, NotAPoint),
        ({"longitude": 18.0}, NotAPoint),
        ({"latitude": 18.0, "longitude": 59.3}, NotAPoint),
        ({"dead": -1}, NoSuchNumber),
        ({"injured": MOST + 1}, NoSuchNumber),
        ({"summary": "Gäller 811228-9874"}, IdentityNumberRefused),
    ],
)
def test_what_can_not_be_true_is_refused(wrong: dict[str, object], refusal: type[Refusal], by: Actor) -> None:
    with pytest.raises(refusal):
        report(replace(FACTS, **wrong), by=by, at=NOW)  # type: ignore[arg-type]
    assert not Incident.objects.exists()


def test_a_correction_keeps_what_stood_before(by: Actor) -> None:
    area = Area.objects.create(name="Norra hamnen")
    incident = confirm(make_incident(dead=1), by=by, at=ago(1))
    facts = replace(Facts.of(incident), dead=0, injured=1, area=area)
    corrected = correct(incident, facts, " sjukhuset rättade ", by=by, at=NOW)
    assert (corrected.dead, corrected.injured, corrected.area) == (0, 1, area)
    assert (corrected.state, corrected.decided_at) == (State.CONFIRMED, ago(1))
    assert (corrected.change_reason, corrected.changed_at) == ("sjukhuset rättade", NOW)
    last = apps.get_model("incidents", "IncidentRevision").objects.latest("pgh_id")
    assert (last.dead, last.injured, last.area_id, last.state) == (1, 0, None, "confirmed")


def test_t19_a_correction_is_one_event(by: Actor) -> None:
    incident = make_incident()
    facts = replace(Facts.of(incident), kind=Kind.EXPLOSION)
    with one_event(Operation.CHANGE, "incidents.correct"):
        correct(incident, facts, "var en sprängning", by=by, at=NOW)


def test_a_correction_without_change_or_reason_is_refused(by: Actor) -> None:
    incident = make_incident()
    with pytest.raises(NothingChanged):
        correct(incident, Facts.of(incident), "inget", by=by, at=NOW)
    with pytest.raises(ReasonMissing):
        correct(incident, replace(Facts.of(incident), dead=1), " ", by=by, at=NOW)


@given(
    latitude=st.none() | st.floats(-200, 200, allow_nan=False),
    longitude=st.none() | st.floats(-200, 200, allow_nan=False),
)
def test_a_point_is_whole_and_in_sweden_or_refused(latitude: float | None, longitude: float | None) -> None:
    facts = replace(FACTS, latitude=latitude, longitude=longitude, summary="")
    whole = latitude is not None and longitude is not None
    inside = whole and 55 <= latitude <= 69.2 and 10.5 <= longitude <= 24.3  # type: ignore[operator]
    if inside or (latitude is None and longitude is None):
        facts.check(NOW, CONSOLE)
    else:
        with pytest.raises(NotAPoint):
            facts.check(NOW, CONSOLE)
