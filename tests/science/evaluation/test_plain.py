"""out.json has the keys of science.md, no more and no fewer, and nothing that JSON can't hold."""

import json
import math

import numpy as np

from gvi.science.evaluation.result import OutcomeResult
from tests.science.evaluation.answers import answer, result

TOP = (
    "method plan_sha256 status deviations n_units n_pre n_post p_least cannot_reject diagnostics sentence "
    "estimate interval p_value weights results"
)
EACH = (
    "outcome estimate scale se interval interval_level p_value effects_by_period event_study series weights "
    "group_time fit placebos"
)


def test_the_keys_are_those_of_the_file_format() -> None:
    made = answer(diagnostics={"lots": np.int64(3), "ratio": np.float64("nan")}).to_json()
    assert set(made) == set(TOP.split())
    assert set(made["results"][0]) == set(EACH.split())
    assert set(made["results"][0]["effects_by_period"][0]) == {
        "from",
        "to",
        "estimate",
        "interval",
        "p_value",
    }
    assert set(made["results"][0]["series"][0]) == {"time", "observed", "counterfactual", "low", "high"}
    assert set(made["results"][0]["fit"]) == {"pre_rmspe", "rmspe_ratio", "loss"}
    assert set(made["weights"]) == {"units", "times"}
    assert made["estimate"] == made["results"][0]["estimate"] == -0.3567
    assert made["diagnostics"]["ratio"] is None
    json.dumps(made, allow_nan=False)


def test_what_does_not_exist_is_null() -> None:
    made = answer(OutcomeResult("skjutningar", math.inf, "difference"), plan_sha256=None).to_json()
    assert (made["estimate"], made["interval"], made["p_value"], made["plan_sha256"]) == (None,) * 4


def test_the_sentence_is_in_the_language_asked_for() -> None:
    assert answer().to_json("en")["sentence"].startswith("The outcome")
    assert answer(result()).to_json()["diagnostics"]["notes"][0]["code"] == "exchangeable"
