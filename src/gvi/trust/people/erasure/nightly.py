"""Run erasure to its end, batch by batch, or try it and take everything back."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from gvi.database.tombstones import BATCH, Tombstone, append_tombstones, tombstone_file
from gvi.trust.people.erasure.report import KindReport, Report
from gvi.trust.refusals import Refusal

APART = timedelta(hours=1)
REPORT = "select kind, set_apart, erased, rows_by_table from gvi.retention_report(%s)"


class ClockDisagrees(Refusal):
    """The machine and its database say different times: one of them is wrong, and nothing is erased."""

    def __init__(self) -> None:
        super().__init__(
            _("Datorns klocka och databasens skiljer sig mer än en timme. Ingenting har gallrats.")
        )


def run(at: datetime, dry_run: bool = False, *, clock_is_right: bool = False) -> Report:
    """Set apart and erase what is due; ``at`` is the machine's time, which must agree with the database's.

    A ``dry_run`` does the very same and takes it back, so that it tells exactly what would leave. ``clock_is_right``
    is somebody's word that days without a trace in the log have passed. Killed in the middle, the next run goes on.
    """
    _refuse_another_time(at)
    if dry_run:
        with transaction.atomic():
            report = _until_finished(dry_run=True, clock_is_right=clock_is_right)
            transaction.set_rollback(True)
        return report
    return _until_finished(dry_run=False, clock_is_right=clock_is_right)


def _refuse_another_time(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        (there,) = cursor.fetchone()
    if abs(there - at) > APART:
        raise ClockDisagrees


def _until_finished(*, dry_run: bool, clock_is_right: bool) -> Report:
    filed = None if dry_run else file_tombstones()
    while True:
        told = _erase_some(clock_is_right)
        added = None if dry_run else file_tombstones()
        filed = None if filed is None or added is None else filed + added
        if told["finished"]:
            days = date.fromisoformat(told["day"]), date.fromisoformat(told["horizon"])
            return Report(*days, _kinds(told["run"]), dry_run, filed)


def _erase_some(clock_is_right: bool) -> dict[str, Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select gvi.erase(%s, %s)", [BATCH, clock_is_right])
        (told,) = cursor.fetchone()
    found: dict[str, Any] = json.loads(told) if isinstance(told, str) else told
    return found


def _kinds(run_id: str) -> tuple[KindReport, ...]:
    with connection.cursor() as cursor:
        cursor.execute(REPORT, [run_id])
        return tuple(
            KindReport(kind, apart, erased, json.loads(rows) if isinstance(rows, str) else rows)
            for kind, apart, erased, rows in cursor.fetchall()
        )


def file_tombstones() -> int | None:
    """Write to the file what it does not have yet, and tell the database; ``None`` when there is no file.

    Killed between the two, the same ids are written once more: a tombstone may stand twice, never be missing.
    """
    path = tombstone_file(settings.GVI_TOMBSTONES, settings.GVI_ANCHOR)
    if path is None:
        return None
    filed = 0
    while stones := _unfiled():
        filed += append_tombstones(path, stones)
        with connection.cursor() as cursor:
            cursor.execute("select gvi.tombstones_filed(%s)", [[stone.record for stone in stones]])
    return filed


def _unfiled() -> list[Tombstone]:
    with connection.cursor() as cursor:
        cursor.execute("select record_id, erased_at from gvi.unfiled_tombstones(%s)", [BATCH])
        return [Tombstone(record, erased_at) for record, erased_at in cursor.fetchall()]
