"""``gvi panel build`` as one types it: the feed, a sheet, what is left out, and errors in a sentence with the row."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from gvi.cli.main import app
from gvi.cli.refused import CommandRefused
from gvi.cli.science.panel_build import panel_build
from gvi.science.evaluation.panel import read_panel

INCIDENTS = "area,date,kind\nAsk,2026-01-05,shooting\nAsk,2026-03-11,shooting\nGran,2026-02-20,explosion\n"
SHEET = """Id;Källa;Datum;Tid;Område;Händelse;Döda;Skadade;Status;Skäl
1;sheet;2026-01-05;22.40;Ask;skjutning;0;2;bekräftad;
2;sheet;2026-01-07;;Ask;skjutning;0;0;avförd;fyrverkeri
3;sheet;2026-02-20;;Gran;sprängning;1;0;rapporterad;
4;sheet;2026-02-21;;;sprängning;0;0;rapporterad;
"""
FEED = [
    ("2026-01-31 9:48:12 +01:00", "30 januari 23.10, Skottlossning, Askby", "Skottlossning", "Askby"),
    ("2026-02-02 9:48:12 +01:00", "31 januari 23.50, Explosion, Granby", "Explosion", "Granby"),
    ("2026-03-02 9:48:12 +01:00", "01 mars 01.10, Explosion, Skogs län", "Explosion", "Skogs län"),
    ("2026-03-03 9:48:12 +01:00", "03 mars 01.10, Brand, Askby", "Brand", "Askby"),
]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("incidents.csv").write_text(INCIDENTS)
    Path("sheet.csv").write_text(SHEET)
    Path("population.csv").write_text("area,population\nAsk,900\nGran,500\nAlm,300\n")
    events = [
        {
            "id": at,
            "datetime": published,
            "name": name,
            "summary": "Polisen larmades.",
            "url": f"/aktuellt/{at}/",
            "type": kind,
            "location": {"name": place, "gps": "59.2,15.2"},
        }
        for at, (published, name, kind, place) in enumerate(FEED, start=1)
    ]
    Path("feed.json").write_text(json.dumps(events))


def run(words: str) -> tuple[str, pl.DataFrame]:
    done = CliRunner().invoke(app, ["panel", "build", *words.split()])
    assert done.exit_code == 0, done.output + str(done.exception)
    return done.stdout, pl.read_csv("panel.csv")


def refusal(words: str) -> str:
    error = CliRunner().invoke(app, ["panel", "build", *words.split(), "-o", "panel.csv"]).exception
    assert isinstance(error, CommandRefused), error
    assert not Path("panel.csv").exists()
    return str(error)


def test_the_example_of_the_help_runs() -> None:
    said, panel = run(str(panel_build.__doc__).split("Example: gvi panel build ")[1].strip())
    assert said == "2 units by 3 months, 2026-01 to 2026-03: shootings 2. Preliminary: 2026-03.\n"
    assert panel.columns == ["area", "month", "shootings", "preliminary"]
    assert panel.filter(pl.col("area") == "Ask")["shootings"].to_list() == [1, 0, 1]
    read = read_panel(panel, unit="area", time="month", outcomes=["shootings"], counts=True)
    assert (read.units, read.n_times) == (("Ask", "Gran"), 3)


def test_a_citys_own_sheet_without_what_was_set_aside_or_has_no_place() -> None:
    said, panel = run(
        "sheet.csv --outcome violence=shooting+explosion --outcome injured --outcome dead -o panel.csv"
    )
    assert panel["violence"].to_list() == [1, 0, 0, 1]
    assert panel["injured"].to_list() == [2, 0, 0, 0]
    assert panel["dead"].to_list() == [0, 0, 0, 1]
    assert said.splitlines()[1] == "Not counted: 1 unfounded, 1 without an area."


def test_the_polices_feed_by_the_time_of_the_event_without_those_placed_by_county() -> None:
    said, panel = run("feed.json --outcome violence=shooting+explosion --to 2026-02 -o panel.csv")
    assert panel.select("area", "month", "violence").rows() == [
        ("Askby", "2026-01", 1),
        ("Askby", "2026-02", 0),
        ("Granby", "2026-01", 1),
        ("Granby", "2026-02", 0),
    ]
    assert said.splitlines()[1] == "Not counted: 1 of other kinds, 1 placed by county only."


def test_population_brings_units_where_nothing_happened() -> None:
    words = "incidents.csv --outcome shootings --population population.csv --step quarter --preliminary 0 -o panel.csv"
    _, panel = run(words)
    assert panel.rows() == [
        ("Alm", "2026Q1", 0, 300, 0),
        ("Ask", "2026Q1", 2, 900, 0),
        ("Gran", "2026Q1", 0, 500, 0),
    ]


def test_weeks_and_another_column_of_units() -> None:
    Path("own.csv").write_text(INCIDENTS.replace("area,", "Stadsdel,"))
    _, panel = run("own.csv --unit Stadsdel --outcome shootings --step week -o panel.csv")
    assert panel.columns[:2] == ["Stadsdel", "week"]
    assert panel["week"].to_list()[:3] == ["2026-W02", "2026-W03", "2026-W04"]


def test_parquet_in_and_out() -> None:
    pl.read_csv("incidents.csv").write_parquet("incidents.parquet")
    done = CliRunner().invoke(
        app, ["panel", "build", "incidents.parquet", "--outcome", "shootings", "-o", "panel.parquet"]
    )
    assert done.exit_code == 0, done.exception
    assert pl.read_parquet("panel.parquet")["shootings"].sum() == 2


def test_rows_that_can_not_be_read_are_counted_and_the_first_is_told_in_english() -> None:
    Path("incidents.csv").write_text(INCIDENTS + "Ask,2026-13-40,shooting\n")
    said, _ = run("incidents.csv --outcome shootings -o panel.csv")
    assert "Not counted: 1 refused." in said
    assert "First refused: row 5, column date: expected" in said
    assert "väntade" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("none.csv --outcome shootings", "none.csv: expected a file that exists and ends with .json, .csv"),
        (
            "incidents.csv --outcome shots",
            "--outcome shots: expected shootings, name=kind+kind, dead or injured",
        ),
        ("incidents.csv --outcome shootings --step hour", "--step hour: expected day, week, month"),
        (
            "incidents.csv --outcome shootings --from 2027-01",
            "incidents.csv: from 2027-01 to 2026-03: expected",
        ),
        (
            "incidents.csv --outcome shootings --from maj",
            "incidents.csv: maj: expected a month such as 2026-01",
        ),
        ("feed.json --outcome shootings --unit type", "--unit, --mapping: expected area and no mapping"),
        (
            "incidents.csv --outcome shootings --population few.csv",
            "few.csv: unit Gran: expected its population 2026",
        ),
        (
            "incidents.csv --outcome shootings --population bad.csv",
            "bad.csv, row 3, column population: expected a",
        ),
        ("bare.csv --outcome shootings", "bare.csv: expected a column of areas, or --unit with the heading"),
    ],
)
def test_what_can_not_be_built_is_told_in_a_sentence(words: str, said: str) -> None:
    Path("few.csv").write_text("area,population\nAsk,900\n")
    Path("bad.csv").write_text("area,population\nAsk,900\nGran,många\n")
    Path("bare.csv").write_text("date,kind\n2026-01-05,shooting\n")
    assert refusal(words).startswith(said)
