"""Rows of a city's own sheet: how each column is read, and what a refusal says and does not say."""

from pathlib import Path

import pytest

from gvi.steps.incidents.reading import Mapping, read
from tests.steps.incidents.reading.helpers import (
    HEADINGS,
    ROW,
    TODAY,
    finish,
    read_all,
    read_rows,
    row,
    write_csv,
)

POINT = [*HEADINGS, "Lat", "Long", "Status", "Skäl", "Länk", "Ärendenr"]


def with_point(*cells: str) -> list[str]:
    return [*ROW, *cells]


def test_it_works(tmp_path: Path) -> None:
    rows, refused = read_rows(tmp_path, ROW)
    assert not refused
    found = rows.row(0, named=True)
    assert (found["kind"], found["area"], found["dead"], found["injured"]) == ("shooting", "Nordhaga", 0, 1)
    assert (found["state"], found["area_level"], found["source"]) == ("reported", "area", "sheet")


def test_blank_counts_are_none(tmp_path: Path) -> None:
    rows, _ = read_rows(tmp_path, row(Döda="", Skadade="två"), row(Döda="2.0", Skadade="-"))
    assert rows.select("dead", "injured").rows() == [(0, 2), (2, 0)]


@pytest.mark.parametrize(
    ("heading", "value", "told"),
    [
        ("Datum", "i fredags", "i fredags"),
        ("Datum", "4/3", "4/3"),
        ("Datum", "1826-03-04", "1826-03-04"),
        ("Tid", "sent", "sent"),
        ("Händelse", "tumult", "tumult"),
        ("Händelse", "", ""),
        ("Döda", "många", "många"),
        ("Skadade", "-1", "-1"),
        ("Skadade", "1e3", "1e3"),
        ("Datum", "=A1", "=A1"),
        ("Datum", "x" * 500, "x" * 40),
        ("Område", "Nord\x00haga", ""),
        ("Anteckning", "Kalle Kula, Storgatan\x001", ""),
    ],
)
def test_refusal_names_row_and_column_and_hides_free_text(
    tmp_path: Path, heading: str, value: str, told: str
) -> None:
    rows, refused = read_rows(tmp_path, ROW, row(**{heading: value}))
    assert rows.height == 1
    assert (refused[0].file, refused[0].row, refused[0].column) == ("blad.csv", 3, heading)
    assert refused[0].value == told
    assert refused[0].expected
    assert "blad.csv, rad 3" in str(refused[0])


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (("59,2", "", "", "", "", "1"), "Long"),
        (("", "15,2", "", "", "", "1"), "Lat"),
        (("15,2", "59,2", "", "", "", "1"), "Lat"),
        (("6580822", "674032", "", "", "", "1"), "Lat"),
        (("nan", "15,2", "", "", "", "1"), "Lat"),
        (("59,2", "15,2", "kanske", "", "", "1"), "Status"),
        (("59,2", "15,2", "", "", "javascript:alert(1)", "1"), "Länk"),
        (("59,2", "15,2", "", "", "", "1" * 201), "Ärendenr"),
    ],
)
def test_wrong_cell_is_refused(tmp_path: Path, cells: tuple[str, ...], column: str) -> None:
    _, refused = read_all(write_csv(tmp_path / "blad.csv", [POINT, with_point(*cells)]), "csv")
    assert refused[0].column == column
    assert bool(refused[0].value) is (column in {"Lat", "Long"} and bool(cells[column == "Long"]))


def test_point_state_and_link(tmp_path: Path) -> None:
    cells = with_point("59,2753", "15.21", "Avförd", "", "https://exempel.example/1", "B 12")
    rows, refused = read_all(write_csv(tmp_path / "blad.csv", [POINT, cells]), "csv")
    assert not refused
    found = rows.row(0, named=True)
    assert (found["latitude"], found["longitude"]) == (59.2753, 15.21)
    assert (found["state"], found["reason"]) == ("unfounded", "Avförd enligt det inlästa bladet.")
    assert (found["source_id"], found["link"]) == ("B 12", "https://exempel.example/1")


def test_kind_that_is_not_ours_is_skipped_and_counted(tmp_path: Path) -> None:
    reading = read(
        write_csv(tmp_path / "blad.csv", [HEADINGS, row(Händelse="Trafikolycka", Datum="?"), ROW]),
        "csv",
        today=TODAY,
    )
    rows, refused = finish(reading)
    assert (rows.height, refused) == (1, [])
    assert reading.counts.skipped == {"trafikolycka": 1}


def test_whole_column_decides_the_order_of_day_and_month(tmp_path: Path) -> None:
    rows, refused = read_rows(tmp_path, row(Datum="4/3 2026"), row(Datum="25/3 2026"))
    assert not refused
    assert [f"{moment:%m-%d}" for moment in rows["occurred_at"]] == ["03-04", "03-25"]


def test_undecided_column_refuses_only_what_can_be_read_in_two_ways(tmp_path: Path) -> None:
    rows, refused = read_rows(tmp_path, row(Datum="4/3 2026"), row(Datum="3/3 2026"))
    assert rows.height == 1
    assert [(refusal.row, refusal.value) for refusal in refused] == [(2, "4/3 2026")]


def test_far_off_row_decides_for_the_first_one(tmp_path: Path) -> None:
    plain = [row(Datum="4/3 2026")] * 30_000
    rows, refused = read_rows(tmp_path, *plain, row(Datum="25/3 2026"))
    assert (rows.height, refused) == (30_001, [])


def test_chosen_order_and_constant_kind(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [["Datum", "Plats"], ["4/3 2026", "Nordhaga"]])
    mapping = Mapping(
        columns={"date": "Datum", "area": "Plats"}, order="mdy", kind="shooting", source="staden"
    )
    rows, _ = read_all(path, "csv", mapping)
    found = rows.row(0, named=True)
    assert (f"{found['occurred_at']:%m-%d}", found["kind"], found["source"]) == (
        "04-02",
        "shooting",
        "staden",
    )


def test_sheets_own_words_for_kinds(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, row(Händelse="Pang-pang"), row(Händelse="Tomt")])
    columns = {"date": "Datum", "kind": "Händelse"}
    reading = read(
        path, "csv", Mapping(columns=columns, kinds={"pang-pang": "shooting", "Tomt": "skip"}), today=TODAY
    )
    finish(reading)
    assert (reading.counts.kept, reading.counts.skipped) == ({"shooting": 1}, {"tomt": 1})
