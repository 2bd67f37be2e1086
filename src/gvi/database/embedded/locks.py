"""Locks that the kernel gives back when their holder dies, however it dies.

All of them are ``flock`` on an open file: a child process that inherits the file holds the lock too. So a
lock handed to ``postgres`` tells, without guessing from process numbers, whether any of its processes lives.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock at ``path``, waiting for whoever has it; the file is made if need be."""
    handle = os.open(path, _FLAGS, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def grab(path: Path) -> int | None:
    """Take the lock at ``path`` and return its file descriptor, or None when somebody has it."""
    handle = os.open(path, _FLAGS, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def held(path: Path) -> bool:
    """Whether a living process holds the lock at ``path``; a file that is gone is held by nobody."""
    if not path.exists():
        return False
    handle = grab(path)
    if handle is None:
        return True
    os.close(handle)
    return False
