"""A membership proposed from the person's page, confirmed by a colleague and ended: by keyboard, by day and by night,
and on a phone in English.
"""

from playwright.sync_api import expect

from gvi.steps.groups.models import Membership
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.browser.keyboard import Hands
from tests.cast import Cast, Player, in_room
from tests.steps.groups.belonging import (
    make_group,
    make_incident,
    make_involvement,
    make_member,
    make_source,
    make_tie,
    propose,
)
from tests.trust.people.persons import make_person

LIST = "/grupper/medlemskap/"


def somebody(analyst: Player) -> Person:
    """A person with a membership, a part in an incident and a tie."""
    person, other = make_person(analyst), make_person(analyst, surname="Granlund", role="injured")
    make_member(analyst, person, make_group("Hassel"))
    make_involvement(analyst, person, make_incident())
    make_tie(analyst, person, other)
    return person


def test_a_membership_from_the_persons_page_to_its_end(cast: Cast, sit: Sit) -> None:
    analyst, coordinator = cast[Kind.POLICE, Role.ANALYST], cast[Kind.POLICE, Role.COORDINATOR]
    person = somebody(analyst)
    make_group("Rönn")
    make_source(analyst, "UN 2026-41")
    reader = sit(analyst)
    path = f"/personer/{person.pk}/"
    page = reader.open(path)
    assert reader.axe_by_day_and_night(page, path) == []
    section = page.locator("#grupper")
    expect(section.get_by_role("link", name="Granlund, Rut — målsägande", exact=True)).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("heading", name="Föreslå ett medlemskap")).to_be_visible()
    assert reader.axe(page) == []
    page.get_by_label("Grupp", exact=True).select_option(label="Rönn")
    page.get_by_label("Roll i gruppen").select_option("follower")
    page.get_by_label("Hur säker är bedömningen?").select_option("low")
    page.get_by_label("Grund").fill("Körde bilen vid två tillfällen")
    page.get_by_label("Sedan").fill("2026-01-02")
    page.get_by_label("Källa").select_option(label="UN 2026-41")
    page.get_by_label("Uppgiftens riktighet").select_option("2")
    hands = Hands(page)
    hands.press(page.get_by_role("button", name="Föreslå", exact=True))
    expect(page.get_by_text("En annan i arbetsytan bekräftar det.")).to_be_visible()
    with in_room(analyst):
        held = Membership.objects.get(state="proposed").pk
    second = sit(coordinator)
    answer = second.open(f"{LIST}{held}/bekrafta/")
    assert second.axe_by_day_and_night(answer, f"{LIST}{held}/bekrafta/") == []
    Hands(answer).press(answer.get_by_role("button", name="Bekräfta", exact=True))
    expect(answer.get_by_text("Medlemskapet är bekräftat.")).to_be_visible()
    assert second.axe(answer) == []
    end = reader.open(f"{LIST}{held}/avsluta/")
    assert reader.axe_by_day_and_night(end, f"{LIST}{held}/avsluta/") == []
    end.get_by_label("har lämnat gruppen").check()
    Hands(end).press(end.get_by_role("button", name="Avsluta medlemskapet"))
    expect(end.get_by_text("Ingen mottagare hade en gällande uppgift.")).to_be_visible()


def test_the_lists_on_a_phone_in_english(cast: Cast, sit: Sit) -> None:
    analyst = cast[Kind.POLICE, Role.ANALYST]
    person = somebody(analyst)
    held = propose(analyst, make_person(analyst, surname="Alm"), make_group("Rönn"))
    reader = sit(analyst, language="en", width=320, height=640)
    page = reader.page()
    for path in (
        LIST,
        f"{LIST}?visa=bekrafta",
        f"{LIST}nytt/",
        f"{LIST}{held.pk}/avsluta/",
        f"/personer/{person.pk}/",
        f"/grupper/personer/{person.pk}/handelse/",
    ):
        page.goto(reader.address + path)
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ), path
        assert reader.axe(page) == [], path
