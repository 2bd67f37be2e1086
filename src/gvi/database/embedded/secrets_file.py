"""The passwords of the database roles and the key that signs room tickets, made once for each folder.

They lie in ``secrets.json``, readable by its owner only (docs/explanation/house.md, "Four roles"). The
embedded server uses the superuser's password itself; the others are given to the roles by the migrations.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gvi.database.embedded.errors import ServerError

ROLES = ("postgres", "gvi_migrator", "gvi_backup", "gvi_app")
FILE = "secrets.json"
_BYTES = 32


@dataclass(frozen=True)
class Secrets:
    """A password for each of ``ROLES`` and a signing key, as text; none of it shows when printed."""

    passwords: Mapping[str, str] = field(repr=False)
    ticket_key: str = field(repr=False)


def load_secrets(directory: Path) -> Secrets:
    """Read the secrets of ``directory``; raises ``ServerError`` when the file is damaged."""
    path = directory / FILE
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Secrets({role: str(kept["passwords"][role]) for role in ROLES}, str(kept["ticket_key"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ServerError(
            f"{path} can't be read as passwords for {', '.join(ROLES)} and a ticket_key. Put it back from a copy."
        ) from error


def create_secrets(directory: Path) -> Secrets:
    """Make new secrets and keep them in ``directory``: whole or not at all, mode 0600."""
    new = Secrets({role: secrets.token_urlsafe(_BYTES) for role in ROLES}, secrets.token_hex(_BYTES))
    draft = directory / f"{FILE}.new"
    draft.unlink(missing_ok=True)
    write_private(
        draft, json.dumps({"passwords": dict(new.passwords), "ticket_key": new.ticket_key}, indent=2)
    )
    draft.replace(directory / FILE)
    return new


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to a new file that only its owner can read, and see it safely to disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)
