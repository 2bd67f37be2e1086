"""Groups × contact on Läget: what each reader sees of it, and that no talk shows outside the police room."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.steps.desk.contact import GroupContact, JointRow, PoliceRow
from gvi.steps.groups.models import Group
from gvi.steps.groups.states import State as GroupState
from gvi.steps.incidents.states import State
from gvi.steps.talks.models import Band
from gvi.steps.talks.queries.contact import Contact, contact_by_group
from gvi.steps.talks.words import Outcome, TalkKind
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, Player, in_room, make_cast
from tests.steps.desk.world import COORDINATOR, held, quarter, release, talk, tried
from tests.steps.review.cast import DAY, judge_as, make_group, make_incident
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
PARTNER = (Kind.MUNICIPALITY, Role.COORDINATOR)
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def cast(db: None) -> Cast:
    """Every role of every room, all rooms switched on."""
    return make_cast()


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody whom the police may speak with."""
    return make_person(cast[COORDINATOR])


def opened(who: Player, client: Client | None = None) -> str:
    """The first page as ``who`` sees it."""
    answer = (client or who.client()).get(reverse("desk:home"))
    assert answer.status_code == 200
    return answer.content.decode()


def contact_of(who: Player) -> GroupContact:
    """The table that the page is made of."""
    found = who.client().get(reverse("desk:home")).context["contact"]
    assert isinstance(found, GroupContact)
    return found


def happened(cast: Cast, group: Group, *, ago: timedelta, state: State = State.REPORTED) -> None:
    """An incident with ``group`` on one side, in ``state`` after it was judged."""
    incident = make_incident(ago=ago, state=State.REPORTED)
    judge_as(cast[COORDINATOR], incident, acting=(group,))
    if state == State.UNFOUNDED:
        incident.state, incident.decided_at, incident.unfounded_reason = state, timezone.now(), "Fyrverkeri"
        incident.save()


def police_rows(cast: Cast) -> dict[str, PoliceRow]:
    return {row.name: row for row in contact_of(cast[COORDINATOR]).police}


def test_the_police_table_tells_incident_callin_talks_and_weeks(cast: Cast, person: Person) -> None:
    group, today = make_group("Falken"), timezone.localdate()
    happened(cast, group, ago=20 * DAY)
    release(cast, held(cast, 1, ago=300 * DAY), group, reached=True)
    release(cast, held(cast, 2, ago=100 * DAY), group, reached=False)
    tried(cast, talk(cast, person, group, ago=5 * WEEK), Outcome.NOT_HOME, Outcome.NOT_HOME, Outcome.FAMILY)
    row = police_rows(cast)["Falken"]
    assert (row.incident, row.waits) == (today - 20 * DAY, True)
    assert (row.reached.number, row.reached.on, row.reached.latest) == (1, today - 300 * DAY, False)
    assert (row.talks.met, row.talks.attempts, row.weeks) == (1, 3, 5)
    page = opened(cast[COORDINATOR])
    assert "1 möten, 3 försök" not in page
    assert "1 möte, 3 försök" in page
    assert "inte nådd vid den senaste" in page


def test_a_group_without_anything_is_hatched_and_says_so_in_words(cast: Cast) -> None:
    make_group("Falken")
    make_incident()
    page = opened(cast[COORDINATOR])
    hatched = re.findall(r"data-hatched><span>([^<]+)</span>", page)
    assert hatched == ["ingen på två år", "inte nådd", "inget", "ingen kontakt"]


def test_what_needs_doing_stands_first(cast: Cast, person: Person) -> None:
    calm, fresh, older, never = (make_group(name) for name in ("Almen", "Björken", "Cypressen", "Dungen"))
    callin = held(cast, 1, ago=60 * DAY)
    for group in (calm, fresh, older):
        release(cast, callin, group, reached=True)
    happened(cast, calm, ago=90 * DAY)
    happened(cast, older, ago=30 * DAY)
    happened(cast, fresh, ago=3 * DAY)
    happened(cast, never, ago=DAY, state=State.UNFOUNDED)
    names = [row.name for row in contact_of(cast[COORDINATOR]).police]
    assert names == [fresh.code_name, older.code_name, never.code_name, calm.code_name]
    tried(cast, talk(cast, person, fresh, ago=DAY), Outcome.MET)
    assert next(iter(police_rows(cast))) == older.code_name


def test_groups_that_have_ended_are_not_in_the_table(cast: Cast) -> None:
    make_group("Almen")
    Group.objects.filter(pk=make_group("Björken").pk).update(state=GroupState.DISSOLVED)
    assert list(police_rows(cast)) == ["Almen"]
    assert [row.name for row in contact_of(cast[PARTNER]).joint] == ["Almen"]


def test_a_contact_for_safety_is_no_contact_with_the_group(cast: Cast, person: Person) -> None:
    group = make_group("Almen")
    tried(cast, talk(cast, person, group, ago=DAY, kind=TalkKind.SAFETY), Outcome.MET)
    row = police_rows(cast)["Almen"]
    assert (row.talks, row.weeks) == (Contact(), None)


def test_talks_are_counted_by_ninety_days_and_remembered_for_a_year(cast: Cast, person: Person) -> None:
    group = make_group("Almen")
    made = talk(cast, person, group, ago=100 * DAY)
    tried(cast, made, Outcome.MET)
    with in_room(cast[COORDINATOR]):
        now = timezone.now()
        assert contact_by_group(now) == {group.pk: Contact(0, 0, made.at)}
        assert contact_by_group(now + 300 * DAY) == {}


