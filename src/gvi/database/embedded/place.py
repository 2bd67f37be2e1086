"""Where the parts of an embedded server lie on disk.

``directory`` is the folder the caller chose: lock, users, passwords. ``home`` holds what PostgreSQL itself
must reach: data, log, socket. For an ordinary user the two are one. For root, whose folders an unprivileged
account may not be able to reach, the home is ``/var/lib/gvi/<hash of directory>`` and a file named ``home``
in the directory says so.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from gvi.database.embedded.account import ROOT, Account, unprivileged
from gvi.database.embedded.errors import ServerError

SHARED = Path("/var/lib/gvi")
_POINTER = "home"
_WRITTEN = (
    *("data", "new-*", "log", "log.before", "busy", ".s.PGSQL.*"),
    *("port", "users", "secrets.json*", _POINTER),
)


@dataclass(frozen=True)
class Place:
    """The folders of one server and the account that owns the second of them."""

    directory: Path
    home: Path
    account: Account

    @property
    def lock(self) -> Path:
        """Held by whoever starts or stops."""
        return self.directory / "lock"

    @property
    def users(self) -> Path:
        """One locked file for each process that uses the server."""
        return self.directory / "users"

    @property
    def busy(self) -> Path:
        """Held by PostgreSQL's own processes as long as any of them lives."""
        return self.home / "busy"

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server has said since its latest start."""
        return self.home / "log"


def find_place(directory: Path) -> Place | None:
    """The place of the server in ``directory``, or None when nothing was ever started there."""
    directory = directory.expanduser().resolve()
    if not (directory / "lock").exists():
        return None
    _refuse_strangers_folder(directory)
    if os.geteuid() != ROOT:
        return Place(directory, directory, Account.own())
    pointer = directory / _POINTER
    if not pointer.exists():
        return None
    home = Path(pointer.read_text(encoding="utf-8"))
    return Place(directory, home, _owner(home) or unprivileged())


def make_directory(directory: Path) -> Path:
    """Make the chosen folder, closed to others, and return its full path."""
    directory = directory.expanduser().resolve()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_strangers_folder(directory)
    return directory


def make_place(directory: Path) -> Place:
    """The place in ``directory``, with its home folder made; the caller holds the lock."""
    place = find_place(directory) or _new_home_for_root(directory)
    if place.account.uid != os.geteuid():
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        if not place.home.exists():
            place.home.mkdir(mode=0o700)
            place.account.give(place.home)
    return place


def delete_place(place: Place) -> None:
    """Delete all that the server has written, and nothing else that may lie in the chosen folder."""
    if place.home != place.directory and place.home.exists():
        shutil.rmtree(place.home)
    for name in _WRITTEN:
        for path in place.directory.glob(name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _new_home_for_root(directory: Path) -> Place:
    home = SHARED / hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    if home.exists():
        raise ServerError(
            f"{home} holds the database of {directory}, but that folder no longer has its file '{_POINTER}' "
            f"and its passwords. Put them back from a copy, or remove {home} to begin anew."
        )
    (directory / _POINTER).write_text(str(home), encoding="utf-8")
    return Place(directory, home, unprivileged())


def _owner(home: Path) -> Account | None:
    if not home.exists():
        return None
    status = home.stat()
    return Account(status.st_uid, status.st_gid)


def _refuse_strangers_folder(directory: Path) -> None:
    owner = directory.stat().st_uid
    if owner != os.geteuid():
        raise ServerError(
            f"{directory} belongs to user number {owner}, and this process runs as number {os.geteuid()}. "
            "Run as the owner, or choose another folder."
        )
