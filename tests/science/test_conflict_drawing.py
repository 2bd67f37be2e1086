"""The drawn conflict map: every word escaped, no style, colour never alone, old signs paler but there."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import networkx as nx
import pytest

from gvi.science.conflict_drawing import Group, Relation, conflict_map, drawing, graphml, payload

PLACES = {"a": (100.0, 100.0), "b": (400.0, 100.0), "c": (250.0, 400.0)}
GROUPS = [
    Group("a", "Al & <Ek>", 8, words='"Al": 8 händelser', url="/grupper/a/"),
    Group("b", "Gran", 2, "dormant"),
    Group("c", "En mycket lång grupp", 0),
]
RELATIONS = [
    Relation("1", "a", "b", "conflict", 0.0, "Al och Gran: skjutning 3 maj"),
    Relation("2", "b", "a", "alliance", 1.0),
    Relation("3", "b", "c", "uncertain", 0.5),
]
MAP = conflict_map(GROUPS, RELATIONS, PLACES)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(**more: object) -> ElementTree.Element:
    asked = {"title": "Karta <1>", "description": "Tre grupper", **more}
    return ElementTree.fromstring(drawing(MAP, **asked))  # type: ignore[arg-type]  # noqa: S314


def test_the_picture_is_named_and_described_and_whole_xml() -> None:
    picture = drawn()
    assert picture.findtext(f"{SVG}title") == "Karta <1>"
    assert picture.findtext(f"{SVG}desc") == "Tre grupper"
    named = (picture.get("aria-labelledby") or "").split()
    assert {child.get("id") for child in picture} >= set(named)


def test_nothing_is_styled_inline_and_nothing_can_run() -> None:
    text = drawing(MAP, title="t", description="d")
    assert not re.search(r"style|<script|on[a-z]+=|javascript", text)


def test_links_are_for_the_page_only() -> None:
    assert [link.get("href") for link in drawn().iter(f"{SVG}a")] == ["/grupper/a/"]
    paper = drawn(links=False)
    assert (list(paper.iter(f"{SVG}a")), paper.get("role")) == ([], "img")


def test_kinds_differ_without_colour_by_dash_and_letter() -> None:
    edges = [edge for edge in drawn().iter(f"{SVG}g") if edge.get("data-kind")][:3]
    looks = {(edge.find(f"{SVG}line").get("stroke-dasharray"), edge.findtext(f"{SVG}text")) for edge in edges}  # type: ignore[union-attr]
    assert looks == {("11 6", "K"), (None, "A"), ("1 7", "?")}
    assert drawn(lang="en").find(f".//{SVG}g[@data-kind='conflict']/{SVG}text").text == "C"  # type: ignore[union-attr]


def test_a_letter_moves_along_its_line_from_under_a_circle() -> None:
    places = {"a": (100.0, 100.0), "b": (500.0, 100.0), "c": (300.0, 110.0)}
    crossed = conflict_map(GROUPS, [RELATIONS[0]], places)
    assert payload(crossed)["edges"][0]["at"] != 0.5
    assert payload(MAP)["edges"][0]["at"] == 0.5


def test_an_old_sign_is_thinner_and_paler_but_there() -> None:
    fresh, old, _ = list(drawn().iter(f"{SVG}line"))[:3]
    assert float(fresh.get("stroke-width", 0)) > float(old.get("stroke-width", 0)) >= 1.5
    assert float(fresh.get("stroke-opacity", 0)) > float(old.get("stroke-opacity", 0)) >= 0.5


def test_two_relations_between_two_groups_are_two_lines() -> None:
    first, second = [line.attrib for line in drawn().iter(f"{SVG}line")][:2]
    assert first["y1"] != second["y1"]


def test_area_follows_weight_down_to_a_least_circle() -> None:
    most, some, least = MAP.nodes
    assert most.r == pytest.approx(2 * some.r, rel=0.02)
    assert 0 < least.r <= some.r


def test_a_long_name_is_cut_in_the_picture_and_whole_in_its_title() -> None:
    texts = [text.text for text in drawn().iter(f"{SVG}text")]
    assert "En mycket lång…" in texts
    assert "En mycket lång grupp" in [title.text for title in drawn().iter(f"{SVG}title")]


def test_the_script_gets_the_same_map_and_the_days() -> None:
    found = json.loads(json.dumps(payload(MAP, days=[date(2026, 11, 23)], lang="en")))
    assert [(node["id"], node["x"], node["y"], node["state"]) for node in found["nodes"]] == [
        ("a", 100.0, 100.0, "active"),
        ("b", 400.0, 100.0, "dormant"),
        ("c", 250.0, 400.0, "active"),
    ]
    assert {**found["edges"][0], "kind": "conflict", "letter": "C", "age": 0.0} == found["edges"][0]
    assert found["days"] == ["2026-11-23"]


def test_graphml_can_be_read_back() -> None:
    graph = nx.parse_graphml(graphml(MAP).split("\n", 1)[1], force_multigraph=True)
    assert graph.nodes["a"]["label"] == "Al & <Ek>"
    assert sorted(facts["kind"] for *_, facts in graph.edges(data=True)) == [
        "alliance",
        "conflict",
        "uncertain",
    ]


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        (
            Relation("9", "a", "z", "conflict", 0),
            "relation 9: expected two different groups among those drawn",
        ),
        (Relation("9", "a", "b", "conflict", 1.2), "relation 9: expected an age from 0 to 1; got 1.2"),
    ],
)
def test_what_can_not_be_drawn_is_named(relation: Relation, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        conflict_map(GROUPS, [relation], PLACES)
