"""A panel from a file holds places and figures: no person, no group, and no fault repeats what stands in it."""

import pytest

from gvi.science.frames import CellRefused
from gvi.steps.studies.models import PanelFile
from gvi.steps.studies.panels.checking import check_panel
from gvi.steps.studies.panels.headings import is_refused
from gvi.steps.studies.panels.made import MadePanel
from gvi.steps.studies.panels.reading import read_table
from gvi.steps.studies.refusals import PanelFaulty
from gvi.steps.studies.words import Source
from gvi.steps.studies.working import why
from tests.cast import Player
from tests.steps.review.cast import make_group
from tests.steps.studies.studying import begin, read_in
from tests.trust.people.persons import make_person

NUMBER = "199001019802"


def check(heading: str, *rows: str) -> MadePanel:
    return check_panel(read_table("a.csv", "\n".join((heading, *rows)).encode()))


def fault(heading: str, *rows: str) -> str:
    with pytest.raises(PanelFaulty) as refused:
        check(heading, *rows)
    return str(refused.value)


@pytest.mark.parametrize("cell", [NUMBER, "19900101-9802", "9001019802", "199001019802.0", "19900101.9802"])
def test_t25_an_identity_number_in_any_cell_or_heading_is_refused_and_not_repeated(cell: str) -> None:
    told = fault("enhet;tid;n;m", "A;2024-01;1;2", f"B;2024-01;1;{cell}")
    assert "Kolumn 4, rad 3 ser ut att innehålla ett personnummer" in told
    assert cell not in told
    told = fault(f"enhet;tid;{cell}", "A;2024-01;1")
    assert "Rubriken till kolumn 3 ser ut att innehålla ett personnummer" in told
    assert cell not in told


@pytest.mark.parametrize(
    "cell", ["Anna Testsson", "ja", "0700000000", "+46700000000", "46700000000", "a@b.se"]
)
def test_t31_only_figures_stand_beside_unit_and_time(cell: str) -> None:
    told = fault("enhet;tid;n;m", f"A;2024-01;1;{cell}", f"B;2024-01;1;{cell}")
    assert "Kolumn 4 innehåller text" in told
    assert cell not in told


def test_a_cell_that_is_no_figure_is_told_by_its_place() -> None:
    told = fault("enhet;tid;n", "A;2024-01;1", "B;2024-01;Anna Testsson")
    assert "Kolumn 3, rad 3: väntade ett tal" in told
    assert "Anna" not in told


@pytest.mark.parametrize("words", [["treated", "control"], ["2024-02", ""]])
def test_the_words_that_a_plan_reads_are_kept(words: list[str]) -> None:
    made = check("enhet;tid;n;del", f"A;2024-01;1;{words[0]}", f"B;2024-01;1;{words[1]}")
    assert made.columns == ("n",)
    assert words[0] in made.csv


@pytest.mark.parametrize(
    "heading", ["förnamn", "Personnummer", "riskpoäng", "risk_score", "e-post", "religion"]
)
def test_t23_a_heading_that_names_or_scores_a_person_is_refused(heading: str) -> None:
    told = fault(f"enhet;tid;{heading}", "A;2024-01;1")
    assert "Rubriken till kolumn 3" in told
    assert heading not in told


@pytest.mark.parametrize("heading", ["skjutningar", "personer_skadade", "telefonsamtal", "folkmängd"])
def test_a_heading_of_what_is_counted_is_kept(heading: str) -> None:
    assert not is_refused(heading)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (["enhet;tid;Sälg", "A;2024-01;1"], "Rubriken till kolumn 3"),
        (["enhet;tid;n", "A;2024-01;1", "Sälg;2024-01;1"], "Kolumn 1, rad 3"),
    ],
)
def test_t34_a_file_names_no_group(city: object, locker: Player, rows: list[str], place: str) -> None:
    make_group("Sälg")
    study = begin(locker, source=Source.FILE)
    with pytest.raises(PanelFaulty) as refused:
        read_in(locker, study, rows)
    assert f"{place} nämner en grupp" in str(refused.value)
    assert "Sälg" not in str(refused.value)
    assert not PanelFile.objects.exists()


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (["enhet;tid;n", "A;2024-01;1", "Katarina Spolhult;2024-01;1"], "Kolumn 1, rad 3 pekar ut en person"),
        (["enhet;tid;n", "070-000 00 00;2024-01;1"], "Kolumn 1, rad 2 pekar ut en person"),
        (["enhet;tid;Spolhult Katarina", "A;2024-01;1"], "Rubriken till kolumn 3"),
    ],
)
def test_t31_a_file_names_nobody_of_the_own_room(
    city: object, locker: Player, rows: list[str], place: str
) -> None:
    make_person(locker, surname="Spolhult", given_name="Katarina")
    study = begin(locker, source=Source.FILE)
    with pytest.raises(PanelFaulty, match=place) as refused:
        read_in(locker, study, rows)
    assert "Spolhult" not in str(refused.value)
    read_in(locker, study, ["enhet;tid;n", "Spolhult;2024-01;1"])
    assert PanelFile.objects.get().units == ["Spolhult"]


def test_t25_a_run_never_tells_what_stands_in_a_cell() -> None:
    told = why(CellRefused("n", 1, "a number", "Anna Testsson"))
    assert "row 1" in told
    assert "Anna" not in told
