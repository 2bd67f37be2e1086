"""The conflict map's script on a page that holds nothing else, under the product's own policy."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Position, expect

from gvi.site.middleware.headers import POLICY
from tests.browser.conftest import AXE, LISTEN
from tools.conflict_map_page import STATIC, page_of

Show = Callable[..., Page]


class Served(SimpleHTTPRequestHandler):
    """The product's static files and one page, with the headers that every answer has."""

    page = ""

    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page.encode())
        return None

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """``show(groups, script=True, dark=False)``: a page with a map of so many groups."""
    Served.page = ""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    contexts, faults = [], []

    def open_page(groups: int, *, script: bool = True, dark: bool = False, width: int = 1280) -> Page:
        Served.page = page_of(groups)
        context = browser.new_context(
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(LISTEN)
        page.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()
    assert faults == []


def test_without_script_the_drawing_stands_and_its_groups_are_links(show: Show) -> None:
    page = show(12, script=False)
    expect(page.locator("figure.conflict-map > svg")).to_be_visible()
    assert page.locator("figure svg a[href^='/grupper/']").count() == 12


def test_with_script_a_group_says_its_words_and_leads_to_its_page(show: Show) -> None:
    page = show(12)
    expect(page.locator(".conflict-map-canvas canvas").first).to_be_visible()
    expect(page.locator("figure.conflict-map > svg")).to_be_hidden()
    place = page.evaluate(
        """() => { const [node] = JSON.parse(document.getElementById('conflict-map-data').textContent).nodes;
        return node.label; }"""
    )
    page.locator(".conflict-map-canvas").click(position=_middle_of_first(page))
    expect(page.locator(".conflict-map-said[role=status]")).to_contain_text(f"{place}: ")
    expect(page.get_by_role("link", name="Öppna gruppens sida")).to_have_attribute("href", "/grupper/g0/")


def _middle_of_first(page: Page) -> Position:
    """Where the first group is drawn: the whole map fits its canvas, with 16 pixels to spare."""
    found = page.evaluate("""() => {
        const made = document.querySelector('.conflict-map-canvas')._cyreg.cy;
        return made.getElementById('g:g0').renderedPosition();
    }""")
    return Position(x=found["x"], y=found["y"])


def _view(page: Page) -> tuple[float, float, float]:
    found = page.evaluate("""() => { const { cy } = document.querySelector('.conflict-map-canvas')._cyreg;
        return [cy.zoom(), cy.pan().x, cy.pan().y]; }""")
    return found[0], found[1], found[2]


def test_the_keyboard_moves_and_zooms_and_focus_is_seen(show: Show) -> None:
    page = show(12)
    page.keyboard.press("Tab")
    page.locator(".conflict-map-canvas").focus()
    began = _view(page)
    page.keyboard.press("+")
    nearer = _view(page)
    assert nearer[0] > began[0]
    page.keyboard.press("ArrowRight")
    assert _view(page)[1] == pytest.approx(nearer[1] - 60)
    page.keyboard.press("0")
    assert _view(page) == pytest.approx(began)
    outline = page.eval_on_selector(".conflict-map-canvas", "it => getComputedStyle(it).outlineStyle")
    assert outline == "solid"


def test_groups_are_chosen_by_key_in_the_order_of_their_names(show: Show) -> None:
    page = show(5)
    page.locator(".conflict-map-canvas").focus()
    said = page.locator(".conflict-map-said")
    for key, name in (
        ("PageDown", "Grupp 0"),
        ("PageDown", "Grupp 1"),
        ("PageUp", "Grupp 0"),
        ("PageUp", "Grupp 4"),
    ):
        page.keyboard.press(key)
        expect(said).to_contain_text(f"{name}: ")
    expect(page.get_by_role("link", name="Öppna gruppens sida")).to_have_attribute("href", "/grupper/g4/")


def test_buttons_zoom_as_keys_do(show: Show) -> None:
    page = show(5)
    began = _view(page)[0]
    page.get_by_role("button", name="Zooma in").click()
    assert _view(page)[0] == pytest.approx(began * 1.3)


def test_another_day_keeps_zoom_and_places_and_brings_other_lines(show: Show) -> None:
    page = show(12)
    page.locator(".conflict-map-canvas").focus()
    page.keyboard.press("+")
    began = _view(page)
    count = """() => { const { cy } = document.querySelector('.conflict-map-canvas')._cyreg;
        return [cy.nodes().length, cy.edges().length]; }"""
    assert page.evaluate(count)[1] > 1
    page.evaluate("""() => {
        const now = document.getElementById('conflict-map-now');
        const next = now.cloneNode(true);
        next.querySelector('.conflict-map-stage').remove();
        next.querySelector('figure').removeAttribute('data-drawn');
        const source = next.querySelector('script');
        const data = JSON.parse(source.textContent);
        data.edges = data.edges.slice(0, 1);
        source.textContent = JSON.stringify(data);
        now.replaceWith(next);
        document.dispatchEvent(new CustomEvent('htmx:after:swap'));
    }""")
    assert page.evaluate(count) == [12, 1]
    assert _view(page) == pytest.approx(began)
    assert page.locator(".conflict-map-stage").count() == 1


def test_the_slider_says_its_day_before_it_is_let_go(show: Show) -> None:
    page = show(5)
    page.locator("[data-map-slider]").focus()
    page.keyboard.press("Home")
    expect(page.locator("[data-map-day]")).to_have_text("2026-09-01")
    assert page.locator("[data-map-slider]").get_attribute("aria-valuetext") == "2026-09-01"


def test_on_paper_the_drawing_stands_dark_on_white(show: Show) -> None:
    page = show(12, dark=True)
    page.emulate_media(media="print")
    expect(page.locator("figure.conflict-map > svg")).to_be_visible()
    expect(page.locator(".conflict-map-stage")).to_be_hidden()
    ink = page.eval_on_selector(".conflict-map text", "it => getComputedStyle(it).fill")
    assert ink == "rgb(41, 44, 48)"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(show: Show, dark: bool) -> None:
    page = show(12, dark=dark)
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run(document.querySelector('#conflict-map-now'), {resultTypes: ['violations']})"
    )
    assert [one["id"] for one in found["violations"]] == []


def test_lines_differ_without_colour(show: Show) -> None:
    page = show(12)
    kinds = json.loads(
        page.evaluate("""() => { const { cy } = document.querySelector('.conflict-map-canvas')._cyreg;
        const looks = {};
        cy.edges().forEach(edge => { looks[edge.classes()[0]] =
            [edge.style('line-style'), edge.style('line-dash-pattern'), edge.data('letter')].join(' '); });
        return JSON.stringify(looks); }""")
    )
    assert len(set(kinds.values())) == len(kinds) == 3
