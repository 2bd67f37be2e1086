"""The report of an evaluation in a real browser: no fault for axe in either scheme, nothing too wide on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gvi.science.evaluation import report
from tests.browser.conftest import ASK_AXE, AXE
from tests.science.evaluation.answers import answer
from tests.science.evaluation.report.test_page import CONTEXT, POWER, plan


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, lang: str, scheme: str) -> None:
    place = tmp_path / "report.html"
    place.write_text(
        report.html(answer(), plan=plan(), context=CONTEXT, power=POWER, lang=lang), encoding="utf-8"
    )
    dark = scheme == "dark"
    context = browser.new_context(color_scheme="dark" if dark else "light", bypass_csp=True)
    page = context.new_page()
    page.goto(place.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(AXE)
    found = page.evaluate(ASK_AXE, {})
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 390])
def test_it_fits_a_phone_and_400_per_cent_and_keeps_its_own_policy(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    place = tmp_path / "report.html"
    place.write_text(report.html(answer(), plan=plan(), context=CONTEXT, power=POWER), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(place.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("figure .narrow svg").first.is_visible()
    assert not page.locator("figure .wide svg").first.is_visible()
    context.close()
    assert faults == []
