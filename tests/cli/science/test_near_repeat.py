"""``gvi near-repeat`` as one types it: the help's example runs, and what can not be read is told in a sentence."""

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gvi.cli.main import app
from gvi.cli.refused import CommandRefused
from gvi.cli.science.near_repeat import near_repeat
from tests.installation import gvi

POINTS = "x,y,date\n0,0,2026-01-01\n40,30,2026-01-05\n500,0,2026-03-01\n520,0,2026-03-20\n"
ASKED = ("points.csv", "--distances", "0,1,100,200", "--days", "0,7,14")


@pytest.fixture(autouse=True)
def points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "points.csv").write_text(POINTS)
    return tmp_path


def test_the_example_of_the_help_runs(points: Path) -> None:
    words = shlex.split(str(near_repeat.__doc__).split("Example: gvi ")[1])
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    found = json.loads((points / "out.json").read_text())
    assert found["observed"] == [[0, 0], [1, 0], [0, 0]]
    assert set(found) == {"observed", "expected", "ratio", "p", "max_p", "bands", "close_pairs"}
    assert "n = 4 events." in done.output
    assert "nan" not in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--days", "0,x"), "--days 0,x: expected numbers with commas between, such as 0,7,14"),
        (
            ("--x", "X"),
            "points.csv: column X is missing: expected the headings X, y, date among the 3 there are",
        ),
        (("--date-format", "%d/%m/%Y"), "points.csv, row 2, column date: expected a date"),
        (("--metric", "chess"), "points.csv: metric: expected one of manhattan, euclidean; got chess"),
    ],
)
def test_what_is_wrong_is_one_sentence(words: tuple[str, ...], said: str) -> None:
    error = CliRunner().invoke(app, ["near-repeat", *ASKED, *words]).exception
    assert isinstance(error, CommandRefused)
    assert str(error).startswith(said)


def test_a_refusal_needs_no_settings_and_ends_with_one(points: Path) -> None:
    done = gvi({"PATH": "/usr/bin:/bin"}, "near-repeat", str(points / "none.csv"), *ASKED[1:])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "none.csv: expected a file that exists"
