"""The plan file: read whole or refused with table, key, value and what was expected; its hash is the file's own."""

import hashlib

import pytest

from gvi.science.evaluation.plan import PlanRefused, read_plan
from gvi.science.evaluation.plan_reading import METHODS, descriptions, faults
from tests.science.evaluation.plans import PLAN, changed, plan

NAMED = 'name = "differences"'


def test_a_plan_is_read_and_its_hash_is_that_of_the_bytes() -> None:
    read = read_plan(PLAN)
    assert read.sha256 == hashlib.sha256(PLAN.encode()).hexdigest()
    assert read.text == PLAN
    assert (read.method.name, read.method.options) == ("differences", {})
    assert read.windows.periods == [(1, 6), (7, 12)]
    assert (read.decision.alpha, read.decision.margin, read.treatment.pooling) == (0.05, 0.1, "mean")


def test_a_changed_comma_is_another_plan() -> None:
    assert read_plan(PLAN + "\n").sha256 != read_plan(PLAN).sha256


def test_times_may_be_years_and_bare_days() -> None:
    assert plan(('"2020-01"', "1989")).treatment.start == 1989
    assert plan(('"2020-01"', "2020-01-06")).treatment.start == "2020-01-06"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("why_then", "why", "[treatment] why is no key of a plan: expected one of why_then, units"),
        ('why_then = "Då fanns pengarna. Våldet var som åren innan."', "", "[treatment] why_then is missing"),
        (
            'why_then = "Då fanns pengarna. Våldet var som åren innan."',
            'why_then = ""',
            '[treatment] why_then = ""',
        ),
        ('title = "Skott i Ask"', "title = 3", "[study] title = 3: expected the study's name"),
        ("[7, 12]", "[7]", "[windows] periods[1] = [7]: expected pairs of whole numbers from 1"),
        ("[7, 12]", "[0, 12]", "[windows] periods[1][0] = 0: expected pairs"),
        ("[7, 12]", "[12, 7]", "[windows] periods[1] = [12, 7]: expected its first step before its last"),
        (
            "[[1, 6], [7, 12]]",
            "[[7, 12], [1, 6]]",
            "[windows] periods[1] = [1, 6]: expected periods in order",
        ),
        ("[windows]", "[window]", "[window]: expected one of the tables study, data, treatment"),
        (NAMED, 'name = "did"', '[method] name = "did": expected one of synthetic_control'),
        (NAMED, "", "[method] name is missing: expected one of"),
        (
            NAMED,
            NAMED + "\ndraw = 9",
            "[method] draw is no key of a plan: expected one of family, inference, draws",
        ),
        (NAMED, NAMED + "\ndraws = true", "[method] draws = true: expected a whole number from 1"),
        (NAMED, NAMED + '\nfamily = "normal"', '[method] family = "normal": expected "poisson" or "linear"'),
        (NAMED, NAMED + "\ncurve = [{draws = 9}, {draw = 9}]", "[method] curve[1].draw is no key of a plan"),
        (
            NAMED,
            NAMED + '\nnegative_control = "violence"',
            '[method] negative_control = "violence": expected an outcome',
        ),
        (
            NAMED,
            'name = "interrupted_series"\nleave_one_out = true',
            "[method] leave_one_out = true: expected false",
        ),
        (NAMED, 'name = "displacement"', "[method] role is missing: expected the name of a column"),
        ('start = "2020-01"', "", "[treatment] start is missing: expected the first treated time"),
        ('units = ["Ask"]', "", "[treatment] units is missing: expected units or starts or cohort"),
        ('units = ["Ask"]', 'units = ["Ask"]\ncohort = "c"', "[treatment] cohort beside units: expected"),
        ('outcome = "violence"', "", "[data] outcome is missing: expected outcome or outcomes"),
        (
            'outcome = "violence"',
            'outcomes = ["a", "a"]',
            "[data] outcomes = ['a', 'a']: expected each outcome once",
        ),
        (
            'outcome = "violence"',
            'outcome = "gmi"',
            '[data] outcome = "gmi": expected outcomes that hold the total',
        ),
        (
            'outcome = "violence"',
            'outcome = "violence"\npopulation = "p"\nexposure = "e"',
            "[data] exposure beside population: expected population or exposure, not both",
        ),
        ('"2020-01"', "2020-01", "line 13, column 13: expected TOML, with names, words and times"),
        ("[study]", "study = 3\n[s]", "study = 3: expected a table, [study]"),
    ],
)
def test_what_a_plan_can_not_hold_is_told(old: str, new: str, said: str) -> None:
    told = [str(fault) for fault in faults(changed((old, new)))]
    assert any(one.startswith(said) for one in told), told


def test_group_violence_is_looked_at_beside_the_total_and_the_rest() -> None:
    assert (
        plan(('outcome = "violence"', 'outcomes = ["gmi", "violence", "other"]')).data.all_outcomes[0]
        == "gmi"
    )


def test_all_that_is_wrong_is_told_at_once_with_its_line() -> None:
    text = changed(('title = "Skott i Ask"', "titel = 1"), ("[[1, 6], [7, 12]]", "[[1, 6], [7]]"))
    found = [(fault.line, fault.table, fault.key) for fault in faults(text)]
    assert found == [(2, "study", "titel"), (1, "study", "title"), (17, "windows", "periods[1]")]
    with pytest.raises(PlanRefused) as refused:
        read_plan(text)
    assert (refused.value.table, refused.value.key, refused.value.line) == ("study", "titel", 2)


def test_every_key_says_what_it_expects() -> None:
    for table in ("study", "data", "treatment", "donors", "windows", "decision"):
        assert all(text and "typing" not in text for text in descriptions(table, "differences").values())
    for method in METHODS:
        assert all(text and "typing" not in text for text in descriptions("method", method).values()), method


def test_match_and_curve_give_the_method_what_it_is_called_with() -> None:
    match = (
        'match = [{column = "gdp", from = 1960, to = 1969}, {column = "pop"}]\ncurve = [{match = "outcomes"}]'
    )
    method = plan((NAMED, f'name = "synthetic_control"\nplacebos = 5\n{match}')).method
    given = {
        "match": [
            {"column": "gdp", "from": 1960, "to": 1969, "how": "mean"},
            {"column": "pop", "how": "mean"},
        ]
    }
    assert method.options == {**given, "placebos": 5}
    assert method.columns == ("gdp", "pop")
    assert [way.options for way in method.variants] == [{"match": "outcomes", "placebos": 5}]
