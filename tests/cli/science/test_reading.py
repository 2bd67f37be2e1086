"""Reading a file for a command: what is wrong is one sentence with file, row and column, and no value from the file."""

from pathlib import Path

import polars as pl
import pytest

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import read_table, replacing, told
from gvi.science.frames import days, frame

SECRET = "Hemlig"


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_csv_is_read_as_text_whatever_stands_between(tmp_path: Path, between: str) -> None:
    text = "\ufeffperson_id,date\n007,2026-11-23\n,2026-11-24\n".replace(",", between)
    read = read_table(written(tmp_path, "a.csv", text))
    assert read.to_dict(as_series=False) == {"person_id": ["007", None], "date": ["2026-11-23", "2026-11-24"]}


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    table = pl.DataFrame({"n": [1, 2]})
    table.write_parquet(tmp_path / "a.parquet")
    assert read_table(tmp_path / "a.parquet").equals(table)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "", "a.csv: expected a heading and rows, the file is empty"),
        ("a.csv", f"a,b\n1,2\n1,2,{SECRET}\n", "a.csv: row 3: expected 2 cells"),
        ("a.csv", f"a,b\nå,{SECRET}\n".encode("latin1"), "a.csv: expected text in UTF-8"),
        ("a.parquet", SECRET, "a.parquet: expected a whole Parquet file"),
        ("a.xlsx", SECRET, "a.xlsx: expected a file that ends with .csv or .parquet"),
    ],
)
def test_what_can_not_be_read_is_told_in_a_sentence(
    tmp_path: Path, name: str, text: str | bytes, said: str
) -> None:
    with pytest.raises(CommandRefused) as refused:
        read_table(written(tmp_path, name, text))
    assert str(refused.value) == said


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandRefused, match=r"^gone.csv: expected a file that exists$"):
        read_table(tmp_path / "gone.csv")


@pytest.mark.parametrize(("name", "row"), [("a.csv", 3), ("a.parquet", 2)])
def test_a_wrong_cell_is_told_as_the_file_counts_and_without_its_value(name: str, row: int) -> None:
    table = pl.DataFrame({"date": ["2026-11-23", SECRET]})
    with pytest.raises(CommandRefused) as refused, told(Path(name)):
        days(table, "date")
    assert str(refused.value) == f"{name}, row {row}, column date: expected a date written 2026-11-23"


def test_a_file_without_a_heading_is_told_without_its_first_row(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", f"1,{SECRET},suspect\n2,{SECRET} igen,suspect\n")
    with pytest.raises(CommandRefused) as refused, told(path):
        frame(read_table(path), ["person_id", "date"])
    said = "a.csv: column person_id is missing: expected the headings person_id, date among the 3 there are"
    assert str(refused.value) == said


def test_what_else_is_wrong_with_a_file_comes_with_its_name() -> None:
    with pytest.raises(CommandRefused, match=r"^a.csv: no rows$"), told(Path("a.csv")):
        raise ValueError("no rows")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = written(tmp_path, "out.csv", "before")
    with pytest.raises(ZeroDivisionError), replacing(path) as place:
        place.write_text("half")
        raise ZeroDivisionError
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("before", 1)
    with replacing(path) as place:
        place.write_text("after")
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("after", 1)
    with pytest.raises(CommandRefused, match="folder that exists"), replacing(tmp_path / "no" / "out.csv"):
        pass
