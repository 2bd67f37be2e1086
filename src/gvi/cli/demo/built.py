"""Which tables a fictional city was built on: an older one is built anew, since nothing in it is real."""

import hashlib
from pathlib import Path

import gvi

FILE = "built-on"
TABLES = (
    "**/migrations/*.py",
    "database/sql/*.sql",
    "**/states.py",
    "**/words.py",
    "**/ageing.py",
    "**/retention.py",
)


def tables_now() -> str:
    """A fingerprint of all that the tables are made from."""
    root = Path(gvi.__path__[0])
    digest = hashlib.sha256()
    for source in sorted({path for pattern in TABLES for path in root.glob(pattern)}):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def is_older(directory: Path) -> bool:
    """Whether a city lies in ``directory`` that was built on other tables than these."""
    stamp = directory / FILE
    return (directory / "lock").exists() and (not stamp.exists() or stamp.read_text() != tables_now())


def stamp(directory: Path) -> None:
    """Remember what the city in ``directory`` is built on, before it is built."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / FILE).write_text(tables_now())
