"""``gvi messengers`` as one types it: the example of its help, CSV and Parquet, two sessions, and files with errors."""

import json
import re
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from gvi.cli.main import app, main

PEOPLE = "person_id,group_id,eligible\na,Gran,true\nb,Gran,true\nc,Gran,false\nd,Ask,true\ne,Ask,true\nf,Ask,false\n"
TIES = "source,target\na,b\na,c\nd,e\nf,d\n"
BESIDE = "one_more_seat reserves alternatives equally_good without_evidence blocking"
KEYS = "status bound gap reached reached_weight members share messengers messengers_by_session by_group unreachable"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "ties.csv").write_text(TIES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(words: str) -> str:
    done = CliRunner().invoke(app, words.split(), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_example_of_the_help_runs(folder: Path) -> None:
    helped = CliRunner().invoke(app, ["messengers", "--help"], env={"COLUMNS": "200"}).output
    example = re.search(r"Example: gvi (messengers .*? out\.json)", " ".join(helped.split()))
    assert example, helped
    said = run(example[1])
    assert said.startswith("2 messengers reach 6 of 6 persons (100%) within one step. It is proven")
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert " ".join(found) == f"{KEYS} {BESIDE}"
    assert (found["messengers"], found["reached"], found["status"]) == (["a", "d"], 6, "optimal")


def test_parquet_says_the_same_as_csv(folder: Path) -> None:
    for name in ("people", "ties"):
        pl.read_csv(folder / f"{name}.csv").write_parquet(folder / f"{name}.parquet")
    run("messengers --people people.csv --ties ties.csv --seats 3 --steps 2 --json one.json")
    run("messengers --people people.parquet --ties ties.parquet --seats 3 --steps 2 --json other.json")
    assert (folder / "one.json").read_bytes() == (folder / "other.json").read_bytes()


def test_pairs_who_must_not_meet_sit_in_two_sessions(folder: Path) -> None:
    (folder / "apart.csv").write_text("a,b\na,d\na,e\nb,d\nb,e\n", encoding="utf-8")
    words = "messengers --people people.csv --ties ties.csv --apart apart.csv --seats 2 --json out.json"
    said = run(words)
    assert said.startswith("No choice meets every condition. With 2 sessions it is possible.")
    blocked = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert blocked["status"] == "infeasible"
    assert {"Gran", "Ask"} == {one["group"] for one in blocked["blocking"] if "group" in one}
    assert all("With 2 sessions" in one["reason"] for one in blocked["blocking"])
    run(f"{words} --sessions 2")
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert (found["status"], found["messengers_by_session"]) == ("optimal", [["a"], ["d"]])


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "people.csv",
            PEOPLE + "Rut,Ask,kanske\n",
            "people.csv, row 8, column eligible: expected true or false\n",
        ),
        (
            "people.csv",
            PEOPLE + "a,Ask,true\n",
            "people.csv, row 8, column person_id: expected each person once\n",
        ),
        ("people.csv", PEOPLE.replace("group_id", "Rut"), "people.csv: column group_id is missing"),
        ("ties.csv", TIES + "a,a\n", "ties.csv, row 6, column target: expected another person than source\n"),
        (
            "ties.csv",
            "source,target,kind\na,b,stated\nRut,d,conflict\n",
            "ties.csv, row 3, column kind: expected a tie: a conflict is none\n",
        ),
        (
            "ties.csv",
            "source,target,weight\na,b,Rut\n",
            "ties.csv, row 2, column weight: expected a number\n",
        ),
        (
            "apart.csv",
            "a,b\na,Rut\n",
            "apart.csv, row 2, column b: expected a person who is among the people\n",
        ),
    ],
)
def test_what_can_not_be_done_is_told_in_a_line_without_a_value(
    folder: Path,
    file: str,
    text: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "apart.csv").write_text("a,b\n", encoding="utf-8")
    (folder / file).write_text(text, encoding="utf-8")
    words = "gvi messengers --people people.csv --ties ties.csv --apart apart.csv --seats 2 --json out.json"
    monkeypatch.setattr("sys.argv", words.split())
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (1, "", 1), told.err
    assert said in told.err
    assert "Rut" not in told.err
    assert not (folder / "out.json").exists()


def test_a_number_that_can_not_be_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "gvi messengers --people people.csv --ties ties.csv --seats 0"
    monkeypatch.setattr("sys.argv", words.split())
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().err == "seats: expected at least 1, got 0\n"
