"""Real covert networks, published for research: every optimum that is known of them is reached, and proven."""

import polars as pl
import pytest

from gvi.science.messengers import messengers
from tests.reference import reference

SEATS = (1, 2, 3, 5, 10)
BEST = {
    ("london_gang", 0): (26, 37, 44, 51, 54),
    ("london_gang", 2): (16, 28, 33, 41, 48),
    ("italian_gangs", 0): (22, 37, 47, 54, 64),
    ("caviar_full", 0): (61, 80, 86, 96, 106),
    ("noordin_top", 0): (56, 68, 72, 76, 79),
    ("hijackers911_19", 0): (7, 12, 15, 19),
}
EDGES = {"noordin_top": "noordin_top_layers"}


@pytest.mark.parametrize(("name", "min_weight"), BEST)
def test_every_known_optimum_is_proven(name: str, min_weight: int) -> None:
    persons = pl.read_csv(reference(f"network/{name}.nodes.csv"))["id"]
    ties = pl.read_csv(reference(f"network/{EDGES.get(name, name)}.edges.csv"))
    people = pl.DataFrame({"person_id": persons, "group_id": "one", "eligible": True})
    for seats, best in zip(SEATS, BEST[name, min_weight], strict=False):
        found = messengers(people, ties, seats=seats, min_weight=min_weight, extras=False)
        assert (found.reached, found.status, found.bound) == (best, "optimal", best)
        assert len(found.messengers) <= seats
