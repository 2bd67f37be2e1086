"""A plan answered: what is counted, who is treated, what is tried beside, and when no p may be given."""

from datetime import UTC, datetime

import polars as pl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gvi.science.evaluation import Evaluation, PanelRefused
from gvi.science.evaluation.assessing import columns_of, design_of, evaluate, options_of
from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.plan import Plan, PlanRefused, read_plan
from gvi.science.evaluation.receipt import Verdict, issue_receipt, judge
from gvi.science.frames import CellRefused
from tests.reference import reference
from tests.science.evaluation.plans import AREAS, panel, plan

NAMED = 'name = "differences"'
UNITS = 'units = ["Ask"]\nstart = "2020-01"'
OUTCOME = 'outcome = "violence"'
LAST = ("[[1, 6], [7, 12]]", "[[1, 6], [7, 13]]")


def verdict(now: Plan, locked: Plan) -> Verdict:
    at = datetime(2019, 12, 1, tzinfo=UTC)
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    receipt = issue_receipt(
        locked, locked_at=at, locked_by="roll", outcomes_read_at=None, issuer="stad", key=key
    )
    return judge(now, receipt, key=receipt.key, at=at)


def codes(found: Evaluation) -> list[str]:
    return [note.code for note in found.notes]


def test_the_answer_carries_the_plans_hash_and_status_and_finds_the_fall() -> None:
    asked = plan()
    found = evaluate(asked, panel(), verdict=verdict(asked, asked))
    assert (found.plan_sha256, found.status, found.deviations) == (asked.sha256, "registered", ())
    assert found.primary.estimate == pytest.approx(-0.69, abs=0.25)
    assert found.primary.p_value == pytest.approx(1 / 8)
    assert [(one.start, one.to) for one in found.primary.effects_by_period] == [
        ("2020-01", "2020-06"),
        ("2020-07", "2020-12"),
    ]


def test_preliminary_months_are_not_counted_and_it_is_said_which() -> None:
    by_age = design_of(plan((OUTCOME, OUTCOME + "\nmature_after = 2")), panel())
    by_date = design_of(plan((OUTCOME, OUTCOME + '\npreliminary_from = "2020-11"')), panel())
    for asked in (by_age, by_date):
        assert asked.design.panel.times[-1] == "2020-10"
        assert [note.code for note in asked.notes] == ["preliminary"]
        assert "2020-11–2020-12" in asked.notes[0].sv
    both = plan((OUTCOME, OUTCOME + "\nmature_after = 2"), (UNITS, UNITS + '\nend = "2020-08"'))
    cut = design_of(both, panel())
    assert (cut.design.panel.times[-1], cut.notes) == ("2020-08", ())


def test_a_panel_that_is_all_preliminary_is_refused() -> None:
    with pytest.raises(PlanRefused, match=r"\[data\] preliminary_from: expected a time after the data begin"):
        design_of(plan((OUTCOME, OUTCOME + "\nmature_after = 36")), panel())


def test_donors_left_out_are_not_in_the_panel_and_those_only_are_alone() -> None:
    out = design_of(plan(("[windows]", '[donors]\nout = ["Bok"]\n[windows]')), panel()).design
    assert out.panel.units == tuple(area for area in AREAS if area != "Bok")
    only = design_of(plan(("[windows]", '[donors]\nonly = ["Bok", "Ek"]\n[windows]')), panel()).design
    assert (only.donors, only.panel.units) == (("Bok", "Ek"), ("Ask", "Bok", "Ek"))
    with pytest.raises(PlanRefused, match=r'\[donors\] out holds "Alvik": expected units of the panel'):
        design_of(plan(("[windows]", '[donors]\nout = ["Alvik"]\n[windows]')), panel())


def test_a_cohort_column_says_who_starts_when_and_who_never_does() -> None:
    cohort = {"Ask": "2020-01", "Gran": "2019-07", "Lind": "2022-01", "Alm": "0"}
    rows = panel().with_columns(pl.col("area").replace_strict(cohort, default="").alias("from"))
    asked = design_of(plan((UNITS, 'cohort = "from"')), rows)
    assert dict(asked.design.starts) == {"Ask": 24, "Gran": 18}
    assert "Lind" in asked.design.donors
    assert [note.code for note in asked.notes] == ["treated_later"]
    assert "Lind" in asked.notes[0].en


@pytest.mark.parametrize("as_text", [True, False])
def test_a_cohort_of_whole_numbers_with_a_decimal_point_is_read_as_years(as_text: bool) -> None:
    years = pl.DataFrame(
        {
            "area": ["Ask", "Ask", "Gran", "Gran", "Lind", "Lind"],
            "month": [2006, 2007] * 3,
            "violence": [1, 2, 1, 1, 3, 2],
            "from": [2007.0, 2007.0, 0.0, 0.0, None, None],
        }
    )
    rows = years.with_columns(pl.col("from").cast(pl.String)) if as_text else years
    asked = design_of(plan((UNITS, 'cohort = "from"')), rows)
    assert dict(asked.design.starts) == {"Ask": 1}
    assert asked.design.donors == ("Gran", "Lind")


