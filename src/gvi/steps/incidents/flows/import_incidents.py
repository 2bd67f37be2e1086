"""Read a file of incidents in: check, stage, publish. One log event a file; a dry run changes nothing.

Killed at any moment it has published everything or nothing; started again it goes on where it was.
"""

from datetime import date, datetime
from pathlib import Path

from gvi.steps.incidents.importing.outcome import Outcome
from gvi.steps.incidents.importing.publishing import compare, publish
from gvi.steps.incidents.importing.staging import Progress, alone, begin, forget, key_of, stage
from gvi.steps.incidents.models import ImportFile
from gvi.steps.incidents.reading import Mapping, read
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import known_names
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.rooms import as_workspace

SHOWN_ROWS = 200


def silent(share: float) -> None:
    """Nobody watches the progress."""


def import_incidents(
    path: Path,
    form: str,
    mapping: Mapping | None = None,
    *,
    by: Actor,
    at: datetime,
    today: date,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Outcome:
    """Import ``path``; raise ``FileRefused`` when the file as a whole can't be read.

    ``progress`` hears the share (0 to 1) that has been read.
    """
    by.require(Right.IMPORT_INCIDENTS)
    reading = read(path, form, mapping, today=today)
    key = key_of(path, form, mapping, today=today, dry_run=dry_run)
    with alone(key):
        file = begin(key, form, by=by, at=at)
        outcome = Outcome(dry_run=dry_run, file=file.id)
        try:
            stage(reading, file, tuple(known_names(by)), outcome, progress)
        except ValueError:
            forget(file)
            raise
        _finish(file, outcome, by=by, at=at)
    return outcome


def _finish(file: ImportFile, outcome: Outcome, *, by: Actor, at: datetime) -> None:
    with as_workspace(by):
        if outcome.dry_run:
            compare(file, outcome, by=by, at=at)
            forget(file)
        else:
            publish(file, outcome, by=by, at=at)
            _settle(file, outcome, by=by, at=at)


def _settle(file: ImportFile, outcome: Outcome, *, by: Actor, at: datetime) -> None:
    result = outcome.as_json()
    for told in ("refused", "warned"):
        result[told] = result[told][:SHOWN_ROWS]
    file.key, file.published_at, file.result = file.id.hex, at, result
    file.save(update_fields=["key", "published_at", "result"])
    write(
        Operation.COLLECT,
        "incidents.import",
        by=by,
        kind="import",
        record=file.id,
        reason=f"{outcome.new} new, {outcome.changed} changed, {outcome.same} same"[:200],
        count=max(outcome.rows, 1),
    )
