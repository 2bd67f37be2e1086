"""Disclosures in a real browser: twelve persons by keyboard, an oral decision on a phone, both languages, 320 px."""

import time
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page, expect

from gvi.trust.disclosures.models import Disclosure, Draft, Item
from gvi.trust.disclosures.states import Form
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast, in_room
from tests.trust.disclosures.doors import RULE, make_agreement, make_disclosure, make_draft, make_turn
from tests.trust.law.rules import latest, switch_on_rule
from tests.trust.people.persons import make_person

PERSONS, MOST_PRESSES, MOST_SECONDS = 12, 12, 60
KEY_MILLISECONDS = 30  # a brisk typist on a phone: 33 characters a second is far faster than a thumb
POLICE, PROBATION = Kind.POLICE, Kind.PROBATION


def open_doors(cast: Cast) -> Workspace:
    """An agreement, a rule, and the receiving room."""
    sender, receiver = (cast[kind, Role.COORDINATOR].member.workspace for kind in (POLICE, PROBATION))
    make_agreement(sender, receiver)
    switch_on_rule(RULE, sender)
    return receiver


@dataclass
class Hands:
    """Two hands on a keyboard: presses are counted, text is not."""

    page: Page
    presses: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    @property
    def focus(self) -> str:
        """What has the focus: its name, or its id."""
        return str(self.page.evaluate("() => document.activeElement.name || document.activeElement.id"))

    def skip_the_menu(self) -> None:
        """The page's first link leads to its content."""
        self.press("Tab", "Enter")

    def tab_to(self, name: str) -> None:
        """Tab until the field ``name`` has the focus; each Tab is a press."""
        for _step in range(40):
            if self.focus.endswith(name):
                return
            self.press("Tab")
        raise AssertionError(f"{name} was not reached from {self.focus}")


def test_twelve_persons_to_probation_by_keyboard_in_under_twelve_presses_a_line(cast: Cast, sit: Sit) -> None:
    receiver = open_doors(cast)
    for number in range(PERSONS):
        make_person(cast[POLICE, Role.COORDINATOR], surname=f"Ekdal{chr(97 + number)}", phone="070-000 00 00")
    page = sit(cast[POLICE, Role.DECISION_MAKER]).open(reverse("disclosures:joint"))
    hands = Hands(page)
    hands.skip_the_menu()
    hands.tab_to("receiver")
    hands.press("Enter")
    expect(page.get_by_role("heading", name=f"Till {receiver.name}")).to_be_visible()
    _write_grounds(hands, page)  # the address keeps its #innehall, so the first Tab is in the content
    hands.tab_to("vem")
    for number in range(PERSONS):
        hands.write(f"ekdal{chr(97 + number)}")
        hands.press("Enter")
        expect(page.locator("tbody tr")).to_have_count(number + 1)
        expect(page.locator("#vem-falt")).to_be_focused()
    assert page.locator("tbody input:checked").count() == 0
    for number in range(PERSONS):
        _write_line(hands, number + 1)
    hands.press("Tab", "Enter")
    expect(page.get_by_text("12 utlämnanden är beslutade.")).to_be_visible()
    assert hands.presses / PERSONS < MOST_PRESSES, hands.presses
    with in_room(cast[PROBATION, Role.PROBATION_OFFICER]):
        assert Disclosure.objects.filter(form=Form.JOINT).count() == PERSONS
        assert Item.objects.count() == 2 * PERSONS


def _write_grounds(hands: Hands, page: Page) -> None:
    """Rule, its questions, need, initiative, necessity, test, reservation and which kinds of items."""
    hands.tab_to("rule")
    hands.press("Space")
    for _question in range(3):
        hands.press("Tab")
        hands.write("Ja, det behövs för kallelsen.")
    hands.tab_to("need")
    hands.write("Kallelse till call-in")
    hands.press("Tab", "ArrowDown")
    hands.tab_to("necessity")
    hands.write("Utan namn kan ingen kallas.")
    hands.press("Tab")
    hands.write("Skälen för väger över.")
    hands.press("Tab")
    hands.write("Får inte lämnas vidare.")
    hands.press("Tab", "Space")
    while page.evaluate("() => document.activeElement.value") != "phone":
        hands.press("Tab")
    hands.press("Space")


def _write_line(hands: Hands, position: int) -> None:
    """Two items, an own reason, an own yes."""
    hands.tab_to(f"rad-{position}-items")
    hands.press("Space", "Tab", "Space", "Tab")
    assert hands.focus == f"rad-{position}-reason"
    hands.write(f"Person {position} är känd i konflikten.")
    hands.press("Tab", "Space")