def test_partners_see_reached_or_not_and_the_coarse_time_of_the_quarter(cast: Cast) -> None:
    make_incident()
    groups = [make_group(name) for name in ("Almen", "Björken", "Cypressen")]
    make_group("Dungen", own_row=False)
    callin = held(cast, 3, ago=10 * DAY)
    release(cast, callin, groups[0], reached=True)
    release(cast, callin, groups[1], reached=False)
    quarter(cast, last_quarter(), Almen=Band.RECENT, Björken=Band.RECENT, Dungen=Band.RECENT)
    found = contact_of(cast[PARTNER])
    assert found.joint == (
        JointRow("Almen", True, "senaste 3 mån"),
        JointRow("Björken", False, "senaste 3 mån"),
        JointRow("Cypressen", None, ""),
    )
    assert (found.police, found.others, found.quarter) == ((), True, last_quarter())
    page = opened(cast[PARTNER])
    assert "Övriga" in page
    assert "Dungen" not in page


def last_quarter() -> date:
    """The last day of the latest closed quarter."""
    today = timezone.localdate()
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - DAY


def test_a_later_release_about_the_same_callin_counts(cast: Cast) -> None:
    group, callin = make_group("Almen"), held(cast, 1, ago=10 * DAY)
    release(cast, callin, group, reached=False)
    release(cast, callin, group, reached=True)
    assert contact_of(cast[PARTNER]).joint == (JointRow("Almen", True, ""),)


def test_t34_no_talk_changes_what_partners_read(cast: Cast, person: Person) -> None:
    group = make_group("Almen")
    make_incident()
    release(cast, held(cast, 1, ago=10 * DAY), group, reached=True)
    readers = [cast[PARTNER], cast[Kind.PROBATION, Role.COORDINATOR], cast[Kind.MUNICIPALITY, Role.READER]]
    browsers = [(who, who.client()) for who in readers]
    for who, browser in browsers:
        opened(who, browser)
    before = [told(opened(who, browser)) for who, browser in browsers]
    made = talk(cast, person, group, ago=0 * DAY)
    tried(cast, made, Outcome.NOT_HOME, Outcome.MET)
    happened(cast, group, ago=DAY)
    police = opened(cast[COORDINATOR])
    assert "1 möte, 2 försök" in police
    for (who, browser), was in zip(browsers, before, strict=True):
        assert told(opened(who, browser)) == was


def told(page: str) -> str:
    """The table of groups as the page tells it."""
    found = re.search(r'id="grupper-kontakt".*?</table>', page, re.DOTALL)
    assert found
    return CSRF.sub("", found.group())


def test_t34_partners_get_no_column_of_talks_days_or_help(cast: Cast) -> None:
    make_group("Almen")
    make_incident()
    table = told(opened(cast[PARTNER]))
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', table)
    assert heads == ["Grupp", "Senaste call-in", "Senaste händelse, grov tid"]
    for who in (COORDINATOR, PARTNER):
        assert not re.search(r"stöd|hjälp|avhopp", told(opened(cast[who])), re.IGNORECASE)


def test_t25_those_without_call_ins_see_no_table(cast: Cast) -> None:
    make_incident()
    make_group("Almen")
    for who in ((Kind.EVALUATOR, Role.EVALUATOR), (Kind.POLICE, Role.ADMINISTRATOR)):
        assert "grupper-kontakt" not in opened(cast[who])


def test_t32_a_police_room_that_is_off_reads_the_joint_table(db: None) -> None:
    cast = make_cast(on=False)
    make_group("Almen")
    make_incident()
    found = contact_of(cast[COORDINATOR])
    assert (found.sealed, found.police) == (False, ())
    assert found.joint == (JointRow("Almen", None, ""),)


def test_an_empty_room_is_told_what_belongs_there(cast: Cast) -> None:
    make_incident()
    assert "Börja med att ge grupperna kodnamn" in opened(cast[COORDINATOR])
    assert "när polisen har gett dem" in opened(cast[PARTNER])


def test_more_groups_than_a_city_has_are_behind_a_link(cast: Cast) -> None:
    for number in range(23):
        make_group(f"Grupp {number:02}")
    browser = cast[COORDINATOR].client()
    assert len(browser.get(reverse("desk:home")).context["contact_rows"]) == 20
    page = browser.get(reverse("desk:home") + "?grupper=alla")
    assert len(page.context["contact_rows"]) == 23
    assert "Visa alla 23 grupper" not in page.content.decode()


def test_callins_stand_in_the_picture_of_the_year(cast: Cast) -> None:
    make_incident()
    held(cast, 1, ago=500 * DAY)
    callin = held(cast, 2, ago=40 * DAY)
    desk = cast[PARTNER].client().get(reverse("desk:home")).context["desk"]
    assert desk.held == (callin,)
    assert "Call-in 2" in str(desk.picture.spec)
    assert "Call-in 1" not in str(desk.picture.spec)


@pytest.mark.parametrize("who", [COORDINATOR, PARTNER])
def test_more_groups_callins_and_talks_cost_no_more_queries(
    cast: Cast, person: Person, who: tuple[Kind, Role]
) -> None:
    browser, counts = cast[who].client(), []
    for number in range(1, 6):
        group = make_group(f"Grupp {number}")
        happened(cast, group, ago=number * DAY)
        release(cast, held(cast, number, ago=number * DAY), group, reached=number % 2 == 0)
        tried(cast, talk(cast, person, group, ago=0 * DAY), Outcome.MET)
        if number in {1, 2, 5}:
            browser.get(reverse("desk:home"))
            with CaptureQueriesContext(connection) as seen:
                opened(cast[who], browser)
            counts.append(len(seen))
    assert counts[1] == counts[2]
