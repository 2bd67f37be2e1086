"""A folder for an embedded server that is stopped and emptied after the test, whatever the test did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gvi.database.embedded import erase


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that does not exist yet."""
    chosen = tmp_path / "db"
    yield chosen
    erase(chosen)