def test_an_oral_decision_is_recorded_on_a_phone_in_under_a_minute(cast: Cast, sit: Sit) -> None:
    receiver = open_doors(cast)
    make_turn(cast[POLICE, Role.COORDINATOR].member.workspace)
    make_person(cast[POLICE, Role.COORDINATOR], surname="Ekdal", address="Granvägen 1")
    reader = sit(cast[POLICE, Role.COORDINATOR], width=320, height=640)
    page = reader.open(reverse("disclosures:urgent"))
    began = time.monotonic()
    page.get_by_label("Om vem").press_sequentially("ekdal", delay=KEY_MILLISECONDS)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ekdal, Rut").first).to_be_visible()
    page.get_by_label("adress: Granvägen 1").check()
    page.get_by_label("namn: Ekdal, Rut").check()
    page.get_by_label(receiver.name).check()
    page.locator("input[name=rule]").first.check()
    for box in page.locator(".gvi-questions textarea:visible").all():
        box.press_sequentially("Ja, hot i natt.", delay=KEY_MILLISECONDS)
    page.locator("input[name=decider]").first.check()
    page.get_by_label("Skäl", exact=True).press_sequentially(
        "Hot mot personen i natt.", delay=KEY_MILLISECONDS
    )
    page.get_by_role("button", name="Anteckna beslutet").click()
    expect(page.get_by_text("Det muntliga beslutet är antecknat.")).to_be_visible()
    taken = time.monotonic() - began
    assert taken < MOST_SECONDS, taken
    with in_room(cast[POLICE, Role.COORDINATOR]):
        assert Disclosure.objects.get().form == Form.URGENT
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_receivers_view_grows_beside_the_form(cast: Cast, sit: Sit) -> None:
    open_doors(cast)
    make_person(cast[POLICE, Role.COORDINATOR], surname="Ekdal")
    page = sit(cast[POLICE, Role.COORDINATOR]).open(reverse("disclosures:new"))
    page.get_by_role("button", name="Välj Kriminalvården").click()
    page.locator("#vem-falt").fill("ekdal")
    page.keyboard.press("Enter")
    view = page.locator("#mottagaren")
    expect(view).to_contain_text("mottagaren får inte veta något")
    page.get_by_label("namn: Ekdal, Rut").check()
    expect(view).to_contain_text("Ekdal, Rut — misstänkt")
    page.locator("input[name=rule]").first.check()
    expect(view).to_contain_text("Återstår innan det kan beslutas")
    page.get_by_label("namn: Ekdal, Rut").uncheck()
    expect(view).to_contain_text("mottagaren får inte veta något")


def test_t30_axe_finds_nothing_in_either_language_by_day_or_night(cast: Cast, sit: Sit) -> None:
    receiver = open_doors(cast)
    coordinator, decider = cast[POLICE, Role.COORDINATOR], cast[POLICE, Role.DECISION_MAKER]
    person = make_person(coordinator, surname="Ekdal")
    made = make_disclosure(coordinator, receiver, person)
    draft = make_draft(coordinator, receiver, latest(RULE), [person])
    single = make_draft(coordinator, receiver, latest(RULE), [person], form=Form.SINGLE)
    paths = [reverse(f"disclosures:{name}") for name in ("home", "new", "urgent", "on_call")]
    paths += [reverse("disclosures:draft", args=[one.pk]) for one in (draft, single)]
    paths += [reverse("disclosures:decide", args=[draft.pk]), reverse("disclosures:sent", args=[made.pk])]
    reader = sit(decider)
    page = reader.page()
    found = [fault for path in paths for fault in reader.axe_by_day_and_night(page, path)]
    english = sit(decider, language="en")
    page = english.page()
    found += [fault for path in paths for fault in english.axe_but_for_colours(page, path)]
    lawyer = sit(cast[POLICE, Role.LAWYER])
    found += lawyer.axe_by_day_and_night(lawyer.page(), reverse("disclosures:agreements"))
    assert found == []


def test_t30_nothing_is_wider_than_a_narrow_phone(cast: Cast, sit: Sit) -> None:
    receiver = open_doors(cast)
    coordinator = cast[POLICE, Role.COORDINATOR]
    made = make_disclosure(coordinator, receiver, make_person(coordinator, surname="Ekdal"))
    with in_room(coordinator):
        draft = Draft.objects.create(
            workspace_id=coordinator.member.workspace_id,
            receiver=receiver,
            made_by=coordinator.member.pk,
            made_at=made.decided_at,
        )
    reader = sit(coordinator, width=320, height=640)
    asked = {"home": (), "new": (), "draft": (draft.pk,), "sent": (made.pk,), "agreements": ()}
    for name, args in asked.items():
        page = reader.open(reverse(f"disclosures:{name}", args=args))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        page.close()
