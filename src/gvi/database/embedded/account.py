"""The account PostgreSQL runs under: the caller's own, or an unprivileged one when the caller is root.

PostgreSQL refuses to run as root, and rightly so. Whatever touches its data folder then runs as ``gvi`` if
the machine has such an account, otherwise as ``nobody``; root itself only makes and removes folders.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gvi.database.embedded.errors import ServerError

ROOT = 0
UNPRIVILEGED = ("gvi", "nobody")


@dataclass(frozen=True)
class Account:
    """A user and group of this machine, by number."""

    uid: int
    gid: int

    @classmethod
    def own(cls) -> "Account":
        """The account of this very process."""
        return cls(os.geteuid(), os.getegid())

    def run(self, command: Sequence[str], *, keep: Sequence[int] = ()) -> str:
        """Run ``command`` as this account and return what it printed; ``keep`` are locks it shall hold.

        Raises ``CalledProcessError``, or ``PermissionError`` when the account can't reach the program. The
        surroundings (working folder, variables, terminal) are not passed on, so that they can't matter.
        """
        other = self.uid != os.geteuid()
        done = subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            umask=0o077,
            start_new_session=True,
            pass_fds=keep,
            user=self.uid if other else None,
            group=self.gid if other else None,
            extra_groups=[] if other else None,
        )
        return done.stdout.decode(errors="replace")

    def give(self, path: Path) -> None:
        """Make this account the owner of ``path``."""
        os.chown(path, self.uid, self.gid, follow_symlinks=False)


def unprivileged() -> Account:
    """The account that root lends to PostgreSQL; raises ``ServerError`` when the machine has none."""
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise ServerError(
        "PostgreSQL can't run as root, and this machine has neither of the accounts gvi and nobody. "
        "Create one (useradd --system gvi), or run as an ordinary user."
    )
