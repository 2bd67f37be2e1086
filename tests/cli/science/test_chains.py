"""``gvi chains`` as one types it: science.md's keys in its order, the number left out first, refusals in a sentence."""

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gvi.cli.main import app
from gvi.cli.refused import CommandRefused
from gvi.cli.science.chains import chains

INCIDENTS = """incident_id,time,actor_group,target_group,certainty,x,y
h1,2026-03-01 22:10,Gran,Ask,known,0,0
h2,2026-03-06 19:40,Ask,Gran,known,300,400
h3,2026-03-30 19:40,Gran,Ask,known,0,0
h4,2026-04-02 10:00,,Ask,suspected,0,0
"""
KEYS = ["n", "n_unknown", "roots", "singles", "share", "chance", "excess", "interval"]
KEYS += ["by_window", "median_answer_days", "km_days", "links"]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("incidents.csv").write_text(INCIDENTS)


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["chains", "incidents.csv", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_example_of_the_help_runs() -> None:
    words = shlex.split(str(chains.__doc__).split("Example: gvi chains incidents.csv ")[1])
    found = json.loads(run(*words))
    assert list(found) == KEYS
    assert (found["n"], found["n_unknown"], found["roots"], found["singles"]) == (3, 1, 2, 1)
    assert found["links"] == [{"incident": "h2", "answers": "h1", "days": pytest.approx(4.8958, abs=1e-4)}]
    assert all("chance" in row and "share" in row for row in found["by_window"])


def test_the_same_seed_gives_the_same_answer_and_another_window_another() -> None:
    assert run("--json") == run("--json", "--seed", "1", "--window", "14d")
    assert len(json.loads(run("--json", "--window", "30d"))["links"]) == 2


def test_a_distance_is_the_longest_that_an_answer_may_be_away() -> None:
    assert len(json.loads(run("--json", "--distance", "500"))["links"]) == 1
    assert json.loads(run("--json", "--distance", "499"))["links"] == []


def test_in_words_the_number_left_out_comes_first_and_no_window_stands_without_chance() -> None:
    said = run().splitlines()
    assert said[0].startswith("1 incidents are left out")
    assert "n = 3." in said[0]
    assert all("by chance" in line for line in said if line.startswith("within"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--window", "2w"), "--window: expected days written 14d"),
        (("--window", "0d"), "--window: expected days written 14d"),
        (("--distance", "-1"), "incidents.csv: distance: expected metres from zero, got -1"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    error = CliRunner().invoke(app, ["chains", "incidents.csv", *words]).exception
    assert isinstance(error, CommandRefused)
    assert str(error) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "2026-03-06 19:40",
            "i fredags",
            "incidents.csv, row 3, column time: expected a day",
        ),
        (
            "h2,",
            "h1,",
            "incidents.csv, row 2, column incident_id: expected each incident_id once",
        ),
        ("target_group", "victim", "incidents.csv: column target_group is missing"),
    ],
)
def test_a_wrong_file_is_told_with_row_and_column(old: str, new: str, said: str) -> None:
    Path("incidents.csv").write_text(INCIDENTS.replace(old, new))
    error = CliRunner().invoke(app, ["chains", "incidents.csv"]).exception
    assert isinstance(error, CommandRefused)
    assert str(error).startswith(said)
