"""Keep an uploaded file until its owner has said how it is read; nobody else reaches it, and it soon goes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.models import Upload
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

KEPT = timedelta(hours=1)
SWEEP = "delete from incidents_upload"
FORMS = {
    ".json": "polisen",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}


@transaction.atomic
def keep_upload(name: str, content: bytes, *, by: Actor, at: datetime) -> Upload:
    """Keep ``content`` for an hour; the member's earlier uploads and everything older goes."""
    by.require(Right.IMPORT_INCIDENTS)
    if by.member_id is None:
        raise Refusal(_("En fil lämnas av en medlem."))
    sweep_uploads()
    ending = Path(name).suffix.lower()
    return Upload.objects.create(
        member_id=by.member_id, at=at, name=f"fil{ending}", form=FORMS.get(ending, ""), content=content
    )


def sweep_uploads() -> None:
    """Remove all that row security lets go: the member's own uploads, and anybody's whose hour has passed."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP)


def find_upload(upload: UUID, *, by: Actor, at: datetime) -> Upload | None:
    """The member's own upload, unless its hour has passed."""
    own = Upload.objects.filter(member_id=by.member_id) if by.member_id else Upload.objects.none()
    return own.filter(pk=upload, at__gt=at - KEPT).first()


@contextmanager
def as_file(upload: Upload) -> Iterator[Path]:
    """The upload as an ordinary file for as long as it is read."""
    with tempfile.TemporaryDirectory(prefix="gvi-") as folder:
        path = Path(folder) / upload.name
        path.write_bytes(upload.content)
        yield path
