"""Who is at war with whom, and when: the truth that the process between groups keeps to."""

import numpy as np
import polars as pl
import pytest

from gvi.city import City, build
from gvi.city.bonds import ALLIED, ENDED, FADED, TURNED, Bond, draw_bonds, lost_share, within_seasons
from gvi.city.groups import CONFLICT_SIZE, draw_enmity, draw_rivals
from gvi.city.histories import draw_histories
from gvi.city.period import Period
from gvi.city.process import UNPROVOKED, Feud
from tests.city.test_city import MONDAY


def test_every_conflict_has_allies_a_peace_a_falling_out_and_a_silence() -> None:
    bonds = draw_bonds(1, 30, 1461)
    kinds = [sorted(bond.kind for bond in bonds if bond.first // CONFLICT_SIZE == at) for at in range(6)]
    assert kinds == [sorted([ALLIED, ENDED, FADED, TURNED])] * 6
    assert all(bond.first < bond.second < bond.first + CONFLICT_SIZE for bond in bonds)


def test_allies_are_never_rivals_and_everybody_has_one() -> None:
    rivals = draw_rivals(1, 30)
    for bond in draw_bonds(1, 30, 1461):
        assert (rivals[bond.first, bond.second] == 0) == (bond.kind == ALLIED)
    assert (rivals.max(axis=1) > 0).all()
    assert (draw_enmity(1, 30) == draw_enmity(1, 30).T).all()


def test_what_falls_outside_a_season_of_war_is_left_out_and_its_answer_stands_alone() -> None:
    feud = Feud(
        times=np.array([1.0, 5.0, 6.0, 9.0]),
        actors=np.array([0, 0, 2, 1]),
        targets=np.array([1, 1, 3, 0]),
        answers=np.array([UNPROVOKED, UNPROVOKED, UNPROVOKED, 0]),
    )
    kept = within_seasons(feud, 5, (Bond(0, 1, TURNED, 4.0, np.inf),))
    assert kept.times.tolist() == [5.0, 6.0, 9.0]
    assert kept.answers.tolist() == [UNPROVOKED] * 3


def test_an_answer_still_names_what_it_answered() -> None:
    feud = Feud(np.array([1.0, 2.0]), np.array([2, 3]), np.array([3, 2]), np.array([UNPROVOKED, 0]))
    assert within_seasons(feud, 5, (Bond(0, 1, ENDED, 0.0, 1.0),)).answers.tolist() == [UNPROVOKED, 0]


def test_the_share_that_is_lost_is_half_for_half_the_time() -> None:
    base, rivals = np.array([1.0, 1.0]), np.array([[0.0, 1.0], [1.0, 0.0]])
    assert lost_share(base, rivals, (Bond(0, 1, TURNED, 50.0, np.inf),), 100.0) == pytest.approx(0.5)
    assert lost_share(base, rivals, (Bond(0, 1, ALLIED, np.inf, np.inf),), 100.0) == 1.0
    assert lost_share(base, rivals, (), 100.0) == 0.0


@pytest.mark.parametrize("size", [10, 100])
def test_groups_fight_only_in_their_seasons_of_war(size: int) -> None:
    city = build(1, size, MONDAY)
    period, groups = Period(MONDAY), city.groups.height
    numbers = draw_histories(1, groups, period.days).numbers
    sides = [pl.col(side).replace_strict(numbers) for side in ("actor_group", "target_group")]
    met = city.incidents.drop_nulls(["actor_group", "target_group"]).select(
        first=pl.min_horizontal(sides),
        second=pl.max_horizontal(sides),
        day=(pl.col("occurred_at") - period.start).dt.total_minutes() / 1440,
    )
    for bond in draw_bonds(1, groups, period.days):
        days = met.filter(first=bond.first, second=bond.second)["day"]
        assert ((days >= bond.begins - 1) & (days < bond.ends + 1)).all(), bond


def test_a_group_bears_the_name_of_the_time(city: City) -> None:
    days = city.mapping.successions
    merged = days.filter(kind="merged")["day"][0]
    dated = city.incidents.with_columns(day=pl.col("occurred_at").dt.date())
    early = dated.filter(pl.col("day") < merged)
    late = dated.filter(pl.col("day") > merged)
    assert "Gran" not in {*early["actor_group"], *early["target_group"]}
    assert {"Ljung", "Pors"} & {*early["actor_group"], *early["target_group"]}
    assert not {"Ljung", "Pors"} & {*late["actor_group"], *late["target_group"]}
