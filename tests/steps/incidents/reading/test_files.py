"""The door: only an ordinary, non-empty file with the right ending comes in."""

import os
from pathlib import Path

import pytest

from gvi.steps.incidents.reading import FileRefused, read
from tests.steps.incidents.reading.helpers import HEADINGS, ROW, TODAY, write_csv

FORMATS = {"polisen": "json", "csv": "csv", "xlsx": "xlsx", "parquet": "parquet"}


@pytest.mark.parametrize(("form", "ending"), FORMATS.items())
def test_what_is_no_file_is_refused(tmp_path: Path, form: str, ending: str) -> None:
    empty, folder, link, pipe = (tmp_path / f"{name}.{ending}" for name in ("tom", "mapp", "lank", "ror"))
    empty.touch()
    folder.mkdir()
    link.symlink_to(write_csv(tmp_path / "blad.csv", [HEADINGS, ROW]))
    os.mkfifo(pipe)
    for path in (empty, folder, link, pipe, tmp_path / f"saknas.{ending}", tmp_path / "a\x00b"):
        with pytest.raises(FileRefused):
            read(path, form, today=TODAY)


@pytest.mark.parametrize("form", FORMATS)
def test_wrong_ending_is_refused(tmp_path: Path, form: str) -> None:
    with pytest.raises(FileRefused, match="filnamn"):
        read(write_csv(tmp_path / "blad.pdf", [HEADINGS, ROW]), form, today=TODAY)


def test_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="polisen, csv, xlsx"):
        read(write_csv(tmp_path / "blad.csv", [HEADINGS, ROW]), "ods", today=TODAY)


def test_file_that_vanishes_is_refused_while_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, ROW])
    reading = read(path, "csv", today=TODAY)
    path.unlink()
    with pytest.raises(FileRefused):
        list(reading)