def test_half_a_year_is_no_cohort() -> None:
    rows = panel().with_columns(pl.lit(2007.5).alias("from"))
    with pytest.raises(CellRefused, match=r"column from, row 1, value '2007\.5'"):
        design_of(plan((UNITS, 'cohort = "from"')), rows)


MPDTA = """[study]
title = "Minimilön"
question = "Föll sysselsättningen?"
[data]
file = "mpdta.csv"
unit = "countyreal"
time = "year"
outcome = "lemp"
cohort = "first.treat"
[treatment]
cohort = "first.treat"
why_then = "Delstaterna beslutade."
[method]
name = "staggered_differences"
"""


def test_mpdta_is_answered_by_a_plan_as_the_file_stands() -> None:
    rows = pl.read_csv(reference("mpdta.csv"), infer_schema=False)
    found = evaluate(read_plan(MPDTA), rows)
    assert (found.method, found.n_units) == ("staggered_differences", 500)
    assert found.primary.estimate == pytest.approx(-0.039951, abs=1e-6)
    assert found.primary.se == pytest.approx(0.012034, abs=1e-6)


def test_starts_of_their_own_and_roles() -> None:
    own = design_of(plan((UNITS, 'starts = {Ask = "2020-01", Ek = "2020-03"}')), panel()).design
    assert dict(own.starts) == {"Ask": 24, "Ek": 26}
    roles = {
        "Ask": "treated",
        "Gran": "control",
        "Lind": "displacement_treated",
        "Alm": "displacement_control",
    }
    rows = panel().with_columns(pl.col("area").replace_strict(roles, default="").alias("part"))
    named = plan((UNITS, 'start = "2020-01"'), (NAMED, 'name = "displacement"\nrole = "part"'))
    found = evaluate(named, rows)
    assert found.primary.estimate is not None
    assert found.primary.estimate < 0


@pytest.mark.parametrize(
    ("when", "row"), [("2018-01", 1), ("2017-05", 1)], ids=["with the first month", "before the data"]
)
def test_a_unit_treated_before_the_data_begin_is_told_with_its_row(when: str, row: int) -> None:
    with pytest.raises(CellRefused) as refused:
        design_of(plan(('"2020-01"', f'"{when}"')), panel())
    assert (refused.value.column, refused.value.row) == ("month", row)
    assert f"before Ask is treated, {when}; they begin 2018-01" in refused.value.expected


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["Ask"]', '["Ask", "Alvik"]', r'\[treatment\] units holds "Alvik": expected units of the panel'),
        ('"2020-01"', '"2020-W01"', r'\[treatment\] start = "2020-W01": expected a month as in the panel'),
        (
            UNITS,
            'starts = {Ask = "2024-01"}',
            r"\[treatment\] starts: expected at least one start by 2020-12",
        ),
    ],
)
def test_a_plan_that_these_data_can_not_answer_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(PlanRefused, match=said):
        design_of(plan((old, new)), panel())


def test_a_start_after_the_data_is_refused() -> None:
    with pytest.raises(PanelRefused, match="treated from 2021-01, after the data end, 2020-12"):
        design_of(plan(('"2020-01"', '"2021-01"')), panel())


@pytest.mark.parametrize(
    ("column", "row", "value", "said"),
    [
        ("violence", 3, "-1", "a number of at least 0"),
        ("violence", 9, "många", "a number"),
        ("month", 4, "maj", "month"),
    ],
)
def test_a_wrong_cell_of_a_count_is_told_with_its_row(column: str, row: int, value: str, said: str) -> None:
    rows = panel().with_columns(pl.all().cast(pl.String))
    rows[row - 1, column] = value
    with pytest.raises(CellRefused, match=said) as refused:
        design_of(plan(), rows)
    assert (refused.value.column, refused.value.row) == (column, row)


def test_a_missing_month_and_a_row_that_comes_again_are_told_with_their_row() -> None:
    with pytest.raises(PanelRefused, match="unit Gran has no row for 2018-03") as missing:
        design_of(plan(), panel().filter(~((pl.col("area") == "Gran") & (pl.col("month") == "2018-03"))))
    assert missing.value.row == 38
    with pytest.raises(CellRefused, match="this one comes again") as again:
        design_of(plan(), pl.concat([panel(), panel().slice(5, 1)]))
    assert again.value.row == 289


def test_a_level_may_be_negative_when_the_method_is_linear() -> None:
    rows = panel().with_columns(pl.col("violence") - 30)
    assert design_of(plan((NAMED, NAMED + '\nfamily = "linear"')), rows).design.matrix().min() < 0


