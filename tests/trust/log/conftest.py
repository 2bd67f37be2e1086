"""A log with some sealed blocks, an anchor and a key, in a database of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import transaction
from pytest_django import Settings

from gvi.trust.log import anchor
from gvi.trust.log.canonical import SealedHead
from gvi.trust.log.models import Operation
from gvi.trust.log.seal import seal
from gvi.trust.log.signing import SealKey, load_key
from gvi.trust.log.write import write
from tests.cluster import Cluster


@dataclass(frozen=True)
class SealedLog:
    """Where the parts of the sealed log are."""

    database: str
    key: SealKey
    anchor: Path

    @property
    def heads(self) -> list[SealedHead]:
        return list(anchor.read_anchor(self.anchor))


@pytest.fixture
def seal_files(tmp_path: Path, settings: Settings) -> Path:
    """A folder with no key and no anchor yet, which the settings name."""
    settings.GVI_SEAL_KEY = str(tmp_path / "seal.key")
    settings.GVI_ANCHOR = str(tmp_path / "anchor.jsonl")
    return tmp_path


def write_events(count: int) -> None:
    """Events of the console, each in its own transaction time."""
    for number in range(count):
        write(Operation.CHANGE, f"test.{number % 7}", by=None, kind="incident", record=uuid4(), reason="Åh")


@pytest.fixture
def sealed_log(own_database: str, seal_files: Path) -> SealedLog:
    """Forty events in five blocks, sealed, signed and anchored."""
    for size in (7, 1, 12, 15, 5):
        with transaction.atomic():
            write_events(size)
        seal()
    return SealedLog(own_database, load_key(seal_files / "seal.key"), seal_files / "anchor.jsonl")


@pytest.fixture
def superuser(cluster: Cluster, sealed_log: SealedLog) -> Iterator[psycopg.Connection]:
    """A superuser's connection to the sealed log's database."""
    address = f"{cluster.admin_url.rsplit('/', 1)[0]}/{sealed_log.database}"
    with psycopg.connect(address) as connection:
        yield connection
