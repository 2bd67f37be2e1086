"""Folders for embedded servers, stopped and emptied after the tests, whatever the tests did."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gvi.database.embedded import erase, stop


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that does not exist yet."""
    chosen = tmp_path / "db"
    yield chosen
    erase(chosen)


@pytest.fixture(scope="module")
def _used_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    chosen = tmp_path_factory.mktemp("embedded") / "db"
    yield chosen
    erase(chosen)


@pytest.fixture
def used(_used_folder: Path) -> Iterator[Path]:
    """A folder with no server running, but with a database once the module's first test has made one."""
    yield _used_folder
    stop(_used_folder)
    shutil.rmtree(_used_folder / "users")  # servers that a test did not release are users until pytest ends
