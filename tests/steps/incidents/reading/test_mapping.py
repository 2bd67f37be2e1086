"""Guessing, showing, saving and remembering which column is what."""

from dataclasses import replace
from pathlib import Path

import pytest

from gvi.steps.incidents.reading import (
    FileRefused,
    Mapping,
    fingerprint_of,
    guess,
    load_mapping,
    preview,
    with_meanings,
)
from tests.steps.incidents.reading.helpers import HEADINGS, ROW, read_all, row, write_csv


def test_headings_are_guessed_by_their_words(tmp_path: Path) -> None:
    mapping = guess(write_csv(tmp_path / "blad.csv", [["Titel"], HEADINGS, ROW]), "csv")
    assert mapping.columns == {
        "date": "Datum",
        "time": "Tid",
        "area": "Område",
        "kind": "Händelse",
        "dead": "Döda",
        "injured": "Skadade",
        "summary": "Anteckning",
    }
    assert mapping.is_complete()


def test_columns_without_known_headings_are_guessed_by_their_cells(tmp_path: Path) -> None:
    rows = [
        ["Uppgift", "Plats", "Vad som hände", "Händelsetyp"],
        ["4 mars 2026", "Nordhaga", "Skrik", "skjutning"],
    ]
    assert guess(write_csv(tmp_path / "blad.csv", rows), "csv").columns["date"] == "Uppgift"
    rows[0] = ["Datum", "Plats", "Fritext", "Benämning"]
    assert guess(write_csv(tmp_path / "blad.csv", rows), "csv").columns["kind"] == "Benämning"


def test_order_is_guessed_only_when_the_column_decides(tmp_path: Path) -> None:
    undecided = write_csv(tmp_path / "a.csv", [HEADINGS, row(Datum="4/3 2026")])
    decided = write_csv(tmp_path / "b.csv", [HEADINGS, row(Datum="4/3 2026"), row(Datum="25/3 2026")])
    assert (guess(undecided, "csv").order, guess(decided, "csv").order) == ("", "dmy")


def test_preview_shows_how_each_column_is_read(tmp_path: Path) -> None:
    rows = [HEADINGS, row(Datum="4/3-26"), row(Datum="25/3-26", Tid="natt", Händelse="Rabalder", Döda="två")]
    path = write_csv(tmp_path / "blad.csv", rows)
    shown = preview(path, "csv", guess(path, "csv"))
    assert str(shown.samples["date"][0]) == "4 mars 2026 22.40 ← '4/3-26' '22.40'"
    assert str(shown.samples["date"][1]) == "25 mars 2026 ← '25/3-26' 'natt'"
    assert shown.samples["dead"][1].read == "2"
    assert shown.samples["kind"][0].read == "skjutning"
    assert shown.samples["kind"][1].fault
    assert shown.unknown_kinds == {"rabalder": 1}
    assert shown.headings == tuple(HEADINGS)


def test_meaning_given_to_a_word_is_part_of_the_mapping(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, row(Händelse="Rabalder")])
    mapping = with_meanings(guess(path, "csv"), {"rabalder": "shooting"})
    assert preview(path, "csv", mapping).unknown_kinds == {}
    assert read_all(path, "csv", mapping)[0]["kind"].to_list() == ["shooting"]


def test_saved_mapping_is_read_back(tmp_path: Path) -> None:
    mapping = Mapping(
        {"date": "Datum", "kind": "Typ"}, "dmy", {"pang": "shooting"}, "", "staden", ("A",), ("Datum", "Typ")
    )
    mapping.save(tmp_path / "m.json")
    assert load_mapping(tmp_path / "m.json") == mapping


def test_mapping_as_toml(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text('order = "dmy"\n[columns]\ndate = "Datum"\nkind = "Typ"\n')
    assert load_mapping(path) == Mapping({"date": "Datum", "kind": "Typ"}, "dmy")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"columns": []}',
        '{"columns": {"name": "x"}}',
        '{"order": "ddd"}',
        '{"kinds": {"a": "b"}}',
        '{"x": 1}',
        '{"source": ""}',
        '{"sheets": "A"}',
        "[" * 100_000,
    ],
)
def test_mapping_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(FileRefused, match=r"m\.json"):
        load_mapping(path)


def test_mapping_for_other_headings_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, ROW])
    with pytest.raises(FileRefused, match="Dag"):
        read_all(path, "csv", Mapping({"date": "Dag", "kind": "Händelse"}))


def test_sheet_without_headings_or_without_a_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        guess(write_csv(tmp_path / "a.csv", [ROW, ROW]), "csv")
    with pytest.raises(FileRefused):
        read_all(write_csv(tmp_path / "b.csv", [["Datum", "Plats"], ["2026-03-04", "Nordhaga"]]), "csv")


def test_headings_nobody_knows_are_shown_for_a_person_to_map(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "blad.csv", [["Vår lista"], ["Ett", "Två", "Tre"], ["x", "y", "2026"], ["u", "v", ""]]
    )
    mapping = guess(path, "csv")
    assert not mapping.is_complete()
    shown = preview(path, "csv", mapping)
    assert (shown.headings, shown.samples) == (("Ett", "Två", "Tre"), {})


def test_fingerprint_is_blind_to_case_and_order() -> None:
    assert fingerprint_of(["Datum", "Typ"]) == fingerprint_of([" TYP", "datum "])
    assert fingerprint_of(["Datum", "Typ"]) != fingerprint_of(["Datum", "Plats"])


def test_same_heading_twice_gets_a_number(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "blad.csv",
        [["Datum", "Händelse", "Plats", "Plats", ""], ["2026-03-04", "hot", "A", "B", "x"]],
    )
    mapping = guess(path, "csv")
    assert mapping.columns["area"] == "Plats"
    other = replace(mapping, columns={**mapping.columns, "area": "Plats (2)"})
    assert read_all(path, "csv", other)[0]["area"].to_list() == ["B"]
