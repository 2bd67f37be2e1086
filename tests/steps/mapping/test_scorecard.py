"""The scorecard: counts and ranks by window and side, and no word on who is worst but people's own decision."""

import csv
import io

import pytest
from django.test import Client

from gvi.steps.mapping.queries.facts import activity
from gvi.steps.mapping.queries.groups_on import known_groups
from gvi.steps.mapping.queries.scorecard import Line, score
from gvi.trust.log.models import Event, Operation
from tests.cast import in_room
from tests.steps.mapping.world import DAY, days_ago, end_group_as, judged_as, make_group
from tests.steps.review.cast import Company

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/scorecard/"


@pytest.fixture
def analyst(company: Company) -> Client:
    """The analyst at the screen."""
    return company.analyst.client()


def make_world(company: Company) -> None:
    """In 90 days Gran has three, Ask and Lind two each, Rönn none; before that Ask had the most."""
    gran, ask, lind, _ = (make_group(name) for name in ("Gran", "Ask", "Lind", "Rönn"))
    for ago in (2, 20, 60):
        judged_as(company.coordinator, ago=ago * DAY, acting=(gran,))
    for ago in (25, 70):
        judged_as(company.coordinator, ago=ago * DAY, acting=(lind,), suffering=(ask,))
    judged_as(company.coordinator, ago=100 * DAY, acting=(ask,))


def lines_of(company: Company, **asked: object) -> dict[str, Line]:
    """The lines by name as the analyst reads them today."""
    with in_room(company.analyst):
        values = {"side": "either", "window": 90, **asked}
        lines = score(known_groups(), activity(days_ago(0)), days_ago(0), **values)  # type: ignore[arg-type]
    return {line.name: line for line in lines}


def test_it_works(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH).content.decode()
    names = [part.partition("</a>")[0] for part in page.partition("<tbody>")[2].split('/">')[1:5]]
    assert names == ["Gran", "Ask", "Lind", "Rönn"]
    assert "Rang och ändring gäller 90 dagar" in page


def test_equal_counts_share_a_rank_and_none_has_none(company: Company) -> None:
    make_world(company)
    assert {name: line.rank for name, line in lines_of(company).items()} == {
        "Gran": 1,
        "Ask": 2,
        "Lind": 2,
        "Rönn": None,
    }


def test_after_a_shared_rank_one_is_left_out(company: Company) -> None:
    make_world(company)
    alm = make_group("Alm")
    judged_as(company.coordinator, ago=3 * DAY, acting=(alm,))
    assert lines_of(company)["Alm"].rank == 4


def test_the_change_is_against_the_window_before(company: Company) -> None:
    make_world(company)
    found = lines_of(company)
    assert {name: (line.before, line.moved) for name, line in found.items()} == {
        "Gran": (None, None),
        "Ask": (1, -1),
        "Lind": (None, None),
        "Rönn": (None, None),
    }


def test_the_change_is_said_in_words(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH).content.decode()
    assert "↓ ned 1" in page
    assert page.count("ny</td>") == 2


@pytest.mark.parametrize(("side", "order"), [("acting", ["Gran", "Lind"]), ("suffering", ["Ask"])])
def test_by_one_side_only_that_side_counts(company: Company, side: str, order: list[str]) -> None:
    make_world(company)
    ranked = [name for name, line in lines_of(company, side=side).items() if line.rank]
    assert ranked == order


def test_as_of_an_earlier_day(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH, {"dag": f"{days_ago(95)}", "dagar": "30"}).content.decode()
    assert page.index(">Ask</a>") < page.index(">Gran</a>")
    assert f"Läget {days_ago(95)}, som det är känt nu." in page


def test_without_the_only_source_nothing_is_counted(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH, {"utan": "hand"}).content.decode()
    assert "Ingen grupp har någon bedömd händelse under året före den dagen." in page
    assert "Utan källan hand." in page


def test_an_ended_group_keeps_its_incidents_and_its_successor_names_it(
    company: Company, analyst: Client
) -> None:
    make_world(company)
    hassel, hagg = make_group("Hassel"), make_group("Hägg")
    judged_as(company.coordinator, ago=40 * DAY, acting=(hassel,))
    end_group_as(company.coordinator, hassel, day=days_ago(30), into=hagg)
    found = lines_of(company)
    assert (found["Hassel"].counts[90], found["Hägg"].counts[90]) == (1, 0)
    page = analyst.get(PATH).content.decode()
    assert f"sammanslagen {days_ago(30)}" in page
    assert "efter Hassel" in page


def test_an_ended_group_without_incidents_is_not_there(company: Company) -> None:
    make_world(company)
    end_group_as(company.coordinator, make_group("Tuja"), day=days_ago(30))
    assert "Tuja" not in lines_of(company)


def test_sorted_as_asked(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH, {"sort": "-grupp"}).content.decode().partition("<tbody>")[2]
    assert (
        page.index(">Rönn</a>") < page.index(">Lind</a>") < page.index(">Gran</a>") < page.index(">Ask</a>")
    )


def test_nothing_but_a_decision_says_most_violent(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH).content.decode()
    table = page.partition("<table")[2].partition("</table>")[0]
    assert "våldsdrivande" not in table.lower()
    assert "Inget beslut var fattat den dagen." in page
    assert "den mest våldsdrivande gruppen" not in page


def test_empty_says_what_belongs_there(company: Company, analyst: Client) -> None:
    assert "Inga grupper än" in analyst.get(PATH).content.decode()


@pytest.mark.parametrize("asked", [{"dagar": "7"}, {"sida": "x"}, {"dag": "x"}, {"sort": "risk"}])
def test_what_makes_no_sense_is_said_in_the_form(
    company: Company, analyst: Client, asked: dict[str, str]
) -> None:
    assert analyst.get(PATH, asked).status_code == 422


def test_t22_a_filter_nobody_knows_is_refused(company: Company, analyst: Client) -> None:
    assert analyst.get(PATH, {"person": "x"}).status_code == 400


def test_the_sheet_is_marked_and_logged(company: Company, analyst: Client) -> None:
    make_world(company)
    answer = analyst.get(f"{PATH}export.csv", {"dagar": 90})
    assert answer["Content-Disposition"] == f'attachment; filename="scorecard-{days_ago(0)}.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Rang"], row["Grupp"], row["90 dagar"]) for row in rows] == [
        ("1", "Gran", "3"),
        ("2", "Ask", "2"),
        ("2", "Lind", "2"),
        ("", "Rönn", "0"),
    ]
    assert {(row["Läget den dag"], row["Märkning"]) for row in rows} == {(f"{days_ago(0)}", "Sekretess")}
    with in_room(company.analyst):
        assert Event.objects.get(verb="mapping.export_scorecard").operation == Operation.EXPORT


def test_t34_no_other_room_sees_it(company: Company) -> None:
    make_world(company)
    for player in (company.partner, company.probation, company.patrol):
        assert player.client().get(PATH).status_code == 404
        assert player.client().get(f"{PATH}export.csv").status_code == 404


def test_the_same_in_english(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH, headers={"accept-language": "en"}).content.decode()
    assert "Groups with as many incidents share a rank" in page
