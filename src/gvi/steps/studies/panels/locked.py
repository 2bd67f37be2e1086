"""Whether the figures of a run are those that were there when the plan was locked (science.md, "Evaluation").

Figures after the lock are new, and the latest of the city's own are preliminary: both may come and change. What was
there before is what the method was chosen for, and a run on anything else deviates from the lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from gvi.science.evaluation import times
from gvi.science.evaluation.result import Note
from gvi.science.evaluation.times import Step
from gvi.steps.studies.models import PanelFile
from gvi.steps.studies.panels.made import as_frame

Rows = dict[tuple[str, str], tuple[str | float, ...]]
MOST = 5


CODE = "figures_changed"


@dataclass(frozen=True)
class Swapped:
    """What differs from the locked figures, in both languages."""

    sv: str
    en: str


def swapped(locked: PanelFile, now: PanelFile) -> Note | None:
    """What has changed among the figures up to the lock, or among the units; none when nothing has."""
    if locked.sha256 == now.sha256:
        return None
    found = _differing(locked, now)
    if not found:
        return None
    sv, en = "; ".join(one.sv for one in found), "; ".join(one.en for one in found)
    return Note(
        CODE, f"Uppgifterna är inte de som låstes: {sv}", f"The figures are not those that were locked: {en}"
    )


def _differing(locked: PanelFile, now: PanelFile) -> tuple[Swapped, ...]:
    if (locked.step, locked.unit_column, locked.time_column) != (now.step, now.unit_column, now.time_column):
        return (Swapped("de räknas på ett annat sätt", "they are counted in another way"),)
    return (*_units(locked, now), *_rows(locked, now))


def _units(locked: PanelFile, now: PanelFile) -> Iterable[Swapped]:
    gone, come = sorted({*locked.units} - {*now.units}), sorted({*now.units} - {*locked.units})
    if gone:
        yield Swapped(f"enheter som saknas: {_named(gone, 'till')}", f"units gone: {_named(gone, 'more')}")
    if come:
        yield Swapped(
            f"enheter som tillkommit: {_named(come, 'till')}", f"units added: {_named(come, 'more')}"
        )


def _named(units: list[str], more: str) -> str:
    rest = len(units) - MOST
    return ", ".join(units[:MOST]) + (f" + {rest} {more}" if rest > 0 else "")


def _rows(locked: PanelFile, now: PanelFile) -> Iterable[Swapped]:
    old, new = as_frame(locked.csv), as_frame(now.csv)
    columns = [name for name in old.columns if name in locked.columns and name in new.columns]
    lost = sorted({*locked.columns} - {*new.columns})
    if lost:
        yield Swapped(f"kolumner som saknas: {_named(lost, 'till')}", f"columns gone: {_named(lost, 'more')}")
    before, after = (_told(one, locked, columns) for one in (old, new))
    units = {*locked.units} & {*now.units}
    n = sum(before.get(key) != after.get(key) for key in before.keys() | after.keys() if key[0] in units)
    if n:
        end = locked.preliminary_from or locked.last
        to = ("före", "before") if locked.preliminary_from else ("till och med", "up to")
        yield Swapped(
            f"ändrade rader {to[0]} {end}: {n}",
            f"rows changed {to[1]} {end}: {n}",
        )


def _told(table: pl.DataFrame, locked: PanelFile, columns: list[str]) -> Rows:
    """The figures by unit and time, up to what was there, and final, at the lock."""
    cells = table.select(locked.unit_column, locked.time_column, *columns).iter_rows()
    return {
        (unit, time): tuple(_value(cell) for cell in row)
        for unit, time, *row in cells
        if _settled(time, locked)
    }


def _settled(time: str, locked: PanelFile) -> bool:
    step = Step(locked.step)
    number, last = times.read(step, time), times.read(step, locked.last)
    open_from = times.read(step, locked.preliminary_from) if locked.preliminary_from else None
    if number is None or last is None:
        return True
    return number <= last and (open_from is None or number < open_from)


def _value(cell: str | None) -> str | float:
    """A number is the same however it is written."""
    try:
        return float(cell or "")
    except ValueError:
        return cell or ""
