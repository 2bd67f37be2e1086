"""Excel workbooks as people keep them: titles, merged cells, real dates, several sheets, formulas."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from gvi.steps.incidents.reading import FileRefused, Mapping, guess, read
from tests.steps.incidents.reading.helpers import HEADINGS, ROW, TODAY, finish, read_all, row, write_xlsx


def untidy(path: Path) -> Path:
    """A sheet with a title, an empty column, a merged date, real dates and a sum below."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2026")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    clock = book.add_format({"num_format": "hh:mm"})
    sheet.merge_range(0, 1, 0, 6, "Våldshändelser 2026 – arbetsmaterial")
    sheet.write_row(3, 1, ["Datum", "Klockslag", "Plats", "Vad har hänt", "Döda", "Skadade", "Kommentar"])
    sheet.merge_range(4, 1, 5, 1, "")
    sheet.write_datetime(4, 1, datetime(2026, 3, 4), day)  # noqa: DTZ001
    sheet.write_datetime(4, 2, datetime(1900, 1, 1, 22, 40), clock)  # noqa: DTZ001
    sheet.write_row(4, 3, ["Nordhaga", "Skjutning", None, 1])
    sheet.write_row(5, 2, [22.4, "Nordhaga", "Knivdåd", 0, 2])
    sheet.write_row(7, 1, ["5 mars 2026", "ca 22", "Söderbro", "Sprängning"])
    sheet.write_formula(7, 6, "=1+1", None, 2)
    sheet.write_formula(9, 6, "=SUM(G5:G8)", None, 5)
    book.add_worksheet("Diagram").write(0, 0, "Inget här")
    book.close()
    return path


def test_untidy_workbook(tmp_path: Path) -> None:
    reading = read(untidy(tmp_path / "blad.xlsx"), "xlsx", today=TODAY)
    rows, refused = finish(reading)
    assert rows.select("sheet", "row", "kind", "precision", "dead", "injured").rows() == [
        ("2026", 5, "shooting", "minute", 0, 1),
        ("2026", 6, "stabbing", "minute", 0, 2),
        ("2026", 8, "explosion", "hour", 0, 2),
    ]
    assert [f"{moment:%d %H:%M}" for moment in rows["occurred_at"]] == ["04 21:40", "04 21:40", "05 21:00"]
    assert [(refusal.row, refusal.sheet) for refusal in refused] == [(10, "2026")]
    assert reading.counts.other_sheets == ["Diagram"]


def test_several_sheets_with_the_same_headings(tmp_path: Path) -> None:
    sheets = {"Januari": [HEADINGS, ROW], "Februari": [HEADINGS, ROW, ["fel", *ROW[1:]]], "Om": [["text"]]}
    path = write_xlsx(tmp_path / "blad.xlsx", sheets)
    rows, refused = read_all(path, "xlsx")
    assert rows["sheet"].to_list() == ["Januari", "Februari"]
    assert rows["source_id"].n_unique() == 2
    assert (refused[0].sheet, refused[0].row) == ("Februari", 3)
    one = Mapping(columns=guess(path, "xlsx").columns, sheets=("Januari",))
    assert read_all(path, "xlsx", one)[0]["sheet"].to_list() == ["Januari"]


def test_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "blad.xlsx"))
    for name in ("Synligt", "Dolt"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ROW)
    sheet.hide()
    book.close()
    assert read_all(tmp_path / "blad.xlsx", "xlsx")[0]["sheet"].to_list() == ["Synligt"]


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        (date(2026, 3, 4), True),
        (46085, True),
        (46085.5, True),
        (True, False),
        (-5, False),
        (1e300, False),
        (4.3, False),
    ],
)
def test_what_a_date_cell_may_hold(tmp_path: Path, value: object, accepted: bool) -> None:
    path = write_xlsx(tmp_path / "blad.xlsx", {"A": [HEADINGS, [value, "", *ROW[2:]]]})
    assert (read_all(path, "xlsx")[0].height == 1) is accepted


@pytest.mark.parametrize("value", [time(22, 40), 0.9444444, 22.4, "22.40"])
def test_what_a_time_cell_may_hold(tmp_path: Path, value: object) -> None:
    path = write_xlsx(tmp_path / "blad.xlsx", {"A": [HEADINGS, ["2026-03-04", value, *ROW[2:]]]})
    assert f"{read_all(path, 'xlsx')[0]['occurred_at'][0]:%H:%M}" == "21:40"


def test_formula_as_text_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "blad.xlsx", {"A": [HEADINGS, ROW, row(Anteckning='=HYPERLINK("http://x")')]}
    )
    rows, refused = read_all(path, "xlsx")
    assert (rows.height, refused[0].column) == (1, "Anteckning")


def test_sheet_coloured_to_its_edge_is_a_modest_sheet(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "blad.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ROW)
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bg_color": "red"}))
    book.close()
    assert read_all(tmp_path / "blad.xlsx", "xlsx")[0].height == 1


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 400, b"Datum;Typ\n", b"\xd0\xcf\x11\xe0" * 9]
)
def test_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "blad.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=r"blad\.xlsx"):
        read_all(path, "xlsx")
