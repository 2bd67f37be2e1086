"""Which persons a planned disclosure can be about: whom the rule fits, and who stood in the room at the time."""

from datetime import date, datetime, time, timedelta

import polars as pl

from gvi.city.period import moment
from gvi.city.persons.disclosures import Pool
from gvi.city.persons.memberships import belongs
from gvi.city.persons.register import Case

UNTIL_CONFIRMED = timedelta(days=20)  # from entry until somebody else has confirmed a membership
LONG_AGO = timedelta(days=1000)


def build_pools(
    persons: pl.DataFrame,
    roles: pl.DataFrame,
    probation: pl.DataFrame,
    cases: pl.DataFrame,
    same_humans: pl.DataFrame,
    end: datetime,
) -> dict[str, Pool]:
    """Return the pools by the names that `disclosure_plan` uses.

    Whose review is late can't be sent to anybody, and who has protected identity or no name is left out
    of the examples.
    """
    dropped = {person: moment(day, time(9)) for person, day in _dated(roles.filter(role="not_suspected"))}
    known = [
        (Case(row), person, entered)
        for row, (person, entered) in enumerate(persons.select("id", "entered_at").iter_rows())
        if not (Case(row).late or Case(row).protected or Case(row).reference_only)
    ]
    shared = set(same_humans["police"])
    in_groups = [
        (person, at + UNTIL_CONFIRMED, end)
        for case, person, at in known
        if belongs(case.row) and not (case.minor or case.spared or person in dropped)
    ]
    own = [(case, (person, at, dropped.get(person, end))) for case, person, at in known]
    grown = [(case, entry) for case, entry in own if not (case.minor or case.spared)]
    return {
        "adult": Pool("police", [entry for _, entry in grown if entry[0] not in dropped]),
        "supervised": Pool(
            "police", [entry for _, entry in grown if entry[0] in shared and entry[0] not in dropped]
        ),
        "member": Pool("police", in_groups),
        "dropped": Pool("police", sorted((one for _, one in grown if one[0] in dropped), key=_longest)),
        "minor": Pool("police", [entry for case, entry in own if case.minor and entry[0] not in dropped]),
        "injured": Pool("police", [entry for case, entry in own if case.row % 10 == 7]),
        "probation": Pool("probation", [(person, end - LONG_AGO, end) for person in probation["id"]]),
        "case": _cases(cases, 0, end),
        "young_case": _cases(cases, 1, end),
    }


def _longest(entry: tuple[str, datetime, datetime]) -> timedelta:
    """Sort those first who were known for long before it was over."""
    _, known, over = entry
    return known - over


def _dated(roles: pl.DataFrame) -> list[tuple[str, date]]:
    return roles.select("person", "since").rows()


def _cases(cases: pl.DataFrame, board: int, end: datetime) -> Pool:
    name = cases["board"].unique().sort()[board]
    entries = cases.filter(board=name).select("id", "opened_at").iter_rows()
    return Pool("cases", [(case, opened, end) for case, opened in entries])
