"""A panel from a file: read in whole, or not at all with the row and column of what is wrong."""

import io

import polars as pl
import pytest
import xlsxwriter
from django.urls import reverse

from gvi.steps.studies.models import PanelFile
from gvi.steps.studies.panels.checking import check_panel
from gvi.steps.studies.panels.reading import read_table
from gvi.steps.studies.refusals import PanelFaulty
from gvi.steps.studies.words import Source
from tests.cast import Player
from tests.steps.studies.studying import begin, lock, read_in, write

GOOD = [
    "stad;månad;skjutningar",
    "Björkhamn;2024-01;3",
    "Björkhamn;2024-02;0",
    "Granvik;2024-01;1",
    "Granvik;2024-02;2",
]


def check(*rows: str) -> PanelFaulty:
    with pytest.raises(PanelFaulty) as refused:
        check_panel(read_table("a.csv", "\n".join(rows).encode()))
    return refused.value


def test_columns_are_found_by_their_names() -> None:
    made = check_panel(read_table("a.csv", "\n".join(GOOD).encode()))
    assert (made.unit_column, made.time_column, made.columns) == ("stad", "månad", ("skjutningar",))
    assert (made.units, made.first, made.last, made.rows) == (
        ("Björkhamn", "Granvik"),
        "2024-01",
        "2024-02",
        4,
    )


def test_an_excel_file_is_the_same_panel() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for number, row in enumerate(GOOD):
        sheet.write_row(number, 0, row.split(";"))
    book.close()
    made = check_panel(read_table("a.xlsx", buffer.getvalue()))
    assert made.units == ("Björkhamn", "Granvik")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([*GOOD[:3], GOOD[3]], "Enheten på rad 4 saknar en rad för 2024-02"),
        ([*GOOD, GOOD[4]], "Rad 6: samma enhet och tid finns redan på rad 5"),
        ([GOOD[0], "Björkhamn;2024-01;-3"], "Kolumn 3, rad 2"),
        ([*GOOD[:2], "Björkhamn;2024-02;många"], "Kolumn 3, rad 3"),
        ([GOOD[0], "Björkhamn;2024-01;3", "Björkhamn;feb 2024;3"], "Kolumn 2, rad 3"),
        ([GOOD[0], ";2024-01;3"], "Kolumn 1, rad 2"),
        (["stad;månad;stad", *GOOD[1:]], "Kolumn 3"),
        ([GOOD[0]], "Filen är tom"),
    ],
)
def test_each_fault_is_told_with_its_place(rows: list[str], told: str) -> None:
    assert told in str(check(*rows))


def test_t25_a_file_with_an_identity_number_is_refused_without_repeating_it() -> None:
    refused = str(check(GOOD[0], "19900101-9802;2024-01;3"))
    assert "rad 2" in refused
    assert "9802" not in refused


def test_t22_a_heading_that_nobody_is_sorted_by_is_refused() -> None:
    refused = str(check("stad;månad;religion", "A;2024-01;1"))
    assert "Rubriken till kolumn 3" in refused
    assert "religion" not in refused


def test_nothing_is_half_saved(city: object, writer: Player) -> None:
    study = begin(writer, source=Source.FILE)
    with pytest.raises(PanelFaulty):
        read_in(writer, study, [*GOOD, GOOD[4]])
    assert not PanelFile.objects.exists()
    read_in(writer, study, GOOD)
    assert (
        PanelFile.objects.get().csv
        == pl.read_csv("\n".join(GOOD).encode(), separator=";", infer_schema=False).write_csv()
    )


def test_the_page_shows_the_fault_and_keeps_nothing(city: object, writer: Player) -> None:
    study, client = begin(writer, source=Source.FILE), writer.client()
    sent = io.BytesIO("\n".join([*GOOD, GOOD[4]]).encode())
    sent.name = "panel.csv"
    answer = client.post(reverse("studies:upload", args=[study.pk]), {"file": sent})
    assert answer.status_code == 422
    assert "Rad 6" in answer.content.decode()


def test_outcomes_of_a_file_count_as_read_when_it_was_read_in(
    city: object, writer: Player, locker: Player
) -> None:
    towns = [row.replace("Björkhamn", "Viken") for row in GOOD]
    study = begin(writer, source=Source.FILE)
    read_in(writer, study, towns)
    write(writer, study, outcomes=("skjutningar",), units=("Viken",), start="2024-03", method="differences")
    assert lock(locker, study).outcomes_read_at is None
    other = begin(writer, source=Source.FILE)
    read_in(writer, other, towns)
    write(writer, other, outcomes=("skjutningar",), units=("Viken",), start="2024-02", method="differences")
    assert lock(locker, other).outcomes_read_at == PanelFile.objects.get(study=study).at
