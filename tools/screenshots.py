"""The pictures in docs/images, taken of the fictional city (``make screenshots``).

The city is built anew, from its seed and on a clock that stands at NOW, so that a new picture differs from the old
one only where the product does. Nothing here is real: people, groups, places and incidents are invented.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import find_browser
from tools.small_png import shrink

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)  # a Monday; the meeting is on Tuesday
LAST_HERE = NOW - timedelta(days=3)
LAUNCH = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
POLICE, TOWN, PROBATION = "Polisen", "kommun", "frivården"
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Picture:
    """One picture: who looks, in which language, how wide, and how to come to the page."""

    name: str
    room: str
    come: Callable[[Page], object]
    language: str = "sv"
    width: int = 1280
    height: int = 900
    whole: bool = True


def main() -> int:
    """Take every picture, or those named; returns 1 when one is too heavy for a page."""
    from gvi.city import build

    wanted = sys.argv[1:]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gvi-pictures-") as folder:
        sheet = Path(folder) / "Händelser Björkhamn.xlsx"
        build(9, 1, NOW.date()).write_sheet(sheet)
        with _city(Path(folder) / "data") as address, _browser() as browser:
            taken = [
                _take(browser, address, it) for it in _pictures(sheet) if it.name in wanted or not wanted
            ]
    heavy = [path.name for path in taken if path.stat().st_size > MOST_BYTES]
    for path in taken:
        print(f"{path.name}: {path.stat().st_size // 1000} kB")
    return 1 if heavy else 0


def _pictures(sheet: Path) -> list[Picture]:
    return [
        Picture("laget", POLICE, _at("/")),
        Picture("valj-roll", "", _at("/konto/login/"), whole=False),
        Picture("genomgang", POLICE, _shooting_in_review, height=1000, whole=False),
        Picture("handelser-ar", POLICE, _at("/handelser/ar/"), whole=False),
        Picture("inlasning", TOWN, lambda page: _drop(page, sheet), height=1000, whole=False),
        Picture("snabbgenomgang", POLICE, _quick_review, width=390, height=844, whole=False),
        Picture("konfliktkarta", POLICE, _at("/kartlaggning/karta/"), height=1000, whole=False),
        Picture("scorecard", POLICE, _at("/kartlaggning/scorecard/"), whole=False),
        Picture("koncentration", POLICE, _at("/kartlaggning/koncentration/"), height=1150, whole=False),
        Picture("kedjor", POLICE, _at("/kartlaggning/kedjor/"), height=1150, whole=False),
        Picture("gruppgenomgang", POLICE, _latest_audit, height=1000, whole=False),
        Picture("call-in", POLICE, _of_callin("4"), whole=False),
        Picture("korschema", TOWN, _of_callin("4", "korschema/"), whole=False),
        Picture("call-in-dagen", POLICE, _of_callin("4", "dagen/"), width=390, height=844, whole=False),
        Picture("budbarare", POLICE, _of_callin("4", "budbarare/"), height=1000, whole=False),
        Picture("budbarare-val", POLICE, _of_callin("4", "budbarare/valj/"), height=1100, whole=False),
        Picture("kallelser", PROBATION, _of_callin("3", "kallelser/"), whole=False),
        Picture(
            "narvaro", PROBATION, _of_callin("3", "kallelser/narvaro/"), width=390, height=844, whole=False
        ),
        Picture("samtal", POLICE, _at("/samtal/"), height=1000, whole=False),
        Picture("samtal-plan", POLICE, _at("/samtal/plan/"), whole=False),
        Picture("samtal-forsok", POLICE, _planned_talk, width=390, height=844, whole=False),
        Picture("english", PROBATION, _at("/"), language="en"),
    ]


def _at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


def _of_callin(number: str, part: str = "") -> Callable[[Page], object]:
    """One page of the call-in with that number."""

    def come(page: Page) -> None:
        page.goto("/call-in/")
        link = page.locator("#alla").get_by_role("link", name=number, exact=True)
        page.goto(f"{link.get_attribute('href')}{part}")

    return come


def _planned_talk(page: Page) -> None:
    page.goto("/samtal/")
    page.locator("[aria-labelledby=lage-prepared]").get_by_role("link").first.click()


def _shooting_in_review(page: Page) -> None:
    page.goto("/genomgang/forbered/")
    page.get_by_role("row").filter(has_text="skjutning").get_by_role("link").first.click()


def _latest_audit(page: Page) -> None:
    page.goto("/kartlaggning/gruppgenomgangar/")
    page.get_by_role("table").get_by_role("link").first.click()


def _quick_review(page: Page) -> None:
    page.goto("/genomgang/snabb/")
    page.get_by_role("link", name="Gör snabbgenomgång").first.click()


def _drop(page: Page, sheet: Path) -> None:
    page.goto("/handelser/inlasning/")
    page.locator("input[type=file]").set_input_files(sheet)
    page.wait_for_url("**/inlasning/*/")


def _take(browser: Browser, address: str, picture: Picture) -> Path:
    context = browser.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": picture.height},
        locale=picture.language,
        timezone_id="Europe/Stockholm",
        reduced_motion="reduce",
        color_scheme="light",
    )
    page = context.new_page()
    if picture.room:
        _sign_in(page, picture.room)
    picture.come(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    path = IMAGES / f"{picture.name}.png"
    path.write_bytes(shrink(browser, page.screenshot(full_page=picture.whole, animations="disabled")))
    context.close()
    return path


def _sign_in(page: Page, room: str) -> None:
    page.goto("/konto/login/")
    card = page.locator("section.ds-card").filter(has=page.get_by_role("heading", name=room))
    card.get_by_role("button").first.click()


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=LAUNCH)
        yield browser
        browser.close()


@contextmanager
def _city(directory: Path) -> Iterator[str]:
    """The address of a server on a new city whose clock stands at NOW."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's synchronous interface runs an event loop
    from gvi.cli.database import ensure_database

    database = ensure_database(directory=directory, settings="gvi.site.settings.demo")
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        _fill(database.migrator_url)
        yield from _serve()
    if database.server:
        database.server.release()


def _fill(migrator_url: str) -> None:
    from gvi.cli.demo.city import load_city
    from gvi.trust.workspaces.models import Member

    load_city(1, at=NOW, today=NOW.date(), migrator_url=migrator_url)
    Member.objects.update(seen_at=LAST_HERE)


def _serve() -> Iterator[str]:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


if __name__ == "__main__":
    sys.exit(main())
