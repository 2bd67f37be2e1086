"""The canonical sheet: what export writes, import reads back to the same rows."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gvi.steps.incidents.reading import SCHEMA, SHEET_MAPPING, Kind, guess, to_sheet
from gvi.steps.incidents.reading.texts import guard, unguard
from tests.steps.incidents.reading.helpers import SLICE, read_all, write_csv, write_xlsx

SAME = [name for name in SCHEMA if name not in {"sheet", "row", "doubt"}]
MOMENTS = [
    (datetime(2026, 3, 3, 23, tzinfo=UTC), "day"),
    (datetime(2026, 3, 4, 21, 40, tzinfo=UTC), "minute"),
    (datetime(2026, 3, 4, 21, tzinfo=UTC), "hour"),
    (datetime(2026, 3, 4, 21, 40, tzinfo=UTC), "hour"),
    (datetime(2025, 10, 26, 0, 30, tzinfo=UTC), "minute"),
    (datetime(2025, 10, 26, 1, 30, tzinfo=UTC), "minute"),
    (datetime(2025, 10, 26, 1, 30, tzinfo=UTC), "hour"),
]


def rows() -> pl.DataFrame:
    """One row of each kind, with every precision and state, and texts that a spreadsheet program would run."""
    texts = [
        "",
        "=1+1",
        "+46 00",
        "'=x",
        "@namn",
        "- kniv",
        "rad ett\nrad två",
        '"citat"; a,b|c\td',
        "’åäö",
        "_x0041_",
    ]
    states = ["reported", "waiting", "confirmed", "unfounded"]
    found = []
    for number, kind in enumerate(Kind):
        utc, precision = MOMENTS[number % len(MOMENTS)]
        state = states[number % 4]
        found.append(
            {
                "sheet": "",
                "row": number + 2,
                "source": "polisen" if number % 2 else "sheet",
                "source_id": f"{number}-a",
                "occurred_at": utc,
                "precision": precision,
                "kind": kind.value,
                "area": texts[-1 - number] or "Nordhaga",
                "area_level": ["municipality", "county", "area"][number % 3],
                "latitude": 59.1 + number / 1000 if number % 2 else None,
                "longitude": 15.123456 if number % 2 else None,
                "dead": number % 3,
                "injured": number,
                "link": "https://exempel.example/1" if number % 2 else "",
                "summary": texts[number],
                "state": state,
                "reason": "Inga spår hittades" if state == "unfounded" else "",
                "doubt": "",
            }
        )
    return pl.DataFrame(found, schema=SCHEMA)


def as_file(path: Path, form: str, frame: pl.DataFrame) -> Path:
    cells = [list(frame.columns), *map(list, frame.rows())]
    if form == "csv":
        return write_csv(path / "export.csv", cells, encoding="utf-8-sig")
    if form == "xlsx":
        return write_xlsx(path / "export.xlsx", {"Händelser": cells})
    frame.write_parquet(path / "export.parquet")
    return path / "export.parquet"


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("mapped", [True, False])
def test_export_is_read_back_identically(tmp_path: Path, form: str, mapped: bool) -> None:
    path = as_file(tmp_path, form, to_sheet(rows()))
    back, refused = read_all(path, form, SHEET_MAPPING if mapped else None)
    assert not refused
    assert back.select(SAME).equals(rows().select(SAME))
    assert guess(path, form).columns == SHEET_MAPPING.columns


def test_police_events_survive_the_sheet(tmp_path: Path) -> None:
    events, _ = read_all(SLICE, "polisen")
    back, refused = read_all(as_file(tmp_path, "csv", to_sheet(events)), "csv")
    assert not refused
    assert back.select(SAME).equals(events.select(SAME))


def test_no_cell_of_the_sheet_is_run_by_a_spreadsheet_program() -> None:
    cells = [cell for row in to_sheet(rows()).iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@given(st.lists(st.text(alphabet="'=+-@a ", max_size=6), min_size=1))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_guard_is_taken_away_exactly(texts: list[str]) -> None:
    frame = pl.DataFrame({"text": texts}).with_columns(guard())
    assert frame.select(unguard(pl.col("text"))).to_series().to_list() == texts
