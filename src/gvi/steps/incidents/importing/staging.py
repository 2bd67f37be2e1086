"""Staging: batches of a reading are copied into a table of their own, each in its own transaction.

A reading is the same each time, so a run that was killed goes on after the last batch that was committed. Nothing
of it is visible as an incident until it is published.
"""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import polars as pl
from django.db import connection, transaction

from gvi.steps.incidents.importing.identity_guard import Guard
from gvi.steps.incidents.importing.outcome import Outcome
from gvi.steps.incidents.models import ImportFile, StagedRow
from gvi.steps.incidents.reading import Batch, Mapping, Reading
from gvi.trust.workspaces.actor import Actor

COLUMNS = (
    "source, source_id, occurred_at, precision, kind, area, latitude, longitude, dead, injured, link, summary, "
    "state, reason"
)
COPY = f"""
    copy incidents_stagedrow (file, {COLUMNS}) from stdin
    with (format csv, force_null (latitude, longitude))
"""
CHUNK = 1 << 20
Progress = Callable[[float], None]


ABANDONED = timedelta(days=1)


def key_of(path: Path, form: str, mapping: Mapping | None, *, today: date, dry_run: bool) -> str:
    """Name a file's content together with how it is read; a dry run has a name of its own."""
    how = f"{form}\n{mapping.to_json() if mapping else ''}\n{today}\n{dry_run}\n"
    digest = hashlib.sha256(how.encode())
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def alone(key: str) -> Iterator[None]:
    """Let nobody else read the same file meanwhile: who comes second waits.

    Inside a transaction (a page) the lock is kept until it ends, else as long as the block or the process lasts.
    """
    lock = "pg_advisory_xact_lock" if connection.in_atomic_block else "pg_advisory_lock"
    _call(lock, key)
    try:
        yield
    finally:
        if lock == "pg_advisory_lock":
            _call("pg_advisory_unlock", key)


def _call(function: str, key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(hashtextextended(%s, 0))", [key])


def begin(key: str, form: str, *, by: Actor, at: datetime) -> ImportFile:
    """The row of this file. Where it was interrupted it goes on; with rows lost it begins anew.

    What nobody has gone on with for a day is forgotten. Staged rows are not in the server's write-ahead log, so a
    crash of the server may have emptied them.
    """
    for abandoned in ImportFile.objects.filter(published_at=None, begun_at__lt=at - ABANDONED).exclude(
        key=key
    ):
        forget(abandoned)
    found = ImportFile.objects.filter(key=key).first() or ImportFile(key=key, form=form)
    if StagedRow.objects.filter(file=found.id).count() != found.staged:
        StagedRow.objects.filter(file=found.id).delete()
        found.batches, found.staged = 0, 0
    found.begun_at, found.by = at, by.member_id
    found.save()
    return found


def stage(
    reading: Reading, file: ImportFile, names: tuple[str, ...], outcome: Outcome, progress: Progress
) -> None:
    """Copy the batches that are not staged yet, and count all of them; ``names`` are code names to refuse."""
    guard = Guard(reading.path.name, reading.headings, names)
    moved: Counter[str] = Counter()
    for number, batch in enumerate(_ahead(reading), start=1):
        guarded = guard.split(batch.rows)
        outcome.refuse((*batch.refused, *guarded.refused))
        outcome.warn(guarded.warned)
        moved.update(guarded.kinds)
        if number > file.batches:
            with transaction.atomic():
                _copy(file.id, guarded.rows)
                file.batches, file.staged = number, file.staged + guarded.rows.height
                file.save(update_fields=["batches", "staged"])
        progress(batch.share)
    outcome.count(reading.counts, moved)


def _ahead(reading: Reading) -> Iterator[Batch]:
    """The batches, each read while the one before it is copied: a million rows take seconds less."""
    batches = iter(reading)
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, batches, None)
            yield batch


def _copy(file: UUID, rows: pl.DataFrame) -> None:
    names = [name.strip() for name in COLUMNS.split(",")]
    frame = rows.with_columns(pl.lit(str(file)).alias("file"), pl.col("dead", "injured").fill_null(0))
    text = io.BytesIO()
    frame.select("file", *names).write_csv(text, include_header=False, quote_style="non_numeric")
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.write(text.getvalue())


def forget(file: ImportFile) -> None:
    """Remove a file that was not published, with what was staged of it."""
    StagedRow.objects.filter(file=file.id).delete()
    ImportFile.objects.filter(pk=file.pk, published_at=None).delete()
