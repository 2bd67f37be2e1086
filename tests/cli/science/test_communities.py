"""``gvi communities`` as one types it: the keys of its JSON, its example, conflicts refused with their row."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gvi.cli.main import app, main

TIES = "source,target,weight,kind\na,b,1,stated\nb,c,1,stated\na,c,0.5,stated\nx,y,2,co_suspect\n"


def test_the_example_of_the_help_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    helped = CliRunner().invoke(app, ["communities", "--help"], env={"COLUMNS": "200"}).output
    example = re.search(r"Example: gvi (communities ties.csv --seed 1 --json)", " ".join(helped.split()))
    assert example, helped
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ties.csv").write_text(TIES, encoding="utf-8")
    done = CliRunner().invoke(app, example[1].split())
    assert json.loads(done.stdout) == {
        "n": 5,
        "groups": [["a", "b", "c"], ["x", "y"]],
        "ari": 1.0,
        "unstable": [],
    }
    said = CliRunner().invoke(app, ["communities", "ties.csv"]).stdout
    assert said.startswith("Groups of three or more in the ties between 5 persons: 1; the largest has 3."), (
        said
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TIES + "Rut,z,1,conflict\n", "ties.csv, row 6, column kind: expected a tie: a conflict is none\n"),
        (TIES.replace("0.5", "Rut"), "ties.csv, row 4, column weight: expected a number\n"),
        (
            TIES.replace("target", "to", 1),
            "ties.csv: column target is missing: expected the headings source, target",
        ),
    ],
)
def test_what_can_not_be_done_is_told_in_a_line_without_a_value(
    tmp_path: Path, text: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ties.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["gvi", "communities", str(tmp_path / "ties.csv"), "--json"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (1, "", 1), told.err
    assert said in told.err
    assert "Rut" not in told.err
