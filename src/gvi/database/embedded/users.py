"""Who uses the server: one locked file for each user, which the kernel unlocks when its process dies.

So nobody counts as a user after a crash or ``kill -9``, and a forked child counts as long as it lives.
"""

import fcntl
import os
import tempfile
from io import FileIO
from pathlib import Path

from gvi.database.embedded.locks import grab


def join(folder: Path) -> FileIO:
    """Become a user; closing the file (or dying) ends it. The caller holds the server's lock."""
    folder.mkdir(mode=0o700, exist_ok=True)
    handle, _name = tempfile.mkstemp(prefix=f"{os.getpid()}-", dir=folder)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return FileIO(handle, "r+")


def anyone(folder: Path) -> bool:
    """Whether the server has a living user; files of dead ones are removed. The caller holds the lock."""
    return sum(_lives(path) for path in folder.glob("*")) > 0


def _lives(path: Path) -> bool:
    handle = grab(path)
    if handle is None:
        return True
    path.unlink(missing_ok=True)
    os.close(handle)
    return False
