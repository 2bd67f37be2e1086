"""The same file twice gives the same ids; a corrected row stays the same incident."""

from pathlib import Path

from tests.steps.incidents.reading.helpers import HEADINGS, ROW, read_all, read_rows, row, write_csv


def test_equal_rows_are_told_apart_by_their_order(tmp_path: Path) -> None:
    first, _ = read_rows(tmp_path, ROW, ROW, row(Tid="22.41"))
    again, _ = read_rows(tmp_path, ROW, ROW, row(Tid="22.41"))
    assert first["source_id"].n_unique() == 3
    assert first["source_id"].to_list() == again["source_id"].to_list()
    assert first["source_id"][0][:-1] == first["source_id"][1][:-1]


def test_corrected_counts_and_notes_keep_the_id(tmp_path: Path) -> None:
    before, _ = read_rows(tmp_path, ROW)
    after, _ = read_rows(tmp_path, row(Döda="1", Anteckning="Rättad", Område=" nordhaga "))
    assert before["source_id"].to_list() == after["source_id"].to_list()


def test_rows_above_do_not_change_the_id(tmp_path: Path) -> None:
    before, _ = read_rows(tmp_path, ROW)
    after, _ = read_rows(tmp_path, row(Datum="2026-01-01"), row(Datum="fel"), ROW)
    assert before["source_id"][0] == after["source_id"][1]


def test_given_id_is_kept_and_stands_once(tmp_path: Path) -> None:
    rows = [[*ROW, "A1"], [*ROW, "A2"], [*ROW, "A1"], [*ROW, ""]]
    found, refused = read_all(write_csv(tmp_path / "blad.csv", [[*HEADINGS, "Ärende-id"], *rows]), "csv")
    assert found["source_id"].to_list()[:2] == ["A1", "A2"]
    assert found["source_id"][2].startswith("rad-")
    assert [(refusal.row, refusal.column) for refusal in refused] == [(4, "Ärende-id")]


def test_id_repeated_far_below_is_found(tmp_path: Path) -> None:
    rows = [[*ROW, f"A{number}"] for number in range(30_000)]
    path = write_csv(tmp_path / "blad.csv", [[*HEADINGS, "Id"], *rows, [*ROW, "A7"]])
    assert [refusal.row for refusal in read_all(path, "csv")[1]] == [30_002]
