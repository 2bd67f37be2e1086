"""The sentence says no more than the answer bears, in both languages, whatever the answer is."""

import math
import re

import pytest

from gvi.science.evaluation.phrases import METHODS, TEXTS
from gvi.science.evaluation.result import Evaluation, Note, OutcomeResult
from gvi.science.evaluation.words import verdict
from tests.science.evaluation.answers import WITHHELD, answer, result

BOTH = {
    "sv": "förenligt med både effekt och ingen effekt",
    "en": "consistent both with an effect and with none",
}
NEVER = re.compile(r"\b(?:bevis\w*|prov(?:e[sdn]?|ing|en)|proof)\b", re.IGNORECASE)
FOUND = result(interval=(-0.6, -0.1), p_value=0.01)
RISEN = result(estimate=0.3, interval=(0.1, 0.5), p_value=0.01)
SMALL = result(estimate=0.01, interval=(-0.05, 0.06), p_value=0.7)
NO_P = result(p_value=None, interval=None, se=None)
NOTHING = OutcomeResult("skjutningar", None, "difference")
CASES: dict[str, Evaluation] = {
    "unsure": answer(),
    "lower": answer(FOUND),
    "higher": answer(RISEN),
    "small": answer(SMALL),
    "withheld": answer(NO_P, notes=(WITHHELD,)),
    "cannot_reject": answer(p_least=0.0769),
    "nothing": answer(NOTHING),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("kind", CASES)
def test_every_verdict_is_said_and_nothing_is_ever_said_to_be_proven(kind: str, lang: str) -> None:
    found = CASES[kind]
    assert verdict(found, found.primary) == kind
    said = found.sentence(lang)
    assert not NEVER.search(said)
    assert not re.search(r"\bNone\b|\bnan\b|\{", said)
    assert (BOTH[lang] in said) is (kind in {"unsure", "withheld", "cannot_reject"})


@pytest.mark.parametrize("texts", [*TEXTS.values()])
def test_no_text_of_the_sentence_speaks_of_proof(texts: dict[str, str]) -> None:
    assert [text for text in texts.values() if NEVER.search(text)] == []


def test_a_null_result_says_which_fall_is_ruled_out_and_never_too_much() -> None:
    said = answer().sentence()  # the interval's lower end is −52.8 per cent
    assert "En minskning på mer än 53 procent kan uteslutas" in said.replace("\xa0", " ")
    wide = answer(result(interval=(-5.0, 1.0)))
    assert "Inte heller en mycket stor minskning kan uteslutas" in wide.sentence()


def test_an_interval_within_the_margin_is_said_to_be_small() -> None:
    said = answer(SMALL).sentence("en").replace("\xa0", " ")
    assert "both a fall and a rise of more than 10 per cent can be ruled out" in said


def test_an_effect_is_support_and_other_things_may_have_contributed() -> None:
    said = answer(FOUND).sentence()
    assert (
        "Det talar för att insatsen hade effekt, men annat som hände samtidigt kan också ha bidragit" in said
    )


def test_a_rise_is_not_told_as_success() -> None:
    assert "högre än väntat, inte lägre" in answer(RISEN).sentence()


def test_a_withheld_p_is_said_with_its_reason_and_no_interval_rules_anything_out() -> None:
    said = answer(NO_P, notes=(WITHHELD,)).sentence("en")
    assert "No p value is given. Too few treated." in said
    assert "ruled out" not in said


def test_a_design_that_can_not_reject_says_so_and_rules_nothing_out() -> None:
    said = answer(p_least=0.0769).sentence()
    assert "aldrig bli lägre än 0,076" in said
    assert "uteslutas" not in said


def test_the_status_is_said_in_words() -> None:
    assert "Analysen följer en plan som låstes innan utfallen lästes." in answer().sentence()
    deviated = answer(status="deviated", deviations=("[method] seed: 1 → 2",))
    assert "avviker från den låsta planen ([method] seed: 1 → 2)" in deviated.sentence()
    assert "utforskande: det är inte visat" in answer(status="exploratory").sentence()
    late = answer(status="exploratory", notes=(Note("locked_late", "Sent.", "Late."),))
    assert "låstes först efter att utfallen lästs" in late.sentence()


def test_a_difference_is_said_in_its_own_unit_a_month_and_as_per_cent() -> None:
    found = answer(result(scale="difference", estimate=-3.0, interval=(-5.0, 1.0)))
    said = found.sentence().replace("\xa0", " ")
    assert "i genomsnitt 3 lägre per månad (30 procent) från juli 2023 till december 2024" in said
    assert "50 procent lägre till 10 procent högre" in said


def test_the_sentence_ends_with_how_much_was_seen() -> None:
    assert answer().sentence().endswith("n = 40 enheter, 18 månader före start och 18 efter.")
    assert answer(n_units=1).sentence("en").endswith("n = 1 unit, 18 months before the start and 18 after.")


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert {key: places(text) for key, text in TEXTS["sv"].items()} == {
        key: places(text) for key, text in TEXTS["en"].items()
    }
    assert METHODS["sv"].keys() == METHODS["en"].keys()


@pytest.mark.parametrize("low", [-0.364, -0.7349, -0.2501, -0.3])
def test_what_the_interval_holds_is_never_ruled_out(low: float) -> None:
    found = answer(result(estimate=math.log1p(-0.1), interval=(math.log1p(low), 0.1)))
    said = found.sentence("en").replace("\xa0", " ")
    ends = re.search(r"interval: (\d+) per cent lower", said)
    least = re.search(r"fall of more than (\d+) per cent can be ruled out", said)
    assert ends and least
    assert ends[1] == least[1]
    assert int(least[1]) >= -100 * low - 1e-9


def test_no_fall_is_more_than_the_whole() -> None:
    found = answer(result(scale="difference", estimate=-9.0, interval=(-17.3, 1.0)))
    said = found.sentence("en").replace("\xa0", " ")
    assert "100 per cent lower to 10 per cent higher" in said
    assert "Not even a very great fall can be ruled out" in said
