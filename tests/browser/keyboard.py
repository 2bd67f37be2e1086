"""Hands on the keyboard only: what Tab can't reach, nobody without a mouse can.

``Hands`` never clicks and never sets a value behind the field's back.
"""

from dataclasses import dataclass
from datetime import date, time

from playwright.sync_api import Locator, Page, expect

FARTHEST = 150
DATE_ORDERS = ("%m%d%Y", "%Y%m%d", "%d%m%Y")  # browsers of different languages ask in different order
TIME_ORDERS = ("%H%M", "%I%M%p")


def has_focus(thing: Locator) -> bool:
    """Whether what one types now goes to ``thing``."""
    return bool(thing.evaluate("it => it === document.activeElement"))


@dataclass(frozen=True)
class Hands:
    """Someone who uses no mouse on ``page``."""

    page: Page

    def reach(self, thing: Locator) -> None:
        """Tab until ``thing`` has the focus; fails when it never gets it."""
        expect(thing).to_be_visible()
        for _ in range(FARTHEST):
            if has_focus(thing):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {thing}")

    def press(self, thing: Locator, key: str = "Enter") -> None:
        """Reach a link or button and press it."""
        self.reach(thing)
        self.page.keyboard.press(key)

    def write(self, thing: Locator, text: str) -> None:
        """Reach a field and type."""
        self.reach(thing)
        self.page.keyboard.type(text)

    def tick(self, thing: Locator) -> None:
        """Reach a box and tick it."""
        self.press(thing, "Space")
        expect(thing).to_be_checked()

    def choose(self, thing: Locator) -> None:
        """Reach a group of radio buttons and go down to ``thing``."""
        name = thing.get_attribute("name")
        group = self.page.locator(f"input[type=radio][name={name}]")
        chosen = group.and_(self.page.locator(":checked"))
        self.reach(chosen if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if thing.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        expect(thing).to_be_checked()

    def pick(self, thing: Locator, text: str) -> None:
        """Reach a list and type until the wanted line is chosen."""
        self.write(thing, text)
        expect(thing.locator("option:checked")).to_contain_text(text)

    def date(self, thing: Locator, day: date) -> None:
        """Reach a date field and type the day, in whichever order the browser asks for it."""
        self._typed(thing, day.isoformat(), [day.strftime(order) for order in DATE_ORDERS])

    def time(self, thing: Locator, clock: time) -> None:
        """Reach a time field and type the time, on a clock of 24 or 12 hours."""
        self._typed(thing, clock.strftime("%H:%M"), [clock.strftime(order) for order in TIME_ORDERS])

    def _typed(self, thing: Locator, value: str, ways: list[str]) -> None:
        for way in ways:
            self.reach(thing)
            self.page.keyboard.type(way)
            if thing.input_value() == value:
                return
            while has_focus(thing):  # back over the field's own parts
                self.page.keyboard.press("Shift+Tab")
        expect(thing).to_have_value(value)
