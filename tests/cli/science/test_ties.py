"""``gvi ties`` as one types it: CSV and Parquet give the same ties, its help runs, and no value is in a refusal."""

import json
import re
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from gvi.cli.main import app, main

ROWS = """incident_id;person_id;role;date
K1;a;suspect;2026-01-01
K1;b;suspect;2026-01-01 22:40
K1;c;suspect;2026-01-01
K1;d;victim;2026-01-01
K2;a;suspect;2021-02-01
K2;b;suspect;2021-02-01
"""
TIES = [("a", "b", 0.5), ("a", "c", 0.5), ("b", "c", 0.5)]


def run(folder: Path, *words: str, rows: str = ROWS) -> Result:
    """Run ``gvi ties`` on rows.csv and rows.parquet in ``folder``."""
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    return CliRunner().invoke(app, ["ties", *(str(folder / word) if "." in word else word for word in words)])


@pytest.mark.parametrize("rows", ["rows.csv", "rows.parquet"])
@pytest.mark.parametrize("out", ["ties.csv", "ties.parquet"])
def test_csv_and_parquet_give_the_same_ties(tmp_path: Path, rows: str, out: str) -> None:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    pl.read_csv(tmp_path / "rows.csv", separator=";").write_parquet(tmp_path / "rows.parquet")
    done = run(tmp_path, rows, "--roles", "suspect", "--window", "3y", "-o", out, "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    wanted = {
        "ties": 3,
        "n": 6,
        "out": out,
        "since": "2023-01-01",
        "evidence": "incidents",
        "kind": "co_suspect",
    }
    assert {key: said[key] for key in wanted} == wanted
    read = pl.read_csv(tmp_path / out) if out.endswith("csv") else pl.read_parquet(tmp_path / out)
    assert sorted(read.select("source", "target", "weight").iter_rows()) == TIES
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({"rows.csv", "rows.parquet", out})


def test_the_example_of_the_help_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    helped = CliRunner().invoke(app, ["ties", "--help"], env={"COLUMNS": "200"}).output
    example = re.search(r"Example: gvi (ties rows.csv .*?ties\.csv)", " ".join(helped.split()))
    assert example, helped
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    done = CliRunner().invoke(app, example[1].split())
    assert done.stdout.startswith("3 ties between 3 persons from 1 incident with"), done.output
    assert pl.read_csv(tmp_path / "ties.csv").height == 3


@pytest.mark.parametrize(
    ("words", "rows", "said"),
    [
        (
            ["rows.csv"],
            ROWS.replace("2021-02-01\n", "Hemlig\n", 1),
            "rows.csv, row 6, column date: expected a date",
        ),
        (["rows.csv"], ROWS.replace("K1;c;", "K1;;"), "rows.csv, row 4, column person_id: expected a name"),
        (
            ["rows.csv"],
            ROWS.replace("role", "roll", 1),
            "rows.csv: column role is missing: expected the headings incident_id",
        ),
        (["gone.csv"], ROWS, "gone.csv: expected a file that exists"),
        (["rows.csv", "--roles", "suspect,victim"], ROWS, "in conflict, which is no tie"),
        (["rows.csv", "--roles", "suspect,foo"], ROWS, "rows.csv: roles: foo can only be chosen alone"),
        (["rows.csv", "--window", "3"], ROWS, "window: expected a whole number and d, w, m or y"),
        (["rows.csv", "--engine", "hadoop"], ROWS, "engine: expected duckdb or spark"),
        (
            ["rows.csv", "--roles", "shooter"],
            ROWS,
            "rows.csv: column role: expected at least one row with shooter",
        ),
        (["rows.csv", "-o", "ties.xlsx"], ROWS, "ties.xlsx: expected a file that ends with .csv or .parquet"),
    ],
)
def test_what_can_not_be_done_is_told_in_a_line_without_a_value(
    tmp_path: Path,
    words: list[str],
    rows: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["gvi", "ties", "--roles", "suspect", "-o", "ties.csv", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (1, "", 1), told.err
    assert said in told.err
    assert "Hemlig" not in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


@pytest.mark.parametrize(("person", "date"), [("", "2026-01-01"), ("Rut", "Hemlig")])
def test_a_wrong_row_of_parquet_is_told_with_its_number(tmp_path: Path, person: str, date: str) -> None:
    rows = pl.DataFrame(
        {
            "incident_id": ["K1", "K1"],
            "person_id": ["a", person],
            "role": ["suspect"] * 2,
            "date": ["2026-01-01", date],
        }
    )
    rows.write_parquet(tmp_path / "rows.parquet")
    done = run(tmp_path, "rows.parquet", "--roles", "suspect", "-o", "ties.csv")
    assert done.exit_code == 1
    assert re.match(r"rows.parquet, row 2, column (person_id|date): expected", str(done.exception))
    assert not (tmp_path / "ties.csv").exists()


def test_a_broken_parquet_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "rows.parquet").write_text("Hemlig")
    done = run(tmp_path, "rows.parquet", "--roles", "suspect", "-o", "ties.csv")
    assert (done.exit_code, str(done.exception)) == (1, "rows.parquet: expected a whole Parquet file")
