"""The monthly counts that the police of the invented city have released to the joint space."""

from datetime import date, datetime, timedelta

from gvi.cli.demo.rooms import DemoCast
from gvi.steps.review.flows.release_figures import release_figures
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace

TEST = "Antalen röjer ingen enskild: de visar bara hur många händelser som är grupprelaterade."
WAIT = timedelta(days=30)


def release_months(cast: DemoCast, *, today: date, at: datetime) -> None:
    """Release the counts of every month end of the last year that is old enough."""
    decider = cast.actor(Kind.POLICE, Role.DECISION_MAKER)
    with as_workspace(decider):
        for month_end in _month_ends(today):
            release_figures(month_end, test=TEST, by=decider, at=at)


def _month_ends(today: date) -> list[date]:
    ends, day = [], today
    for _ in range(13):
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return sorted(end for end in ends if end <= today - WAIT)
