"""The data folder: made whole or not at all, and opened only by the major version that made it.

Passwords by scram-sha-256 on every connection, checksums on every page, UTF-8, and an order of text that no
operating system update can change (C.UTF-8: indexes stay valid; Swedish order is the product's own, see
docs/explanation/house.md).
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from gvi.database.embedded.binaries import Binaries
from gvi.database.embedded.errors import ServerError
from gvi.database.embedded.locks import grab
from gvi.database.embedded.place import Place
from gvi.database.embedded.secrets_file import write_private

_DRAFT = "new-"
_BUILTIN_LOCALES_SINCE = 17


def check_version(place: Place, binaries: Binaries) -> None:
    """Raise ``ServerError`` unless the data folder was made by the same major version of PostgreSQL."""
    made_by = int((place.data / "PG_VERSION").read_text(encoding="ascii"))
    if made_by != binaries.major:
        raise ServerError(
            f"The database in {place.data} was made by PostgreSQL {made_by}, and the programs in "
            f"{binaries.folder} are PostgreSQL {binaries.major}. Make a backup with version {made_by} and "
            f"restore it in a new folder, or keep using version {made_by}."
        )


def create(place: Place, binaries: Binaries, password: str, *, fast: bool) -> None:
    """Make the data folder; what an interrupted attempt left behind is removed first."""
    for draft in place.home.glob(f"{_DRAFT}*"):
        shutil.rmtree(draft, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=place.home))
    try:
        _fill(draft, place, binaries, password, fast=fast)
        (draft / "data").rename(place.data)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _sync(place.home)


def _fill(draft: Path, place: Place, binaries: Binaries, password: str, *, fast: bool) -> None:
    secret = draft / "password"
    write_private(secret, password)
    place.account.give(secret)
    place.account.give(draft)
    command = [
        str(binaries.program("initdb")),
        f"--pgdata={draft / 'data'}",
        f"--pwfile={secret}",
        "--username=postgres",
        "--auth-host=scram-sha-256",
        "--auth-local=scram-sha-256",
        "--encoding=UTF8",
        "--data-checksums",
        "--no-instructions",
        *_locale(binaries.major),
        *(["--no-sync"] if fast else []),
    ]
    _run_holding_busy(place, command)


def _locale(major: int) -> list[str]:
    if major >= _BUILTIN_LOCALES_SINCE:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8", "--lc-messages=C"]


def _run_holding_busy(place: Place, command: list[str]) -> None:
    """Run initdb under the busy lock, so that an initdb that outlives its starter is waited for."""
    busy = grab(place.busy)
    if busy is None:
        raise ServerError(f"Another process is at work in {place.home}. Wait for it to end and try again.")
    try:
        place.account.run(command, keep=[busy])
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise ServerError(
            f"The database in {place.home} could not be made. PostgreSQL says:\n{said}"
        ) from error
    finally:
        os.close(busy)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
