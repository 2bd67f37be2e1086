"""What holds for any records: order, names of ids and sides can't matter, and a word told apart stands."""

import random
import subprocess
import sys
import traceback
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gvi.linkage import LinkageError, Pair, Record, engine, suggest_pairs
from gvi.linkage.engine import degree_of
from gvi.linkage.model import MODEL, prior
from gvi.linkage.records import Degree, Field

SPARINGLY = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])

GIVEN = st.sampled_from(["Åsa", "Asa", "Åsa Maj", "Rasmus", "Rasmsu", "Lova", "Fyrklint", "Bo", ""])
SURNAMES = st.sampled_from(["Fyrklint", "Fyrklindt", "Fyrkilnt", "Tegelvid", "Tegelvid-Fyrklint", "Åsa", ""])
DAYS = st.sampled_from([date(1999, 3, 4), date(1999, 4, 3), date(1999, 3, 14), date(2001, 1, 1), None])
NUMBERS = st.sampled_from(["19990304-9808", "9903049808", "990364-9805", "990304-9809", "19990304-XXXX", ""])
ADDRESSES = st.sampled_from(["Garnhöjdsgatan 7", "Garnhöjdsg. 7", "Fyrkajen 12", ""])
ROWS = st.lists(st.tuples(GIVEN, SURNAMES, DAYS, NUMBERS, ADDRESSES), min_size=2, max_size=25)
ANYTHING = st.lists(st.tuples(st.text(), st.text(), st.dates() | st.none(), st.text(), st.text()), min_size=2)

Row = tuple[str, str, date | None, str, str]


def told(rows: list[Row], ids: list[str]) -> list[Record]:
    return [Record(key, *row) for key, row in zip(ids, rows, strict=True)]


def numbered(rows: list[Row]) -> list[Record]:
    return told(rows, [f"{at:04}" for at in range(len(rows))])


def unordered(pairs: list[Pair]) -> set[tuple[frozenset[str], str, object]]:
    return {(frozenset((pair.first, pair.second)), pair.kind, pair.reasons) for pair in pairs}


@SPARINGLY
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_records_cannot_matter(rows: list[Row], chance: random.Random) -> None:
    records = numbered(rows)
    once = suggest_pairs(records)
    chance.shuffle(records)
    assert suggest_pairs(records) == once


@SPARINGLY
@given(ROWS)
def test_neither_side_of_a_pair_is_special(rows: list[Row]) -> None:
    ids = [f"{at:04}" for at in range(len(rows))]
    turned = dict(zip(ids, reversed(ids), strict=True))
    other = suggest_pairs(told(rows, list(turned.values())))
    back = {(frozenset(turned[key] for key in pair), kind, why) for pair, kind, why in unordered(other)}
    assert unordered(suggest_pairs(told(rows, ids))) == back


@SPARINGLY
@given(ROWS, st.data())
def test_who_was_told_apart_stays_apart_and_nothing_else_changes(
    rows: list[Row], data: st.DataObject
) -> None:
    records = numbered(rows)
    before = suggest_pairs(records)
    apart = set(data.draw(st.lists(st.sampled_from(before)))) if before else set()
    known = frozenset((pair.second, pair.first) for pair in apart)
    assert suggest_pairs(records, known_different=known) == [pair for pair in before if pair not in apart]


@SPARINGLY
@given(ANYTHING)
def test_any_text_at_all_is_compared_or_left_alone(rows: list[Row]) -> None:
    for pair in suggest_pairs(numbered(rows)):
        assert pair.first < pair.second


def test_every_level_has_the_degree_that_the_engine_numbers() -> None:
    for field, levels in MODEL.items():
        numbers = range(len(levels) - 2, -1, -1)
        assert [degree_of(field, -1), *(degree_of(field, at) for at in numbers)] == [
            level.degree for level in levels
        ]
        assert levels[0].degree is Degree.MISSING
        assert levels[-1].degree is Degree.DIFFERENT


def test_agreement_speaks_for_one_person_and_difference_against() -> None:
    for field, (_, *levels) in MODEL.items():
        for level in levels:
            assert level.same_person is not None
            assert level.two_persons is not None
            if level.degree is Degree.DIFFERENT:
                assert level.same_person < level.two_persons, field
            else:
                assert level.same_person >= level.two_persons, field
    assert list(MODEL) == list(Field)


def test_a_longer_list_asks_for_more() -> None:
    assert prior(2) == prior(100) > prior(300) > prior(50_000)


def test_a_fault_in_the_engine_says_nothing_about_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOOK_AT", ("cast(l.given as integer) = 1",))
    people = [Record("a", "Åsa", "Fyrklint"), Record("b", "Rasmus", "Fyrklint")]
    with pytest.raises(LinkageError) as refused:
        suggest_pairs(people)
    text = "".join(traceback.format_exception(refused.value)).lower()
    assert "the comparison failed" in text
    assert not [word for word in ("åsa", "asa", "rasmus", "fyrklint", "cast") if word in text]


def test_no_page_start_pays_for_the_engine() -> None:
    loaded = "import sys, gvi.linkage; print({'splink', 'duckdb'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_nothing_is_left_on_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert suggest_pairs([Record("a", "Åsa", "Fyrklint"), Record("b", "Åsa", "Fyrklint")])
    assert list(tmp_path.iterdir()) == []
