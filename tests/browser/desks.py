"""Somebody at a screen who clicks and types: the few things one does on any page, and writing a disclosure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, Sit
from tests.cast import Player


@dataclass
class Desk:
    """One member's page."""

    reader: Reader
    page: Page

    @classmethod
    def of(cls, sit: Sit, player: Player) -> "Desk":
        """Signed in, on the first page."""
        reader = sit(player)
        return cls(reader, reader.open("/"))

    def go(self, route: str, *args: object) -> None:
        """Open a page by its address."""
        self.page.goto(self.reader.address + reverse(route, args=args))

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Click the link of that name; in a row the name goes on with whom it is about."""
        place = within or self.page.locator("main")
        place.get_by_role("link", name=name, exact=within is None).first.click()

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button of that name; in a row the name goes on with whom it is about."""
        place = within or self.page.locator("main")
        place.get_by_role("button", name=name, exact=within is None).first.click()

    def write(self, **texts: str) -> None:
        """Type into fields by their names; a choice in a list is made by its label."""
        for name, text in texts.items():
            place = self.page.locator(f"main [name={name}]").first
            if place.evaluate("it => it.tagName") == "SELECT":
                place.select_option(label=text)
            else:
                place.fill(text)

    def choose(self, *labels: str) -> None:
        """Tick boxes and radio buttons by their labels."""
        for label in labels:
            box = self.page.get_by_role("checkbox", name=label)
            self.page.get_by_role("radio", name=label).or_(box).first.check()

    def sees(self, text: str) -> None:
        """The page says ``text``."""
        expect(self.page.locator("body")).to_contain_text(text)

    def row(self, name: str) -> Locator:
        """The row of a table that is about ``name``."""
        return self.page.get_by_role("row").filter(has_text=name).first


GROUNDS = {
    "need": "De ska kallas till mötet.",
    "necessity": "Utan uppgiften kan ingen kallas.",
    "test_words": "Skälen för väger över.",
}


def draft(desk: Desk, items: Mapping[str, str]) -> None:
    """Fill in the draft that is open, a line for each person, and send it to whoever decides.

    ``items`` says by name the label of what is told.
    """
    desk.page.locator("input[name=rule]").first.check()
    for box in desk.page.locator(".gvi-questions textarea:visible").all():
        box.fill("Ja, det behövs för kallelsen.")
    desk.write(**GROUNDS)
    desk.choose("Nej, på vårt eget initiativ")
    for name, label in items.items():
        line = desk.page.locator("#rader tr, #uppgifter").filter(has_text=name)
        line.get_by_label(label).first.check()
    for box in desk.page.locator("textarea[name$=-reason]").all():
        box.fill("Känd i konflikten.")
    desk.press("Skicka till beslut")
    desk.sees("Väntar på beslut")


def decide(desk: Desk) -> None:
    """Open what waits for a decision, and say yes to each line in words of one's own."""
    desk.go("disclosures:home")
    desk.page.locator("#vantar a").first.click()
    for box in desk.page.locator("textarea[name$=reason]").all():
        box.fill("Behövs i just det här fallet.")
    for yes in desk.page.get_by_label("Ja, lämna ut").all():
        yes.check()
    desk.press("Besluta")
    desk.sees("beslut")
