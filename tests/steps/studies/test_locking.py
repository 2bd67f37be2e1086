"""What a lock is worth: which figures could have been read before it, and that nobody writes a lock of another day."""

from collections.abc import Sequence
from typing import Any

from gvi.steps.studies.models import PanelFile, Study
from gvi.steps.studies.words import Source
from tests.cast import Player
from tests.steps.studies.studying import begin, lock, read_in, write

TOWNS = ("Granvik", "Sjöstad", "Ekholmen")


def rows(times: Sequence[str], units: Sequence[str] = TOWNS, *, add: int = 0) -> list[str]:
    """A file with a count for each unit and time."""
    counts = (f"{unit},{time},{at % 5 + add}" for unit in units for at, time in enumerate(times))
    return ["enhet,tid,skott", *counts]


def months(first: int, last: int) -> list[str]:
    """Months from January of ``first`` to December of ``last``."""
    return [f"{year}-{month:02d}" for year in range(first, last + 1) for month in range(1, 13)]


WEEKS = [f"2026-W{week:02d}" for week in range(1, 36)]


def planned(writer: Player, study: Study, **given: Any) -> None:
    """A plan for the first town from January 2026."""
    told: dict[str, Any] = {
        "outcomes": ("skott",),
        "units": TOWNS[:1],
        "start": "2026-01",
        "method": "differences",
    }
    write(writer, study, **{**told, **given})


def test_outcomes_are_read_in_whatever_step_they_were_told_by(
    city: object, writer: Player, locker: Player
) -> None:
    study = begin(writer, source=Source.FILE)
    read_in(writer, study, rows(WEEKS))
    read_in(writer, study, rows(months(2024, 2025)))
    planned(writer, study)
    assert lock(locker, study).outcomes_read_at == PanelFile.objects.get(study=study, step="week").at


def test_a_week_that_ends_after_the_start_reaches_it_and_a_month_before_does_not(
    city: object, writer: Player, locker: Player
) -> None:
    reaching, before = begin(writer, source=Source.FILE), begin(writer, source=Source.FILE)
    read_in(writer, reaching, rows(["2025-W52", "2026-W01"], ("Viken", "Lund")))
    read_in(writer, before, rows(["2025-W51", "2025-W52"]))
    for study, units in ((reaching, ("Viken", "Lund")), (before, TOWNS)):
        read_in(writer, study, rows(months(2024, 2025), units))
        planned(writer, study, units=units[:1])
    assert lock(locker, reaching).outcomes_read_at is not None
    assert lock(locker, before).outcomes_read_at is None


def test_figures_whose_times_are_plain_numbers_count_as_read(
    city: object, writer: Player, locker: Player
) -> None:
    study = begin(writer, source=Source.FILE)
    read_in(writer, study, rows(["1", "2", "3"]))
    read_in(writer, study, rows(months(2024, 2025)))
    planned(writer, study)
    assert lock(locker, study).outcomes_read_at is not None
