"""What every analysis stands on: sides by the latest judgement, counts by window, nothing of what is unfounded."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.mapping.flows.count_activity import activity_on
from gvi.steps.mapping.models import Analysis, AnalysisRun
from gvi.steps.mapping.queries.facts import Counts, activity, counts, sided
from tests.cast import in_room
from tests.steps.review.cast import DAY, HOUR, Company, judge_as, make_group, make_incident

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def test_an_incident_counts_once_for_a_group_on_both_sides(company: Company) -> None:
    gran, ask = make_group("Gran"), make_group("Ask")
    judge_as(company.coordinator, make_incident(ago=3 * DAY), acting=(gran, ask), suffering=(gran,))
    with in_room(company.analyst):
        found = activity(localdate())
    assert found[gran.pk].now[30] == Counts(acting=1, suffering=1, either=1)
    assert found[ask.pk].now[30] == Counts(acting=1, suffering=0, either=1)


def test_windows_hold_each_other_and_those_before_them(company: Company) -> None:
    gran = make_group("Gran")
    for days in (1, 40, 70, 200, 400):
        judge_as(company.coordinator, make_incident(ago=days * DAY), acting=(gran,))
    with in_room(company.analyst):
        found = activity(localdate())[gran.pk]
    assert {days: one.acting for days, one in found.now.items()} == {30: 1, 90: 3, 365: 4}
    assert {days: one.acting for days, one in found.before.items()} == {30: 1, 90: 0, 365: 1}


def test_the_latest_version_counts_and_what_is_unfounded_does_not(company: Company) -> None:
    gran, ask = make_group("Gran"), make_group("Ask")
    first, second = make_incident(ago=2 * DAY), make_incident(ago=4 * DAY, state=State.REPORTED)
    judge_as(company.coordinator, first, acting=(gran,))
    judge_as(company.coordinator, first, acting=(ask,), after=1)
    judge_as(company.coordinator, second, acting=(gran,))
    Incident.objects.filter(pk=second.pk).update(state=State.UNFOUNDED, unfounded_reason="fel")
    with in_room(company.analyst):
        assert set(activity(localdate())) == {ask.pk}
        assert [one.acting for one in sided(localdate() - YEAR, localdate())] == [(ask.pk,)]


def test_as_of_an_earlier_day_what_came_later_is_not_there(company: Company) -> None:
    gran = make_group("Gran")
    judge_as(company.coordinator, make_incident(ago=HOUR), acting=(gran,))
    judge_as(company.coordinator, make_incident(ago=20 * DAY), acting=(gran,))
    with in_room(company.analyst):
        assert activity(localdate() - 10 * DAY)[gran.pk].now[30].either == 1
        assert counts(localdate() - 30 * DAY, localdate())[gran.pk].either == 2


def test_without_a_source_its_incidents_are_not_counted(company: Company) -> None:
    gran = make_group("Gran")
    incident = make_incident(ago=DAY)
    judge_as(company.coordinator, incident, acting=(gran,))
    with in_room(company.analyst):
        assert activity(localdate(), incident.source) == {}
        assert sided(localdate() - YEAR, localdate(), incident.source) == []


def test_nobody_outside_the_room_gets_a_count(company: Company) -> None:
    judge_as(company.coordinator, make_incident(ago=DAY), acting=(make_group("Gran"),))
    with in_room(company.partner):
        assert activity(localdate()) == {}


def test_activity_is_counted_anew_only_when_the_data_change(company: Company) -> None:
    gran, now = make_group("Gran"), timezone.now()
    judge_as(company.coordinator, make_incident(ago=DAY), acting=(gran,))
    with in_room(company.analyst) as actor:
        first = activity_on(localdate(), by=actor, at=now)
        assert activity_on(localdate(), by=actor, at=now) == first == activity(localdate())
        assert AnalysisRun.objects.filter(analysis=Analysis.ACTIVITY).count() == 1
    judge_as(company.coordinator, make_incident(ago=2 * DAY), acting=(gran,))
    with in_room(company.analyst) as actor:
        assert activity_on(localdate(), by=actor, at=now)[gran.pk].now[30].acting == 2
