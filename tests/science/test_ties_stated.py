"""Ties that are seen or stated, joined with those from incidents; and the whole as it is without one source."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from gvi.science import communities, ties
from gvi.science.frames import CellRefused

HEADING = ["source", "target", "kind", "date", "evidence"]
SEEN = ("b", "a", "seen_together", "2026-01-01", "patrol")


def stated(*rows: tuple[Any, ...]) -> pl.DataFrame:
    return ties.from_stated(pl.DataFrame(list(rows), schema=HEADING, orient="row"))


def incidents() -> pl.DataFrame:
    rows = pl.DataFrame(
        {
            "incident_id": [1, 1],
            "person_id": ["a", "b"],
            "role": ["suspect"] * 2,
            "date": [date(2026, 3, 1)] * 2,
        }
    )
    return ties.from_rows(rows, ["suspect"]).frame


def test_two_seen_together_weigh_one_a_day_and_source() -> None:
    made = stated(SEEN, SEEN, ("a", "b", "seen_together", "2026-02-01", "patrol"), (*SEEN[:4], "camera"))
    assert made.rows() == [
        ("a", "b", 1.0, "seen_together", "camera", date(2026, 1, 1), date(2026, 1, 1)),
        ("a", "b", 2.0, "seen_together", "patrol", date(2026, 1, 1), date(2026, 2, 1)),
    ]


def test_a_stated_tie_weighs_one_however_often_it_is_said() -> None:
    said = ("a", "b", "stated", "2026-01-01", "interview")
    made = stated(said, ("b", "a", "stated", "2026-05-01", "interview"))
    assert made.rows() == [("a", "b", 1.0, "stated", "interview", date(2026, 1, 1), date(2026, 5, 1))]


def test_joined_ties_keep_kind_evidence_and_dates() -> None:
    joined = ties.join(stated(SEEN), incidents())
    assert joined.select("weight", "kind", "evidence", "first").rows() == [
        (1.0, "co_suspect", "incidents", date(2026, 3, 1)),
        (1.0, "seen_together", "patrol", date(2026, 1, 1)),
    ]
    assert ties.join(incidents(), stated(SEEN)).equals(joined)
    assert communities.find(joined).ties == 1


def test_without_one_source_the_rest_stands() -> None:
    joined = ties.join(stated(SEEN), incidents())
    assert ties.without(joined, "patrol").equals(incidents())
    with pytest.raises(ValueError, match="evidence: expected one of incidents, patrol"):
        ties.without(joined, "rumour")


@pytest.mark.parametrize(
    ("at", "value", "said"),
    [
        (2, "conflict", "expected a tie: a conflict is none"),
        (2, "co_suspect", "expected seen_together or stated"),
        (1, "b", "expected another person than source"),
        (0, "", "expected a name or a number"),
        (3, "yesterday", "expected a date"),
    ],
)
def test_what_is_no_tie_is_refused_with_its_row(at: int, value: str, said: str) -> None:
    wrong = (*SEEN[:at], value, *SEEN[at + 1 :])
    with pytest.raises(CellRefused, match=f"row 2.*{said}"):
        stated(SEEN, wrong)