def test_the_tries_beside_stand_with_the_primary_outcome() -> None:
    tries = (
        'negative_control = "theft"\nleave_one_out = true\nin_time = "2019-01"\ncurve = [{family = "linear"}]'
    )
    found = evaluate(plan((NAMED, f"{NAMED}\n{tries}")), panel())
    beside = {
        kind: [one for one in found.primary.placebos if one.kind == kind]
        for kind in ("outcome", "time", "curve")
    }
    assert [one.name for one in beside["outcome"]] == ["theft"]
    assert abs(beside["outcome"][0].estimate or 9) < 0.2
    assert abs(beside["time"][0].estimate or 9) < 0.2
    assert [one.name for one in beside["curve"]] == ["family = linear"]
    assert beside["curve"][0].estimate == pytest.approx(-10, abs=2)
    left_out = [one.name for one in found.primary.placebos if one.kind == "left_out"]
    assert left_out == [area for area in AREAS if area != "Ask"]


def test_what_a_method_tries_itself_is_left_to_it() -> None:
    named = 'name = "synthetic_control"\nin_time = "2019-01"\nleave_one_out = true\nplacebos = "all"'
    found = evaluate(plan((NAMED, named)), panel())
    kinds = [one.kind for one in found.primary.placebos]
    assert kinds.count("time") == 1
    assert "left_out" in kinds


def test_an_earlier_start_must_be_earlier() -> None:
    with pytest.raises(
        PlanRefused, match=r'\[method\] in_time = "2020-05": expected a time after 2018-01 and before'
    ):
        evaluate(plan((NAMED, NAMED + '\nin_time = "2020-05"')), panel())


def test_a_try_that_fails_is_said_and_the_answer_stands() -> None:
    rows = panel().with_columns(theft=pl.lit(0))
    found = evaluate(plan((NAMED, NAMED + '\nnegative_control = "theft"')), rows)
    assert found.primary.estimate is not None
    assert next(one.estimate for one in found.primary.placebos if one.kind == "outcome") is None
    assert "no effect can be estimated" in next(
        note.en for note in found.notes if note.code == "outcome_failed"
    )


def test_no_p_is_given_of_a_registered_plan_before_its_last_period_is_whole() -> None:
    early = plan(LAST)
    found = evaluate(early, panel(), verdict=verdict(early, early))
    assert "interim" in codes(found)
    assert found.primary.estimate is not None
    figures = [found.primary.p_value, found.primary.interval, found.primary.se]
    figures += [one.p_value for one in found.primary.effects_by_period]
    figures += [one.interval for one in found.primary.effects_by_period]
    figures += [one.low for one in found.primary.series]
    assert set(figures) == {None}
    assert (found.primary.placebos, dict(found.diagnostics)) == ((), {})


def test_nor_of_one_that_deviates_but_an_exploratory_one_has_its_p() -> None:
    early = plan(LAST)
    deviated = evaluate(early, panel(), verdict=verdict(early, plan()))
    assert (deviated.status, deviated.primary.p_value) == ("deviated", None)
    exploratory = evaluate(early, panel())
    assert exploratory.status == "exploratory"
    assert exploratory.primary.p_value == pytest.approx(1 / 8)


def test_nor_before_the_plans_end_is_in_the_data() -> None:
    ending = plan((UNITS, UNITS + '\nend = "2021-03"'))
    assert "interim" in codes(evaluate(ending, panel(), verdict=verdict(ending, ending)))
    ended = plan((UNITS, UNITS + '\nend = "2020-12"'))
    assert "interim" not in codes(evaluate(ended, panel(), verdict=verdict(ended, ended)))


def test_a_study_that_is_not_the_primary_one_says_so() -> None:
    found = evaluate(plan(("[data]", "primary = false\n[data]")), panel())
    assert "not_primary" in codes(found)


def test_links_are_given_by_the_name_in_the_plan() -> None:
    wedge = plan((NAMED, 'name = "stepped_wedge"\nlinks = "links.csv"'))
    table = pl.DataFrame({"source": ["Ask"], "target": ["Ek"]})
    with pytest.raises(
        PlanRefused, match=r'\[method\] links = "links.csv": expected a table given under this name'
    ):
        options_of(_anything, {}, wedge.method)
    assert options_of(_anything, {"links.csv": table}, wedge.method)["links"] is table


def _anything(**options: object) -> Evaluation:
    raise FitRefused("never called", "nothing")


def test_only_columns_that_the_plan_names_are_read() -> None:
    text = 'name = "synthetic_control"\nmatch = [{column = "gdp"}, {column = "violence"}]\nnegative_control = "theft"'
    assert columns_of(plan((NAMED, text))) == {
        "area": False,
        "month": False,
        "gdp": False,
        "violence": True,
        "theft": True,
    }


def test_notes_are_said_in_both_languages() -> None:
    found = evaluate(plan((OUTCOME, OUTCOME + "\nmature_after = 1")), panel())
    assert all(note.sv and note.en and note.sv != note.en for note in found.notes)
