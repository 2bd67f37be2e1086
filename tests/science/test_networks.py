"""Real covert networks, published for research: each loads, and has the persons and ties that its publication says."""

import polars as pl
import pytest

from gvi.science import communities
from gvi.science.communities.graph import read
from tests.reference import reference

COUNTS = {
    "london_gang": (54, 315),
    "italian_gangs": (67, 114),
    "caviar_full": (110, 205),
    "noordin_top": (79, 623),
    "hijackers911_19": (19, 27),
    "hijackers911_60": (60, 125),
    "ndrangheta_summits": (156 + 47, 455),
}
EDGES = {"noordin_top": "noordin_top_layers"}


@pytest.mark.parametrize("name", COUNTS)
def test_a_real_network_has_its_persons_and_ties(name: str) -> None:
    persons = pl.read_csv(reference(f"network/{name}.nodes.csv"))
    ties = pl.read_csv(reference(f"network/{EDGES.get(name, name)}.edges.csv"))
    graph = read(ties)
    assert (persons.height, len(graph.weight)) == COUNTS[name]
    assert set(graph.ids) <= set(persons["id"].cast(pl.String))
    found = communities.find(ties)
    assert found == communities.find(ties.reverse())
    assert found.ari is not None
    assert sorted(person for group in found.groups for person in group) == list(graph.ids)


def test_the_summits_are_persons_and_meetings() -> None:
    kinds = pl.read_csv(reference("network/ndrangheta_summits.nodes.csv"))["type"].value_counts()
    assert dict(kinds.iter_rows()) == {0: 156, 1: 47}
