"""A real server and a real Chromium: each test has a database of its own, a cast, and a page that listens.

Every page keeps what it must never have: violations of the content security policy, script errors and answers of
500 and above. The test fails at its end if there was one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import FileResponse, HttpRequest
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.cast import Cast, Player, make_cast
from tools.browser import find_browser

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
expect.set_options(timeout=20_000)  # two cores may have much to do at once
LAUNCH = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
LISTEN = """
    document.addEventListener('securitypolicyviolation',
        event => console.error('CSP ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
"""
ASK_AXE = """
    options => axe.run(document, options).then(found => found.violations.flatMap(one =>
        one.nodes.slice(0, 3).map(node => `${one.id}: ${one.help} · ${node.html.slice(0, 160)}`)))
"""
NO_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}


class KeptFilesHandler(StaticFilesHandler):
    """Static files that the browser keeps: they do not change while a test runs."""

    def serve(self, request: HttpRequest) -> FileResponse:
        """The file, with leave to keep it."""
        answer = super().serve(request)
        answer.headers["Cache-Control"] = "max-age=3600"
        return answer


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The machine's Chromium, started once."""
    browser = playwright.chromium.launch(executable_path=str(find_browser()), args=LAUNCH)
    yield browser
    browser.close()


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server on the database that Django's default connection uses."""
    thread = LiveServerThread("127.0.0.1", KeptFilesHandler)
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def address(own_database: str) -> Iterator[str]:
    """The address of a server on the test's own database."""
    with serving() as address:
        yield address


@pytest.fixture
def cast(own_database: str) -> Cast:
    """Every role of every room, committed."""
    return make_cast()


@dataclass
class Reader:
    """Someone at a screen: signs in, opens pages, and reports what went wrong."""

    context: BrowserContext
    address: str
    faults: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A new tab that listens for faults."""
        page = self.context.new_page()
        page.add_init_script(LISTEN)
        page.on(
            "console", lambda m: self.faults.append(m.text) if m.type == "error" and "CSP" in m.text else None
        )
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("response", lambda r: self.faults.append(f"{r.status} {r.url}") if r.status >= 500 else None)
        return page

    def open(self, path: str) -> Page:
        """A new tab at ``path``."""
        page = self.page()
        page.goto(self.address + path)
        return page

    def axe(self, page: Page, **options: Any) -> list[str]:
        """What axe finds on the page, in words; ``options`` are axe's own."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        found: list[str] = page.evaluate(ASK_AXE, {"resultTypes": ["violations"], **options})
        return found

    def axe_by_day_and_night(self, page: Page, path: str) -> list[str]:
        """What axe finds at ``path``, by day and in the dark."""
        page.goto(self.address + path)
        return self.axe_in_both_lights(page)

    def axe_in_both_lights(self, page: Page) -> list[str]:
        """What axe finds on the page; in the dark only colours can differ."""
        page.emulate_media(color_scheme="light")
        found = self.axe(page)
        page.emulate_media(color_scheme="dark")
        return found + [f"dark {fault}" for fault in self.axe(page, runOnly=["color-contrast"])]

    def axe_but_for_colours(self, page: Page, path: str) -> list[str]:
        """What axe finds at ``path`` in another language, which changes no colour."""
        page.goto(self.address + path)
        return self.axe(page, **NO_COLOURS)


Sit = Callable[..., Reader]


@contextmanager
def sitting(browser: Browser, address: str) -> Iterator[Sit]:
    """``sit(player, language="sv", dark=False, width=1280)`` gives a reader signed in as ``player``."""
    readers: list[Reader] = []

    def begin(
        player: Player | None,
        *,
        language: str = "sv",
        dark: bool = False,
        width: int = 1280,
        height: int = 900,
    ) -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale=language,
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
        )
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if player:
            cookies[settings.SESSION_COOKIE_NAME] = (
                player.client().cookies[settings.SESSION_COOKIE_NAME].value
            )
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        readers.append(Reader(context, address))
        return readers[-1]

    yield begin
    faults = [fault for reader in readers for fault in reader.faults]
    for reader in readers:
        reader.context.close()
    assert faults == []


@pytest.fixture
def sit(browser: Browser, address: str) -> Iterator[Sit]:
    """Readers at the test's own server."""
    with sitting(browser, address) as begin:
        yield begin
