"""The two extracts: untidy as promised, the truth told apart, and readable as a file."""

import csv
from pathlib import Path

import polars as pl
import pytest

from gvi.city import City, build
from gvi.city.persons import Extract, extracts, people, slips, truth
from gvi.city.persons.extracts import HEAD
from gvi.city.seeds import stream


@pytest.fixture(scope="session")
def both(city: City) -> tuple[Extract, Extract]:
    return extracts(city)


def frame(extract: Extract) -> pl.DataFrame:
    return pl.DataFrame(extract.rows, schema=list(HEAD), orient="row")


def share(flags: pl.Series) -> float:
    return flags.to_list().count(True) / len(flags)


def test_the_same_city_has_the_same_extracts(city: City, both: tuple[Extract, Extract]) -> None:
    assert extracts(build(city.seed, 1, city.today)) == both


def test_a_file_reads_back_as_it_was_written(both: tuple[Extract, Extract], tmp_path: Path) -> None:
    for extract in both:
        path = extract.write(tmp_path)
        assert path.name in {"arendesystemet.csv", "spaningsanteckningar.csv"}
        with path.open(encoding="utf-8-sig", newline="") as stream_of_text:
            head, *rows = csv.reader(stream_of_text, delimiter=";")
        assert tuple(head) == HEAD
        assert [tuple(row) for row in rows] == list(extract.rows)


def test_the_truth_tells_who_stands_on_each_row(city: City, both: tuple[Extract, Extract]) -> None:
    told = truth(city)
    for extract in both:
        assert told.filter(extract=extract.name)["reference"].to_list() == [row[0] for row in extract.rows]
    known = set(people(city).persons["id"])
    humans = told["human"].unique()
    assert 0.35 < share(humans.is_in(list(known))) < 0.65
    in_both = told.group_by("human").agg(pl.col("extract").n_unique())
    assert 0.3 < share(in_both["extract"] == 2) < 0.8


def test_someone_stands_twice_in_one_file(city: City) -> None:
    counts = truth(city).group_by("extract", "human").len()
    assert set(counts.filter(pl.col("len") > 1)["extract"]) == {"arendesystemet", "spaningsanteckningar"}


def test_the_notes_are_untidy_as_promised(city: City) -> None:
    _, notes = extracts(build(city.seed, 10, city.today))
    rows = frame(notes)
    number, born = rows["personnummer"], rows["födelsedatum"]
    for written in (
        r"^\d{8}-\d{4}$",
        r"^\d{12}$",
        r"^\d{6}-\d{4}$",
        r"^\d{10}$",
        r"^\d{8} \d{4}$",
        r"-XXXX$",
    ):
        assert number.str.contains(written).any(), written
    for written in (r"^\d{4}-\d\d-\d\d$", r"^\d{8}$", r"^\d{6}$", r"^\d+/\d+ \d{4}$"):
        assert born.str.contains(written).any(), written
    assert 0.4 < share(number == "") < 0.6
    assert 0.15 < share(born == "") < 0.35
    assert rows["efternamn"].str.contains("^[A-ZÅÄÖ]+$").any()
    for column in ("ändamål", "underlag"):
        assert 0 < share(rows[column] == "") < 0.1


def test_names_stand_in_each_others_place_now_and_then(city: City) -> None:
    large = build(city.seed, 10, city.today)
    told = {row["id"]: row for row in people(large).persons.iter_rows(named=True)}
    _, notes = extracts(large)
    named = zip(notes.rows, truth(large).filter(extract=notes.name)["human"], strict=True)
    swapped = [row for row, human in named if human in told and row[3] == told[human]["surname"]]
    assert 0 < len(swapped) < len(notes.rows) / 10


@pytest.mark.parametrize("size", [1, 10])
def test_those_easily_mistaken_are_among_the_others(city: City, size: int) -> None:
    """A twin, a brother or sister at home, and somebody else by the same name: none of them is in the register."""
    cases, _ = extracts(build(city.seed, size, city.today))
    rows = frame(cases).filter(pl.col("adress") != "")
    homes = rows.group_by("efternamn", "adress").agg(
        pl.col("personnummer").filter(pl.col("personnummer") != "")
    )
    assert (homes["personnummer"].list.n_unique() > 1).any()


def test_no_local_reference_and_no_protected_address_leaves_the_register(
    city: City, both: tuple[Extract, Extract]
) -> None:
    frames = people(city).persons
    protected = set(frames.filter("protected")["id"])
    named = zip(both[0].rows, truth(city).filter(extract=both[0].name)["human"], strict=True)
    assert {row[5] for row, human in named if human in protected} == {""}
    assert not set(truth(city)["human"]) & set(frames.filter(pl.col("local_reference") != "")["id"])


def test_a_slip_leaves_something_to_recognise() -> None:
    rng = stream(1, "slips")
    for name in ("Bo", "Åsa", "Örjan", "Ämbarfors", "Kvadrantskär"):
        for _ in range(40):
            slip = slips.misspelt(name, rng)
            assert slip
            assert abs(len(slip) - len(name)) <= 1
