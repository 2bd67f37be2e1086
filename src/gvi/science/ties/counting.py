"""The steps from rows to ties on one engine, and the account of what was taken and what was left.

Order: the roles are chosen, then each (incident, person) counts once, so that a person who stands in an incident both
as suspect and as witness is there as what was asked for. The window is counted back from the last date of all rows.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gvi.science.ties import expression
from gvi.science.ties.engines import Engine
from gvi.science.ties.roles import Kind, kind_of
from gvi.science.ties.windows import start_of

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_PAIRS = 1_000_000_000


class Unsound(Exception):
    """A row in the roles lacks an id or a date; the caller looks for it."""


class NoRows(ValueError):
    """No row has a chosen role."""


class TooManyPairs(ValueError):
    """A few very large incidents would make more pairs than anybody can use."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for."""

    roles: tuple[str, ...]
    window: str | None
    cap: int | None
    evidence: str

    def __post_init__(self) -> None:
        if self.cap is not None and self.cap < 2:
            raise ValueError("cap: expected 2 or more persons")
        if not self.evidence.strip():
            raise ValueError("evidence: expected a name of the source")

    @property
    def kind(self) -> Kind:
        """The kind of tie that the roles make."""
        return kind_of(self.roles)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the rows. Incidents are counted within the window; ``single`` have one person in the roles."""

    rows: int
    chosen: int
    duplicates: int
    persons: int
    incidents: int
    single: int
    cut_incidents: int
    cut_persons: int
    cut_pairs: int
    since: date | None
    until: date


def count(engine: Engine, rows: "Table", choice: Choice) -> tuple["Table", Reading]:
    """Work out the ties of ``rows``; what the engine keeps must be alive when the ties are read."""
    read = expression.readable(rows)
    known = expression.totals(read, choice.roles).to_pyarrow().to_pylist()[0]
    ensure_rows(known["chosen"], choice)
    persons = engine.keep("persons", expression.persons(read, choice.roles))
    if known["undated"] or expression.nameless(persons).count().to_pyarrow().as_py():
        raise Unsound
    since = start_of(choice.window, known["last"]) if choice.window else None
    incidents = engine.keep("incidents", expression.incidents(persons))
    sizes = _sizes(expression.sizes(incidents, since))
    ensure_possible(sizes, choice.cap)
    members = engine.keep("members", expression.members(persons, incidents, since, choice.cap))
    once = persons.count().to_pyarrow().as_py()
    engine.drop("persons")
    engine.drop("incidents")
    reading = Reading(
        rows=known["rows"],
        chosen=known["chosen"],
        duplicates=known["chosen"] - once,
        persons=members.person_id.nunique().to_pyarrow().as_py(),
        since=since,
        until=known["last"],
        **outcome(sizes, choice.cap),
    )
    return expression.pairs(members, choice.kind, choice.evidence), reading


def _sizes(table: "Table") -> dict[int, int]:
    return {row["size"]: row["incidents"] for row in table.to_pyarrow().to_pylist()}


def _is_cut(size: int, cap: int | None) -> bool:
    return cap is not None and size > cap


def ensure_rows(chosen: int, choice: Choice) -> None:
    """Raise ``NoRows`` when no row is in the roles."""
    if not chosen:
        raise NoRows(f"column role: expected at least one row with {' or '.join(choice.roles)}")


def outcome(sizes: dict[int, int], cap: int | None) -> dict[str, int]:
    """What is kept and what is left out of incidents of each size."""
    cut = {size: times for size, times in sizes.items() if _is_cut(size, cap)}
    return {
        "incidents": sum(times for size, times in sizes.items() if size > 1 and size not in cut),
        "single": sizes.get(1, 0),
        "cut_incidents": sum(cut.values()),
        "cut_persons": sum(size * times for size, times in cut.items()),
        "cut_pairs": _pairs(cut),
    }


def _pairs(sizes: dict[int, int]) -> int:
    return sum(size * (size - 1) // 2 * times for size, times in sizes.items())


def ensure_possible(sizes: dict[int, int], cap: int | None) -> None:
    """Raise ``TooManyPairs`` with advice."""
    kept = {size: times for size, times in sizes.items() if not _is_cut(size, cap)}
    if _pairs(kept) > MOST_PAIRS:
        raise TooManyPairs(
            f"the largest incident has {max(kept):,} persons and the pairs would be {_pairs(kept):,}: expected a "
            "cap on the persons of an incident, such as 30"
        )
