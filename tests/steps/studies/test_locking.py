"""What a lock is worth: which figures could have been read before it, and that nobody writes a lock of another day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gvi.steps.studies.flows.ask_run import ask_run
from gvi.steps.studies.flows.work_on_run import read, work_on_run
from gvi.steps.studies.models import PanelFile, Study, StudyRun
from gvi.steps.studies.words import Source
from tests.cast import Player, in_room
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


def locked_ahead(writer: Player, locker: Player) -> Study:
    """A study of three towns whose plan was locked before any figure after its start."""
    study = begin(writer, source=Source.FILE)
    read_in(writer, study, rows(months(2024, 2025)))
    planned(writer, study)
    lock(locker, study)
    return study


def run_on(writer: Player, study: Study, content: list[str]) -> StudyRun:
    """A run on the figures, as far as it is judged."""
    read_in(writer, study, content)
    with in_room(writer) as actor:
        return ask_run(study, by=actor, at=timezone.now(), defer=False)


LONGER = months(2024, 2026)[:32]


def test_figures_that_only_go_on_are_the_locked_ones(city: object, writer: Player, locker: Player) -> None:
    run = run_on(writer, locked_ahead(writer, locker), rows(LONGER))
    with in_room(writer):
        assert read(run).verdict.status == "registered"


@pytest.mark.parametrize(
    ("content", "sv", "en"),
    [
        (rows(LONGER, add=1), "ändrade rader till och med 2025-12: 72", "rows changed up to 2025-12: 72"),
        (rows(LONGER, TOWNS[:2]), "enheter som saknas: Ekholmen", "units gone: Ekholmen"),
        (rows(LONGER, (*TOWNS, "Viken")), "enheter som tillkommit: Viken", "units added: Viken"),
        (rows(LONGER[10:]), "ändrade rader till och med 2025-12: 30", "rows changed up to 2025-12: 30"),
    ],
)
def test_figures_swapped_after_the_lock_deviate_and_say_in_what(
    content: list[str], sv: str, en: str, city: object, writer: Player, locker: Player
) -> None:
    study = locked_ahead(writer, locker)
    run = run_on(writer, study, content)
    with in_room(writer):
        verdict = read(run).verdict
    assert verdict.status == "deviated"
    assert (sv in verdict.notes[-1].sv, en in verdict.deviations[0]) == (True, True)


def test_what_was_swapped_stands_in_the_list_of_runs(city: object, writer: Player, locker: Player) -> None:
    study = locked_ahead(writer, locker)
    run = run_on(writer, study, rows(LONGER, add=1))
    work_on_run(run.pk, by=writer.actor, at=timezone.now())
    page = writer.client().get(f"/utvardering/{study.pk}/").content.decode()
    assert "avviker från den låsta planen" in page
    assert "ändrade rader till och med 2025-12: 72" in page


def test_outcomes_read_in_another_study_of_the_same_units_were_read(
    city: object, writer: Player, locker: Player
) -> None:
    read_in(writer, begin(writer, source=Source.FILE), rows(LONGER))
    other, elsewhere = begin(writer, source=Source.FILE), begin(writer, source=Source.FILE)
    for study, units in ((other, (" GRANVIK", "Sjö")), (elsewhere, ("Viken", "Lund"))):
        read_in(writer, study, rows(months(2024, 2025), units))
        planned(writer, study, units=units[1:])
    assert lock(locker, other).outcomes_read_at == PanelFile.objects.get(last=LONGER[-1]).at
    assert lock(locker, elsewhere).outcomes_read_at is None


def test_the_citys_own_figures_as_a_file_were_read_from_the_starts_first_day(
    city: object, writer: Player, locker: Player
) -> None:
    study = begin(writer, source=Source.FILE)
    read_in(writer, study, rows(months(2024, 2025), ("Björkhamn", "Lund")))
    planned(writer, study, units=("Björkhamn",))
    read_at = lock(locker, study).outcomes_read_at
    assert read_at is not None
    assert timezone.localdate(read_at) == date(2026, 1, 1)


LOCK = """insert into studies_planlock (id, study_id, plan_id, panel_id, "by", room_id, at, registry_number,
    secrecy_marking, erasure_decision, outcomes_read_at, receipt)
    select gen_random_uuid(), p.study_id, p.id, f.id, gvi.ticket_member(), gvi.ticket_workspace(), {at}, '1', '',
    '2', {read},
    jsonb_build_object('plan_sha256', p.sha256, 'locked_at', {at}, 'outcomes_read_at', {read},
    'signature', 'x')::text
    from studies_planversion p join studies_panelfile f using (study_id)"""
PANEL = """insert into studies_panelfile select gen_random_uuid(), gvi.ticket_member(), {at}, f.number + 1,
    f.csv, f.sha256,
    f.unit_column, f.time_column, f.step, f.first, f.last, f.units, f.columns, f.rows, f.preliminary_from,
    gvi.ticket_workspace(), f.study_id from studies_panelfile f"""


def by_sql(player: Player, statement: str) -> None:
    with in_room(player), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_by_sql_a_lock_is_of_now_and_says_that_outcomes_were_read(
    city: object, writer: Player, locker: Player
) -> None:
    study = begin(writer, source=Source.FILE)
    read_in(writer, study, rows(LONGER))
    planned(writer, study)
    with pytest.raises(DatabaseError, match="locked by a member, now"):
        by_sql(locker, LOCK.format(at="timestamptz '2020-01-01'", read="now()"))
    with pytest.raises(DatabaseError, match="could be read"):
        by_sql(locker, LOCK.format(at="now()", read="null::timestamptz"))
    by_sql(locker, LOCK.format(at="now()", read="now()"))


def test_by_sql_own_incidents_after_the_start_could_be_read(
    history: int, writer: Player, locker: Player
) -> None:
    write(writer, begin(writer))
    with pytest.raises(DatabaseError, match="could be read"):
        by_sql(locker, LOCK.format(at="now()", read="null::timestamptz"))


def test_by_sql_a_file_is_read_in_now_by_the_room_that_owns_the_study(
    city: object, writer: Player, locker: Player
) -> None:
    read_in(writer, begin(writer, source=Source.FILE), rows(LONGER))
    columns = (
        '"by", at, number, csv, sha256, unit_column, time_column, step, first, last, units, columns, rows'
    )
    panel = PANEL.replace(
        "panelfile select", f"panelfile (id, {columns}, preliminary_from, room_id, study_id) select"
    )
    with pytest.raises(DatabaseError, match="of the room that owns"):
        by_sql(locker, panel.format(at="now()"))
    with pytest.raises(DatabaseError, match="read in now"):
        by_sql(writer, panel.format(at="timestamptz '2020-01-01'"))
    by_sql(writer, panel.format(at="now()"))
