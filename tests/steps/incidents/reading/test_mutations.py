"""Two hundred damaged files: each gives a refusal of the file, refusals of rows or a clean reading, never a traceback.

A damaged row may still be a sound row; what must hold is that every row is accounted for and that nothing but
FileRefused ever comes out.
"""

import random
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from gvi.steps.incidents.reading import SCHEMA, FileRefused, guess, preview, read, to_sheet
from tests.steps.incidents.reading.helpers import SLICE, TODAY, write_csv, write_xlsx
from tests.steps.incidents.reading.mutations import BY_FORMAT
from tests.steps.incidents.reading.test_columns import as_file, rows

PER_FORMAT = 50
ENDINGS = {"polisen": "json", "csv": "csv", "xlsx": "xlsx", "parquet": "parquet"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each format."""
    folder = tmp_path_factory.mktemp("sound")
    sheet = pl.concat([to_sheet(rows())] * 5)
    files = {form: as_file(folder, form, sheet).read_bytes() for form in ("csv", "xlsx", "parquet")}
    return {**files, "polisen": SLICE.read_bytes()}


@pytest.mark.parametrize("seed", range(PER_FORMAT))
@pytest.mark.parametrize("form", sorted(BY_FORMAT))
def test_damaged_file(tmp_path: Path, sound: dict[str, bytes], form: str, seed: int) -> None:
    chance = random.Random(f"{form} {seed}")
    mutate = BY_FORMAT[form][seed % len(BY_FORMAT[form])]
    path = tmp_path / f"skadad.{ENDINGS[form]}"
    path.write_bytes(mutate(chance, sound[form]))
    try:
        reading = read(path, form, today=TODAY)
        kept = [batch.rows for batch in reading]
    except FileRefused as refusal:
        assert refusal.file == path.name
        assert refusal.expected
        return
    assert reading.counts.balanced()
    assert all(frame.schema == SCHEMA for frame in kept)
    assert not [text for frame in kept for text in frame["summary"] if "\x00" in text or len(text) > 20_000]
    years = [moment.year for frame in kept for moment in frame["occurred_at"]]
    assert all(1989 <= year <= 2026 for year in years)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_damaged_file_is_guessed_or_refused(
    tmp_path: Path, sound: dict[str, bytes], form: str, seed: int
) -> None:
    chance = random.Random(f"guess {form} {seed}")
    mutate = BY_FORMAT[form][seed % len(BY_FORMAT[form])]
    path = tmp_path / f"skadad.{ENDINGS[form]}"
    path.write_bytes(mutate(chance, sound[form]))
    try:
        assert preview(path, form, guess(path, form)).headings
    except FileRefused as refusal:
        assert refusal.file == path.name


def test_most_damage_is_noticed(tmp_path: Path, sound: dict[str, bytes]) -> None:
    """The mutations are no decoration: a good part of them refuses the file or a row."""
    noticed = 0
    for seed in range(40):
        chance = random.Random(f"csv {seed}")
        path = tmp_path / "skadad.csv"
        path.write_bytes(BY_FORMAT["csv"][seed % 7](chance, sound["csv"]))
        try:
            reading = read(path, "csv", today=TODAY)
            list(reading)
            noticed += bool(reading.counts.refused)
        except FileRefused:
            noticed += 1
    assert noticed >= 20


def test_dates_of_other_centuries_in_every_format(tmp_path: Path) -> None:
    cells = [["Datum", "Händelse"], ["1826-03-04", "skjutning"], ["2126-03-04", "skjutning"]]
    frame = pl.DataFrame({"Datum": [date(1826, 3, 4), date(2126, 3, 4)], "Händelse": ["skjutning"] * 2})
    frame.write_parquet(tmp_path / "a.parquet")
    for path, form in (
        (write_csv(tmp_path / "a.csv", cells), "csv"),
        (write_xlsx(tmp_path / "a.xlsx", {"A": cells}), "xlsx"),
        (tmp_path / "a.parquet", "parquet"),
    ):
        reading = read(path, form, today=TODAY)
        refused = [refusal for batch in reading for refusal in batch.refused]
        assert [refusal.value for refusal in refused] == ["1826-03-04", "2126-03-04"]
