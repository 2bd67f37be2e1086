"""From rows to ties in the memory of this process, by Polars and numpy: what the expressions say, on numbered persons.

Text is what costs. So rows alone in their incident are set aside by a count of hashes before any text is compared (one
that shares its place in that count with another is only kept a little longer), the rest get numbers once, in the order
of their names, and everything else is sorting of whole numbers: a pair and its incident are one number of 63 bits.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science.ties.checking import IDS, day_of, nameless
from gvi.science.ties.counting import (
    Choice,
    Reading,
    Unsound,
    ensure_possible,
    ensure_rows,
    outcome,
)
from gvi.science.ties.expression import DECIMALS
from gvi.science.ties.windows import start_of

MOST_ROWS = 20_000_000
MOST_PAIRS = 10_000_000
LARGEST = 2**63
PLACE_BITS = 25
DAY_BITS, DAY_ZERO = 24, 2**22  # a day as a number over zero, from the year 1 to 9999
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Each incident's size and day, and the persons of all of them in a row, incident after incident."""

    size: Numbers
    day: Numbers
    person: Numbers

    def where(self, kept: NDArray[np.bool_]) -> "Incidents":
        """Only some of them."""
        return Incidents(self.size[kept], self.day[kept], self.person[np.repeat(kept, self.size)])


def count(rows: pl.LazyFrame, choice: Choice) -> tuple[pl.DataFrame, Reading] | None:
    """Work out the ties, ordered by source and target; None when they are too many for the memory."""
    role = pl.col("role").cast(pl.String).is_in(choice.roles)
    schema = rows.collect_schema()
    day = day_of(schema["date"])
    ids = [
        pl.col(column) if schema[column].is_integer() else pl.col(column).cast(pl.String) for column in IDS
    ]
    all_rows = rows.select(
        rows=pl.len(), chosen=role.sum(), undated=day.is_null().sum(), last=day.max()
    ).collect()
    known = all_rows.row(0, named=True)
    ensure_rows(known["chosen"], choice)
    chosen = rows.filter(role).select(*ids, day.alias("date")).collect()
    if known["undated"] or any(nameless(chosen[column]).any() for column in IDS):
        raise Unsound
    since = start_of(choice.window, known["last"]) if choice.window else None
    met = _may_meet(chosen["incident_id"])
    alone = chosen["date"].filter(~met)
    names, incidents = _incidents(chosen.filter(met))
    once = len(alone) + len(incidents.person)
    inside = incidents.where(incidents.day >= _number(since)) if since else incidents
    sizes = dict(zip(*(told.tolist() for told in np.unique(inside.size, return_counts=True)), strict=True))
    sizes[1] = sizes.get(1, 0) + int((alone >= since).sum() if since else len(alone))
    ensure_possible(sizes, choice.cap)
    kept = inside.where((inside.size > 1) & (inside.size <= (choice.cap or len(chosen))))
    reading = Reading(
        rows=known["rows"],
        chosen=known["chosen"],
        duplicates=known["chosen"] - once,
        persons=int(np.count_nonzero(np.bincount(kept.person))),
        since=since,
        until=known["last"],
        **outcome(sizes, choice.cap),
    )
    return (_ties(kept, names, choice), reading) if _fits(kept, len(names)) else None


def _may_meet(ids: pl.Series) -> NDArray[np.bool_]:
    """False for rows that are surely alone in their incident; never for one that is not."""
    bits = min((8 * len(ids)).bit_length(), PLACE_BITS)
    place = (ids.hash().to_numpy() >> np.uint64(64 - bits)).view(np.int64)
    return (np.bincount(place) > 1)[place]


def _incidents(rows: pl.DataFrame) -> tuple[pl.Series, Incidents]:
    names, person = _numbered(rows["person_id"])
    incident, persons = _codes(rows["incident_id"]), max(len(names), 1)
    when = np.sort((incident << DAY_BITS) + _days(rows["date"]) + DAY_ZERO)
    day = (when[_first(when >> DAY_BITS)] & (2**DAY_BITS - 1)) - DAY_ZERO
    met = np.sort(incident * persons + person)
    incident, person = np.divmod(met[_first(met)], persons)
    return names, Incidents(np.diff(_first(incident), append=len(incident)), day, person)


def _ties(incidents: Incidents, names: pl.Series, choice: Choice) -> pl.DataFrame:
    """Each incident's pairs, then those of the same two together, in the order of their numbers."""
    size, persons = incidents.size, incidents.person
    left = np.repeat(np.cumsum(size), size) - np.arange(len(persons)) - 1
    one = np.repeat(np.arange(len(persons)), left)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(left) - left, left)
    incident = np.repeat(np.repeat(np.arange(len(size)), size), left)
    pair = np.sort((persons[one] * len(names) + persons[other]) * len(size) + incident)
    pair, incident = np.divmod(pair, max(len(size), 1))
    first = _first(pair)
    source, target = np.divmod(pair[first], max(len(names), 1))
    weight = np.round(_each(np.add, 1 / (size - 1)[incident], first), DECIMALS)
    days = [_each(of, incidents.day[incident], first).astype(np.int32) for of in (np.minimum, np.maximum)]
    return pl.DataFrame(
        {"source": names.gather(source), "target": names.gather(target), "weight": weight}
    ).select(
        "source",
        "target",
        "weight",
        kind=pl.lit(choice.kind),
        evidence=pl.lit(choice.evidence),
        first=pl.Series(days[0]).cast(pl.Date),
        last=pl.Series(days[1]).cast(pl.Date),
    )


def _fits(incidents: Incidents, persons: int) -> bool:
    pairs = int((incidents.size * (incidents.size - 1) // 2).sum())
    return pairs <= MOST_PAIRS and persons * persons * len(incidents.size) < LARGEST


def _codes(ids: pl.Series) -> Numbers:
    """A number for each id, from zero on, in no order."""
    if ids.dtype.is_integer():
        codes: Numbers = np.unique(ids.to_numpy(), return_inverse=True)[1]
        return codes
    coded = ids.cast(pl.Categorical(pl.Categories.random()))
    return coded.to_physical().to_numpy().astype(np.int64)


def _numbered(ids: pl.Series) -> tuple[pl.Series, Numbers]:
    """The ids once in order, and for each row the place of its id there."""
    codes = _codes(ids)
    row = np.zeros(codes.max(initial=-1) + 1, np.int64)
    row[codes] = np.arange(len(codes))
    found = ids.gather(row)
    order = found.arg_sort().to_numpy()
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return found.gather(order), place[codes]


def _first(ordered: Numbers) -> Numbers:
    """Where each new value begins."""
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return np.flatnonzero(new)


def _each(
    of: np.ufunc, values: NDArray[np.float64] | Numbers, first: Numbers
) -> NDArray[np.float64] | Numbers:
    return of.reduceat(values, first) if len(first) else values


def _days(dates: pl.Series) -> Numbers:
    return dates.to_physical().to_numpy().astype(np.int64)


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()
