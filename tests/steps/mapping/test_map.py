"""The conflict map: as of any day, without any one source, and as files that say what they are."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.test import Client

from gvi.steps.groups.words import RelationKind
from gvi.steps.mapping.queries.conflict_map import situation, steps
from gvi.steps.mapping.queries.groups_on import ever
from gvi.trust.documents.picture import size
from gvi.trust.log.models import Event, Operation
from tests.cast import in_room
from tests.steps.mapping.world import (
    DAY,
    days_ago,
    end_group_as,
    judged_as,
    make_group,
    relate_as,
    source_as,
)
from tests.steps.review.cast import Company

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/karta/"


@pytest.fixture
def analyst(company: Company) -> Client:
    """The analyst at the screen."""
    return company.analyst.client()


def text_of(browser: Client, **asked: object) -> str:
    """The page, answered with 200."""
    answer = browser.get(PATH, {name: f"{value}" for name, value in asked.items()})
    assert answer.status_code == 200
    return answer.content.decode()


def parsed(content: bytes) -> ET.Element:
    """A file of our own making."""
    return ET.fromstring(content)  # noqa: S314


def make_world(company: Company) -> None:
    """A year of Gran against Ask, and Ask with Lind since a month; Gran acts twice."""
    gran, ask, lind = (make_group(name) for name in ("Gran", "Ask", "Lind"))
    relate_as(company.coordinator, gran, ask, since=days_ago(365), seen=days_ago(10))
    relate_as(company.coordinator, ask, lind, since=days_ago(30), kind=RelationKind.ALLIANCE)
    for ago in (3, 40):
        judged_as(company.coordinator, ago=ago * DAY, acting=(gran,), suffering=(ask,))


def test_it_works(company: Company, analyst: Client) -> None:
    make_world(company)
    page = text_of(analyst)
    assert "Gran: 2 händelser på 12 månader, 1 konflikt" in page
    assert "Ask: 2 händelser på 12 månader, 1 konflikt, 1 allians" in page
    assert f"Ask och Gran: konflikt, sedan {days_ago(365)}, senaste tecken {days_ago(10)}" in page
    assert page.count('<tr>\n                <th scope="row">') == 2
    assert "UN 2026-1" in page
    assert page.count('data-kind="conflict"') == 2  # the line, and the legend's


def test_an_empty_map_says_what_belongs_there(analyst: Client) -> None:
    page = text_of(analyst)
    assert "Inga relationer än" in page
    assert "<svg xmlns" not in page


def test_as_of_a_day_before_the_alliance_it_is_not_there(company: Company, analyst: Client) -> None:
    make_world(company)
    page = text_of(analyst, dag=days_ago(60))
    assert 'data-kind="conflict"' in page
    assert page.count('data-kind="alliance"') == 1  # the legend's
    assert "Gran: 0 händelser" in page
    assert "Lind:" not in page  # nobody had written of it yet


def test_the_slider_and_the_typed_day_show_the_same(company: Company, analyst: Client) -> None:
    make_world(company)
    days = steps(days_ago(365), days_ago(0))
    by_step, by_day = text_of(analyst, steg=3), text_of(analyst, dag=days[3])
    assert f"Läget {days[3]}, som det är känt nu." in by_step
    shown = [page.partition("data-map-form")[2].partition("</main>")[0] for page in (by_step, by_day)]
    assert shown[0] == shown[1]
    assert f'max="{len(days) - 1}" value="3"' in shown[1]


def test_a_day_out_of_reach_is_the_nearest_there_is(company: Company, analyst: Client) -> None:
    make_world(company)
    assert f"Läget i dag, {days_ago(0)}." in text_of(analyst, dag=days_ago(-9))
    assert f"Läget {days_ago(365)}" in text_of(analyst, dag="1999-01-01")


def test_groups_stand_in_the_same_place_on_every_day(company: Company) -> None:
    make_world(company)
    with in_room(company.analyst):
        now, then = (situation(days_ago(days), {}, ever(), {}) for days in (0, 200))
    assert now.places == then.places
    assert len(now.places) == 3


def test_without_signs_a_conflict_reads_as_uncertain_and_says_why(company: Company, analyst: Client) -> None:
    gran, ask = make_group("Gran"), make_group("Ask")
    relate_as(company.coordinator, gran, ask, since=days_ago(300))
    page = text_of(analyst)
    assert "osäker (konflikt, inget tecken på 6 månader)" in page
    assert page.count('data-kind="uncertain"') == 2
    assert page.count('data-kind="conflict"') == 1


def test_without_a_source_what_it_told_is_not_there(company: Company, analyst: Client) -> None:
    make_world(company)
    other = source_as(company.coordinator, "UN 2026-7")
    relate_as(
        company.coordinator, *(make_group(name) for name in ("Rönn", "Sälg")), since=days_ago(9), source=other
    )
    assert "Rönn och Sälg: konflikt" in text_of(analyst)
    page = text_of(analyst, utan=other.pk)
    assert "Rönn och Sälg" not in page
    assert "Utan källan UN 2026-7." in page
    assert "Ask och Gran" in page


def test_an_ended_group_is_hollow_on_its_days_and_gone_after(company: Company, analyst: Client) -> None:
    make_world(company)
    hassel, gran = make_group("Hassel"), make_group("Hägg")
    relate_as(company.coordinator, hassel, gran, since=days_ago(200))
    end_group_as(company.coordinator, hassel, day=days_ago(50), into=gran)
    before = text_of(analyst, dag=days_ago(51))
    hollow = before.partition("<title>Hassel: 0 händelser")[0].rpartition("<g class=")[2]
    assert 'data-active="false"' in hollow
    assert "följer efter" not in before
    after = text_of(analyst, dag=days_ago(49))
    assert "<title>Hassel:" not in after
    assert "följer efter Hassel" in after


def test_the_table_is_sorted_as_asked(company: Company, analyst: Client) -> None:
    make_world(company)
    oldest_first = text_of(analyst, sort="sedan").partition('id="relationer"')[2]
    assert oldest_first.index("Gran</a>") < oldest_first.index("Lind</a>")
    newest_first = text_of(analyst, sort="-sedan").partition('id="relationer"')[2]
    assert newest_first.index("Lind</a>") < newest_first.index("Gran</a>")


@pytest.mark.parametrize("asked", [{"person": "x"}, {"dag": "2026-01-01", "namn": "y"}])
def test_t22_a_filter_nobody_knows_is_refused(
    company: Company, analyst: Client, asked: dict[str, str]
) -> None:
    make_world(company)
    assert analyst.get(PATH, asked).status_code == 400


@pytest.mark.parametrize(
    "asked", [{"dag": "i går"}, {"utan": "11111111-1111-4111-8111-111111111111"}, {"sort": "x"}]
)
def test_what_makes_no_sense_is_said_in_the_form(
    company: Company, analyst: Client, asked: dict[str, str]
) -> None:
    make_world(company)
    answer = analyst.get(PATH, asked)
    assert answer.status_code == 422
    assert "behöver rättas" in answer.content.decode()


def test_the_drawing_says_on_itself_what_it_is(company: Company, analyst: Client) -> None:
    make_world(company)
    answer = analyst.get(f"{PATH}export.svg", {"dag": f"{days_ago(20)}"})
    assert answer["Content-Disposition"] == f'attachment; filename="konfliktkarta-{days_ago(20)}.svg"'
    texts = [it.text for it in parsed(answer.content).iter("{http://www.w3.org/2000/svg}text")]
    assert {f"Konfliktkarta, läget {days_ago(20)}", "Sekretess", "Gran"} <= set(texts)
    assert b"href" not in answer.content


def test_the_picture_is_a_png(company: Company, analyst: Client) -> None:
    make_world(company)
    assert size(analyst.get(f"{PATH}export.png").content)[0] > 2000


def test_graphml_holds_the_same_groups_and_relations(company: Company, analyst: Client) -> None:
    make_world(company)
    root = parsed(analyst.get(f"{PATH}export.graphml").content)
    names = "{http://graphml.graphdrawing.org/xmlns}"
    assert [len(list(root.iter(f"{names}{kind}"))) for kind in ("node", "edge")] == [3, 2]
    assert root[0].tag == f"{names}desc"
    assert (root[0].text or "").startswith(f"Sekretess. Konfliktkarta, läget {days_ago(0)}")


def test_t19_reading_and_taking_a_copy_are_one_event_each(company: Company, analyst: Client) -> None:
    make_world(company)
    text_of(analyst)
    analyst.get(f"{PATH}export.graphml")
    with in_room(company.analyst):
        rows = Event.objects.filter(verb__startswith="mapping.").values_list("verb", "operation", "reason")
        assert sorted(rows) == [
            ("mapping.export_map", Operation.EXPORT, ""),
            ("mapping.read_map", Operation.READ, ""),
        ]


def test_t34_no_other_room_sees_the_map(company: Company) -> None:
    make_world(company)
    for player in (company.partner, company.probation, company.patrol):
        assert player.client().get(PATH).status_code == 404


def test_the_same_in_english(company: Company, analyst: Client) -> None:
    make_world(company)
    page = analyst.get(PATH, headers={"accept-language": "en"}).content.decode()
    assert "Gran: 2 incidents in 12 months, 1 conflict" in page


def test_the_slider_steps_by_month(company: Company) -> None:
    days = steps(date(2025, 12, 31), date(2026, 2, 1))
    assert days == [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 1)]
    assert steps(days[0], days[0]) == [days[0]]
