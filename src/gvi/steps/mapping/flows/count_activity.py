"""How active each group is on a day, kept until an incident or a judgement changes: counting a register takes a second.

The map and the scorecard read it; ``gvi.steps.mapping.queries.facts.activity`` counts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gvi.steps.mapping.analyses import Method, Told, few
from gvi.steps.mapping.flows.ask_analysis import ask_analysis
from gvi.steps.mapping.models import Analysis
from gvi.steps.mapping.queries.facts import Activity, Counts, activity
from gvi.trust.workspaces.actor import Actor

Plain = dict[str, dict[str, Any]]


def activity_on(day: date, without: str = "", *, by: Actor, at: datetime) -> dict[UUID, Activity]:
    """What ``facts.activity`` counts; counted at most once for the same data."""
    run = ask_analysis(Analysis.ACTIVITY, {"day": day.isoformat(), "without": without}, by=by, at=at)
    return {UUID(group): _told(parts) for group, parts in (run.result or {}).items()}


def _read(asked: Mapping[str, Any]) -> dict[UUID, Activity]:
    return activity(date.fromisoformat(asked["day"]), asked["without"])


def _work(counted: dict[UUID, Activity], asked: Mapping[str, Any], told: Told) -> Plain:
    return {str(group): _plain(one) for group, one in counted.items()}


def _plain(one: Activity) -> dict[str, Any]:
    return {
        "now": {str(days): _three(counts) for days, counts in one.now.items()},
        "before": {str(days): _three(counts) for days, counts in one.before.items()},
        "last": one.last.isoformat() if one.last else None,
    }


def _three(counts: Counts) -> tuple[int, int, int]:
    return (counts.acting, counts.suffering, counts.either)


def _told(parts: Mapping[str, Any]) -> Activity:
    return Activity(
        now={int(days): Counts(*counts) for days, counts in parts["now"].items()},
        before={int(days): Counts(*counts) for days, counts in parts["before"].items()},
        last=datetime.fromisoformat(parts["last"]) if parts["last"] else None,
    )


METHOD = Method(rows=few, read=_read, work=_work)
