"""The untidy sheet: it opens, it holds every incident, and it is as untidy as promised."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from gvi.city import City
from gvi.city.sheet import HEAD, TITLE, Row

TYPED = {name: number for number, name in enumerate(HEAD)}


@pytest.fixture(scope="module")
def incident_rows(city: City) -> list[Row]:
    return [row for row in city.sheet() if row and str(row[0]).startswith("BH-")]


def column(rows: list[Row], name: str) -> list[object]:
    return [row[TYPED[name]] for row in rows]


def test_calamine_reads_back_what_was_written(city: City, tmp_path: Path) -> None:
    path = tmp_path / "björkhamn.xlsx"
    city.write_sheet(path)
    read = CalamineWorkbook.from_path(path).get_sheet_by_name("Händelser").to_python(skip_empty_area=False)
    written = [[("" if cell is None else cell) for cell in row] for row in city.sheet()]
    assert len(read) == len(written)
    for seen, meant in zip(read, written, strict=True):
        assert seen[: len(meant)] == meant
        assert not any(seen[len(meant) :])


def test_the_same_city_writes_the_same_bytes(city: City, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    city.write_sheet(first)
    city.write_sheet(second)
    assert first.read_bytes() == second.read_bytes()


def test_every_incident_has_its_row(city: City, incident_rows: list[Row]) -> None:
    assert column(incident_rows, "Ärende") == city.incidents["reference"].to_list()


def test_it_begins_with_a_title_an_empty_row_and_then_the_head(city: City) -> None:
    assert city.sheet()[:3] == [[TITLE], [], HEAD]


def test_years_have_a_heading_and_a_sum(city: City) -> None:
    sums = [row[-1] for row in city.sheet() if row and row[0] == "Summa"]
    assert len(sums) == 5
    assert sum(int(str(one)) for one in sums) == len(city.incidents)
    assert ["2024"] in city.sheet()


def test_dates_are_partly_dates_and_partly_text(incident_rows: list[Row]) -> None:
    days = column(incident_rows, "Datum")
    assert any(isinstance(day, date) for day in days)
    assert any(isinstance(day, str) and " mars " in day for day in days)


def test_vague_times_are_typed_vaguely(city: City, incident_rows: list[Row]) -> None:
    hours = pl.Series([str(hour) for hour in column(incident_rows, "Tid")])
    vague = hours.str.contains("ca|tiden")
    assert vague.any()
    assert (vague == (city.incidents["precision"] == "hour")).all()


def test_coordinates_mix_numbers_with_decimal_commas(incident_rows: list[Row]) -> None:
    degrees = column(incident_rows, "Lat")
    assert any(isinstance(one, float) for one in degrees)
    assert any(isinstance(one, str) and "," in one for one in degrees)
    assert None in degrees


def test_the_citys_own_words_are_used(incident_rows: list[Row]) -> None:
    assert {"skottlossning", "SKJUTNING"} <= set(column(incident_rows, "Vad har hänt"))
    assert {"Avskriven", "Bekr."} <= set(column(incident_rows, "Läge"))
