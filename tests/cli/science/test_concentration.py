"""``gvi concentration`` as one types it: science.md's keys, its check, and no value of the file in a refusal."""

import json
import shlex
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from gvi.cli.main import app
from gvi.cli.refused import CommandRefused
from gvi.cli.science.concentration import concentration

SECRET = "Hemlig"
COUNTS = "unit,n\na,5\nb,2\nc,1\n" + "".join(f"z{number},0\n" for number in range(7))
KEYS = ["n", "c", "gini", "gini_adjusted", "gini_small_sample", "interval", "top", "equal_risk"]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rows.csv").write_text("person_id,date\na,2026-01-01\na,2026-01-02\nb,2026-01-03\n")
    Path("counts.csv").write_text(COUNTS)


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["concentration", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def refusal(*words: str) -> str:
    error = CliRunner().invoke(app, ["concentration", *words]).exception
    assert isinstance(error, CommandRefused)
    return str(error)


def test_the_example_of_the_help_runs() -> None:
    words = shlex.split(str(concentration.__doc__).split("Example: gvi concentration ")[1])
    found = json.loads(run(*words))
    assert list(found) == KEYS
    assert (found["n"], found["c"], list(found["equal_risk"])) == (2, 3, ["gini", "gini_adjusted"])
    assert all(list(top) == ["share", "units", "events_share", "equal_risk"] for top in found["top"])


def test_counts_per_unit_hold_the_zeros_and_give_the_check() -> None:
    found = json.loads(run("counts.csv", "--unit", "unit", "--count", "n", "--json"))
    assert (found["n"], found["c"]) == (10, 8)
    assert (found["gini"], found["gini_adjusted"]) == (pytest.approx(0.80), pytest.approx(0.75))


def test_parquet_gives_the_same() -> None:
    pl.read_csv("counts.csv").write_parquet("counts.parquet")
    words = ("--unit", "unit", "--count", "n", "--json")
    assert run("counts.parquet", *words) == run("counts.csv", *words)


def test_in_words_chance_stands_beside_each_share() -> None:
    said = run("rows.csv", "--unit", "person_id")
    assert "by chance" in said.splitlines()[0]
    assert "n = 2 units, c = 3 events." in said
    assert all("by chance" in line for line in said.splitlines() if line.startswith("top"))
    assert "those without are not counted" in said
    assert "those without" not in run("counts.csv", "--unit", "unit", "--count", "n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"unit,n\n{SECRET},2\n{SECRET},1\n",
            "a.csv, row 2, column unit: expected each unit once, since --count",
        ),
        (f"unit,n\nb,2\na,{SECRET}\n", "a.csv, row 3, column n: expected a number of at least 0"),
        ("unit,n\nb,2\na,1.5\n", "a.csv, row 3, column n: expected a whole number"),
        ("unit,m\nb,2\n", "a.csv: column n is missing: expected the headings unit, n among the 2 there are"),
        ("unit,n\nb,0\n", "a.csv: expected at least one unit and one event"),
        ("unit,n\n", "a.csv: expected at least one unit and one event"),
    ],
)
def test_a_wrong_file_is_told_in_a_sentence_without_its_values(text: str, said: str) -> None:
    Path("a.csv").write_text(text)
    told = refusal("a.csv", "--unit", "unit", "--count", "n")
    assert told.startswith(said)
    assert SECRET not in told
