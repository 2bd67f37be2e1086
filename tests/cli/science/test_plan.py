"""``gvi plan`` as one types it: questions one by one, answers asked for again, and all that is wrong with the rows."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gvi.cli.main import app
from gvi.cli.refused import CommandRefused
from gvi.science.evaluation.plan import read_plan
from tests.science.evaluation.plans import PLAN, changed, panel

ANSWERS = [
    "Skott i Ask",
    "Föll våldet?",
    "",
    "",
    "",
    "shots",
    "violence, theft",
    "",
    "2",
    "best",
    "differences",
    "Askk",
    "Ask",
    "2020-01",
    "",
    "Då fanns pengarna.",
    "",
    "Ek",
    "",
    "1-6, 7",
    "1-6, 7-12",
    "2",
    "0,05",
    "",
]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    panel().write_csv("panel.csv")
    Path("plan.toml").write_text(PLAN, encoding="utf-8")


def run(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, ["plan", *words], input=text)


def test_questions_are_asked_one_by_one_and_a_wrong_answer_again() -> None:
    done = run("new", "new.toml", text="\n".join(ANSWERS) + "\n")
    assert done.exit_code == 0, done.output
    for said in (
        "a column, not shots",
        "one of synthetic_control",
        "a unit of the panel, not Askk",
        "pairs of whole",
    ):
        assert f"expected {said}" in done.output
    assert "expected a number between 0 and 1" in done.output
    text = Path("new.toml").read_text(encoding="utf-8")
    plan = read_plan(text)
    assert plan.data.all_outcomes == ("violence", "theft")
    assert (plan.treatment.units, plan.treatment.start, plan.donors.out) == (["Ask"], "2020-01", ["Ek"])
    assert (plan.windows.periods, plan.decision.alpha, plan.data.mature_after) == ([(1, 6), (7, 12)], 0.05, 2)
    assert "# Why did it start then, and not earlier or later? Was violence at a peak?" in text
    assert run("check", "new.toml").exit_code == 0


@pytest.mark.parametrize(
    ("method", "between"),
    [
        ("staggered_differences", ["Ask=2020-01, Ek=2020-03"]),
        ("displacement", ["part", "2020-01"]),
    ],
)
def test_methods_with_starts_of_their_own_and_with_roles_are_asked_otherwise(
    method: str, between: list[str]
) -> None:
    Path("panel.csv").unlink()
    answers = ["A", "B", "", "", "", "violence", "", "", method, *between, "Därför", "", "", "", "", "", ""]
    done = run("new", "new.toml", text="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "panel.csv: expected a file that exists; names are not checked until it is there." in done.output
    assert read_plan(Path("new.toml").read_text(encoding="utf-8")).method.name == method


def test_nothing_is_overwritten() -> None:
    error = run("new", "plan.toml").exception
    assert isinstance(error, CommandRefused)
    assert str(error) == "plan.toml is there already: expected a name that is free"
    assert Path("plan.toml").read_text(encoding="utf-8") == PLAN


def test_a_sound_plan_is_told_what_it_will_do_and_its_hash() -> None:
    done = run("check", "plan.toml")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "plan.toml: differences of violence; 1 treated (Ask) and 7 to compare with.",
        "24 months before the start, 12 from it to 2020-12. The data that are counted end 2020-12.",
        f"sha256 {read_plan(PLAN).sha256}",
    ]


def test_a_plan_may_be_checked_before_its_time() -> None:
    panel(22).write_csv("panel.csv")
    said = run("check", "plan.toml").stdout
    assert "22 months before the start, 12 from it" in said
    assert "The data that are counted end 2019-10." in said
    Path("plan.toml").write_text(changed(("periods = [[1, 6], [7, 12]]", "periods = []")), encoding="utf-8")
    told = run("check", "plan.toml").output
    assert "[windows] periods: expected periods, since the data end 2019-10, before the start" in told


def test_all_that_is_wrong_with_the_plan_is_told_with_its_rows() -> None:
    text = changed(("title", "titel"), ('name = "differences"', 'name = "differences"\ndraws = "many"'))
    Path("plan.toml").write_text(text, encoding="utf-8")
    done = run("check", "plan.toml")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "plan.toml, row 2: [study] titel is no key of a plan: expected one of title, question, primary",
        "plan.toml, row 1: [study] title is missing: expected the study's name",
        'plan.toml, row 21: [method] draws = "many": expected a whole number from 1',
    ]


def test_and_with_the_files_it_names_with_row_and_column() -> None:
    named = ('outcome = "violence"', 'outcomes = ["violence", "shots", "theft"]\ncontext = "context.csv"')
    Path("plan.toml").write_text(changed(named), encoding="utf-8")
    lines = Path("panel.csv").read_text().splitlines()
    lines[4] = lines[4].rsplit(",", 1)[0] + ",många"
    Path("panel.csv").write_text("\n".join(lines))
    Path("context.csv").write_text("label,start\nNy lag,i somras\n")
    done = run("check", "plan.toml")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "panel.csv: column shots is missing: expected it among area, month, violence, theft",
        "panel.csv, row 5, column theft: expected a number",
        "context.csv, row 2, column start: expected a time written as 2018-10-07 or 2018-W40 or 2018-10 or 2012Q2 or "
        "1989 or 12",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Gran,2018-03",
            "Gran,2018-02",
            "panel.csv, row 40, column area: expected one row for each unit and time",
        ),
        (
            "Gran,2018-03,",
            "Gran,2018-03,-",
            "panel.csv, row 40, column violence: expected a number of at least 0",
        ),
        ("Gran,2018-03,", "Gran,2018-03,x", "panel.csv, row 40, column violence: expected a number"),
        (
            "Gran,2018-03,",
            "Gran,mars,",
            "panel.csv, row 40, column month: expected a month as in the first row",
        ),
    ],
)
def test_a_broken_panel_is_told_with_the_files_own_row(old: str, new: str, said: str) -> None:
    text = Path("panel.csv").read_text()
    assert old in text
    Path("panel.csv").write_text(text.replace(old, new, 1))
    done = run("check", "plan.toml")
    assert done.exit_code == 1
    assert done.output.startswith(said), done.output


def test_a_missing_month_is_told_with_the_row_before_it() -> None:
    lines = Path("panel.csv").read_text().splitlines()
    Path("panel.csv").write_text("\n".join(line for line in lines if not line.startswith("Gran,2018-03")))
    said = run("check", "plan.toml").output
    assert said.startswith(
        "panel.csv, row 39: unit Gran has no row for 2018-03: expected one row for each unit"
    )


def test_a_start_before_the_data_is_told_with_the_row_where_they_begin() -> None:
    Path("plan.toml").write_text(changed(('"2020-01"', '"2017-01"')), encoding="utf-8")
    said = run("check", "plan.toml").output
    assert said.startswith(
        "panel.csv, row 2, column month: expected data from before Ask is treated, 2017-01"
    )


def test_a_unit_that_is_not_there_is_told_with_the_plans_row() -> None:
    Path("plan.toml").write_text(changed(('["Ask"]', '["Alvik"]')), encoding="utf-8")
    said = run("check", "plan.toml").output
    assert said.startswith('plan.toml, row 12: [treatment] units holds "Alvik": expected units of the panel')
