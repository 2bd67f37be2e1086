"""CSV in the shapes that cities save it."""

from pathlib import Path

import pytest

from gvi.steps.incidents.reading import FileRefused, read
from tests.steps.incidents.reading.helpers import HEADINGS, ROW, TODAY, finish, read_all, row, write_csv

SAMPLE = [
    HEADINGS,
    ROW,
    row(Datum="2026-03-05", Område="Södra Ängby, öster", Anteckning='Rop "hjälp"\nsedan tyst'),
]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimiters_and_encodings_read_the_same(tmp_path: Path, mark: str, encoding: str) -> None:
    rows, refused = read_all(write_csv(tmp_path / "blad.csv", SAMPLE, mark=mark, encoding=encoding), "csv")
    assert not refused
    assert rows["area"].to_list() == ["Nordhaga", "Södra Ängby, öster"]
    assert rows["summary"].to_list() == ["Två hörde skotten", 'Rop "hjälp"\nsedan tyst']


def test_row_numbers_are_those_of_a_spreadsheet_program(tmp_path: Path) -> None:
    several_lines = row(Anteckning="rad ett\nrad två")
    path = write_csv(
        tmp_path / "blad.csv", [["Händelser 2026"], [], HEADINGS, several_lines, [], row(Datum="igår")]
    )
    rows, refused = read_all(path, "csv")
    assert rows["row"].to_list() == [4]
    assert refused[0].row == 6


def test_declared_delimiter_counts(tmp_path: Path) -> None:
    path = tmp_path / "blad.csv"
    path.write_text("sep=|\nDatum|Händelse\n2026-03-04|skjutning\n")
    rows, _ = read_all(path, "csv")
    assert rows["row"].to_list() == [3]


def test_titles_footers_and_repeated_headings(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "blad.csv", [["Sammanställning", "", ""], [], HEADINGS, ROW, HEADINGS, ROW, [""] * 7]
    )
    rows, refused = read_all(path, "csv")
    assert rows["row"].to_list() == [4, 6]
    assert not refused


@pytest.mark.parametrize("cells", [ROW[:3], [*ROW, "överskott"]])
def test_row_whose_fields_have_shifted_is_refused(tmp_path: Path, cells: list[str]) -> None:
    rows, refused = read_all(write_csv(tmp_path / "blad.csv", [HEADINGS, cells, ROW]), "csv")
    assert rows["row"].to_list() == [3]
    assert (refused[0].row, refused[0].column) == (2, "")


def test_quotation_mark_never_closed_refuses_the_file_and_names_the_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, *[ROW] * 20])
    text = path.read_text().splitlines()
    text[7] = text[7].replace("Två", '"Två')
    path.write_text("\n".join(text))
    with pytest.raises(FileRefused) as refusal:
        read_all(path, "csv")
    assert refusal.value.row == 8


def test_quotation_mark_in_the_wrong_place_refuses_its_row_only(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, ROW, ROW, ROW])
    text = path.read_text().splitlines()
    text[2] = text[2].replace("Nordhaga", '"Nord"haga')
    path.write_text("\n".join(text))
    rows, refused = read_all(path, "csv")
    assert rows["row"].to_list() == [2, 4]
    assert refused[0].row == 3


@pytest.mark.parametrize("length", [20_001, 1_000_000])
def test_endless_field_refuses_its_row_only(tmp_path: Path, length: int) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, ROW, row(Anteckning="a" * length), ROW])
    rows, refused = read_all(path, "csv")
    assert rows.height == 2
    assert [(refusal.row, refusal.value) for refusal in refused] == [(3, "")]


@pytest.mark.parametrize("bad", ["a\x00b", "a\x07b", '=HYPERLINK("http://x")'])
def test_control_characters_and_formulas_are_refused(tmp_path: Path, bad: str) -> None:
    rows, refused = read_all(write_csv(tmp_path / "blad.csv", [HEADINGS, ROW, row(Anteckning=bad)]), "csv")
    assert rows.height == 1
    assert refused[0].column == "Anteckning"


@pytest.mark.parametrize(
    "content",
    [
        "Datum;Händelse\n2026-03-04;sprängning\n".encode("mac-roman"),
        "Datum;Händelse\n2026-03-04;sprängning\n".encode("cp850"),
        "Datum;Händelse\n".encode() + "2026-03-04;sprängning\n".encode("mac-roman"),
        b"Datum;H\x81ndelse\n",
        "Datum;Händelse\n2026-03-04;skjutning".encode("utf-16")[:-1],
        b"\xff\xfe\x00\x00D\x00\x00\x00",
        b"Namn;Telefon\na;b\n",
        b"\x00" * 500,
        b"PK\x03\x04 no sheet",
    ],
)
def test_file_that_cannot_be_understood_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "blad.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=r"blad\.csv"):
        read_all(path, "csv")


def test_long_file_comes_in_batches_with_progress(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "blad.csv", [HEADINGS, *[ROW] * 60_000])
    reading = read(path, "csv", today=TODAY)
    shares = [batch.share for batch in reading]
    assert len(shares) == 3
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert reading.counts.rows == 60_000


def test_reading_again_gives_the_same_rows(tmp_path: Path) -> None:
    reading = read(write_csv(tmp_path / "blad.csv", SAMPLE), "csv", today=TODAY)
    first, second = finish(reading)[0], finish(reading)[0]
    assert first.equals(second)
    assert reading.counts.rows == 2
