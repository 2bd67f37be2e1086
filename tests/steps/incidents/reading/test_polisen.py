"""The police's feed as published: what is kept, what is skipped, and what is refused with its reason."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gvi.steps.incidents.reading import FileRefused, read
from gvi.steps.incidents.reading.polisen import headline_place
from tests.steps.incidents.reading.helpers import (
    SLICE,
    TODAY,
    WHOLE,
    event,
    finish,
    read_all,
    write_json,
)

KEPT = {
    "aggravated_assault": 27,
    "threat": 27,
    "homicide": 19,
    "attempted_homicide": 19,
    "weapon_found": 12,
    "shooting": 2,
    "robbery_with_weapon": 2,
    "explosion": 1,
}


def one(tmp_path: Path, **changes: Any) -> dict[str, Any]:
    rows, refused = read_all(write_json(tmp_path / "e.json", [event(**changes)]), "polisen")
    assert not refused
    return rows.row(0, named=True)


def refusal(tmp_path: Path, content: Any) -> tuple[str, str]:
    rows, refused = read_all(write_json(tmp_path / "e.json", [content]), "polisen")
    assert rows.height == 0
    return refused[0].column, refused[0].value


def test_it_works(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert row["occurred_at"] == datetime(2026, 8, 22, 5, 59, tzinfo=UTC)
    assert (row["source"], row["source_id"], row["kind"]) == ("polisen", "900001", "shooting")
    assert (row["state"], row["precision"], row["doubt"]) == ("reported", "minute", "")
    assert row["link"].startswith("https://polisen.se/aktuellt/handelser/2026/")


def test_centre_of_an_area_never_becomes_a_point(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert row["latitude"] is None
    assert row["longitude"] is None


@pytest.mark.parametrize(
    ("name", "location", "area", "level"),
    [
        ("22 augusti 07.59, Skottlossning, Nordhaga", "Nordhaga", "Nordhaga", "municipality"),
        ("22 augusti 07.59, Skottlossning, Sjölands län", "Sjölands län", "Sjölands län", "county"),
        ("22 augusti 07.59, Skottlossning, Nordhaga", "Sjölands län", "Nordhaga", "municipality"),
        ("22 augusti 07.59, Skottlossning", "Sjölands län", "Sjölands län", "county"),
    ],
)
def test_area_is_the_municipality_where_one_is_named(
    tmp_path: Path, name: str, location: str, area: str, level: str
) -> None:
    row = one(tmp_path, name=name, location={"name": location})
    assert (row["area"], row["area_level"]) == (area, level)


def test_type_with_a_comma_is_not_taken_for_a_place() -> None:
    assert headline_place("3 maj 10.00, Mord/dråp, försök", "Mord/dråp, försök") == ""
    assert headline_place("3 maj 10.00, Mord/dråp, försök, Nordhaga", "Mord/dråp, försök") == "Nordhaga"


def test_summary_is_plain_text(tmp_path: Path) -> None:
    assert (
        one(tmp_path, summary="<p>Skott &amp; glas</p><br>Ingen skadad.")["summary"]
        == "Skott & glas Ingen skadad."
    )


def test_known_types_are_skipped_and_unknown_ones_counted_apart(tmp_path: Path) -> None:
    events = [event(type="Trafikolycka"), event(type="Ny sorts händelse"), event()]
    reading = read(write_json(tmp_path / "e.json", events), "polisen", today=TODAY)
    finish(reading)
    assert reading.counts.skipped == {"Trafikolycka": 1, "Ny sorts händelse": 1}
    assert reading.counts.unknown == {"Ny sorts händelse": 1}
    assert reading.counts.kept == {"shooting": 1}


@pytest.mark.parametrize(
    ("content", "column"),
    [
        ("text", ""),
        (event(type=7), "type"),
        (event(name=None), "name"),
        (event(name="i går, Skottlossning, Nordhaga"), "name"),
        (event(name="31 november 10.00, Skottlossning, Nordhaga"), "name"),
        (event(name="22 augusti 25.10, Skottlossning, Nordhaga"), "name"),
        (event(datetime="2026-08-22"), "datetime"),
        (event(datetime="1926-08-22 9:48:12 +02:00"), "name"),
        (event(id="900001"), "id"),
        (event(id=True), "id"),
        (event(location=[]), "location"),
        (event(location={"name": " "}), "location"),
        (event(url="https://annan.example/"), "url"),
        (event(url="//annan.example/"), "url"),
        (event(summary="a" * 1_000_000), "summary"),
        (event(summary="a\x00b"), "summary"),
    ],
)
def test_event_that_is_not_as_published_is_refused(tmp_path: Path, content: Any, column: str) -> None:
    assert refusal(tmp_path, content)[0] == column


def test_refusal_shows_the_date_but_never_the_summary(tmp_path: Path) -> None:
    assert refusal(tmp_path, event(name="i går, Skottlossning, Nordhaga")) == ("name", "i går")
    assert refusal(tmp_path, event(summary="a\x00b")) == ("summary", "")


def test_lone_surrogate_is_refused_as_no_sound_text(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_text('[{"id": 1, "type": "Skottlossning", "name": "\\ud800", "datetime": "", "location": {}}]')
    assert read_all(path, "polisen")[1][0].column in {"name", "datetime"}


def test_same_id_twice_keeps_the_first(tmp_path: Path) -> None:
    rows, refused = read_all(write_json(tmp_path / "e.json", [event(), event()]), "polisen")
    assert rows.height == 1
    assert (refused[0].row, refused[0].column) == (2, "id")


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'[{"id": 1',
        b'{"events": []}',
        b"null",
        b"[NaN]",
        b"[" * 100_000 + b"]" * 100_000,
        "[]".encode("utf-16-le"),
        b"\xff\xfe[",
        b'["\xe5"]',
        b"[" + b"1" * 10_000 + b"]",
    ],
)
def test_file_that_is_no_list_of_events_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "e.json"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=r"e\.json"):
        read_all(path, "polisen")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_read_the_same(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "e.json"
    path.write_text(SLICE.read_text(encoding="utf-8"), encoding=encoding)
    assert read_all(path, "polisen")[0].equals(read_all(SLICE, "polisen")[0])


def test_empty_list_is_read_as_nothing(tmp_path: Path) -> None:
    reading = read(write_json(tmp_path / "e.json", []), "polisen", today=TODAY)
    assert list(reading) == []
    assert reading.counts.rows == 0


def test_slice_is_accounted_for() -> None:
    reading = read(SLICE, "polisen", today=TODAY)
    rows, refused = finish(reading)
    assert reading.counts.rows == 58
    assert not refused
    assert not reading.counts.unknown
    assert set(reading.counts.kept) == set(KEPT)
    assert reading.counts.doubts == {"after_publication": 1}
    late = rows.filter(rows["doubt"] != "").row(0, named=True)
    assert late["source_id"] == "628215"
    assert late["occurred_at"] == datetime(2026, 3, 22, 22, 26, tzinfo=UTC)


@pytest.mark.skipif(not WHOLE.exists(), reason="the whole county file lies beside the repository, not in it")
def test_every_event_of_the_county_file_is_accounted_for_by_type() -> None:
    import json

    published = Counter(
        " ".join(item["type"].split()) for item in json.loads(WHOLE.read_text(encoding="utf-8"))
    )
    reading = read(WHOLE, "polisen", today=TODAY)
    rows, refused = finish(reading)
    assert reading.counts.rows == 4156
    assert reading.counts.kept == KEPT
    assert not refused
    assert not reading.counts.unknown
    ours = {"Mord/dråp": "homicide", "Olaga hot": "threat", "Misshandel, grov": "aggravated_assault"}
    assert {kind: published.pop(name) for name, kind in ours.items()} == {
        kind: KEPT[kind] for kind in ours.values()
    }
    for name, count in reading.counts.skipped.items():
        assert published.pop(name) == count
    assert sum(published.values()) == rows.height - sum(KEPT[kind] for kind in ours.values())
