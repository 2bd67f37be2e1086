"""The feud: what was put in can be found again in what comes out."""

import numpy as np
import pytest

from gvi.city.groups import draw_base_rates, draw_rivals
from gvi.city.process import BRANCHING, DELAY_DAYS, UNPROVOKED, Feud, draw_feud
from gvi.city.seeds import stream

DAYS = 1461.0
YEARLY = 200.0


def feud(seed: int, groups: int = 10) -> Feud:
    base = draw_base_rates(seed, groups, YEARLY / 365.25 * (1 - BRANCHING))
    return draw_feud(stream(seed, "feud"), base, draw_rivals(seed, groups), DAYS)


def test_the_planted_share_of_answers_is_found_over_twenty_seeds() -> None:
    shares = [np.mean(feud(seed).answers != UNPROVOKED) for seed in range(20)]
    assert np.mean(shares) == pytest.approx(BRANCHING, abs=0.015)


def test_the_planted_number_a_year_is_found_over_twenty_seeds() -> None:
    yearly = [len(feud(seed).times) / 4 for seed in range(20)]
    assert np.mean(yearly) == pytest.approx(YEARLY, rel=0.05)


def test_answers_come_about_nine_days_later() -> None:
    drawn = feud(3)
    answers = np.flatnonzero(drawn.answers != UNPROVOKED)
    delays = drawn.times[answers] - drawn.times[drawn.answers[answers]]
    assert delays.min() > 0
    assert delays.mean() == pytest.approx(DELAY_DAYS, rel=0.15)


def test_an_answer_turns_the_sides_around() -> None:
    drawn = feud(4)
    answers = np.flatnonzero(drawn.answers != UNPROVOKED)
    answered = drawn.answers[answers]
    assert (drawn.actors[answers] == drawn.targets[answered]).all()
    assert (drawn.targets[answers] == drawn.actors[answered]).all()


def test_nobody_acts_against_themselves_or_outside_their_conflict() -> None:
    drawn = feud(5, groups=30)
    assert (drawn.actors != drawn.targets).all()
    assert (drawn.actors // 5 == drawn.targets // 5).all()


def test_times_are_in_order_and_within_the_period() -> None:
    drawn = feud(6)
    assert (np.diff(drawn.times) >= 0).all()
    assert drawn.times[0] >= 0
    assert drawn.times[-1] < DAYS


def test_a_city_at_peace_has_no_incidents() -> None:
    base, rivals = np.array([1e-12, 1e-12]), np.array([[0.0, 1.0], [1.0, 0.0]])
    assert len(draw_feud(stream(1, "peace"), base, rivals, DAYS).times) == 0
