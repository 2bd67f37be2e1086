"""A study at a screen: begun, planned question by question, locked by another, answered, and read; axe clean."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from gvi.steps.studies.models import Study
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.studies.answering import answered
from tests.steps.studies.studying import make_history

WRITER = (Kind.MUNICIPALITY, Role.COORDINATOR)
LOCKER = (Kind.POLICE, Role.ANALYST)
PATH = "/utvardering/"


@pytest.fixture
def history(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    """Four years of incidents, and a key for receipts."""
    settings.GVI_SEAL_KEY = str(tmp_path / "seal.key")
    make_history()


@pytest.mark.usefixtures("history")
def test_t30_planned_by_one_locked_by_another_and_read(cast: Cast, sit: Sit) -> None:
    writer = sit(cast[WRITER])
    page = writer.open(PATH)
    expect(page.get_by_text("Ingen studie än")).to_be_visible()
    page.get_by_role("link", name="Ny studie").click()
    page.get_by_label("Rubrik").fill("Skjutningar sedan 2025")
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_role("heading", name="Planen, fråga för fråga")).to_be_visible()
    page.get_by_role("button", name="Spara planen").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    assert writer.axe(page) == []
    page.get_by_label("Fråga", exact=True).fill("Minskade skjutningarna?")
    page.get_by_label("Huvudutfall").select_option("shootings")
    page.get_by_label("Första tiden med strategin").fill("2025-07")
    page.get_by_label("Varför just då?").fill("Beslut i fullmäktige.")
    page.get_by_role("button", name="Spara planen").click()
    expect(page.get_by_text("Planen är sparad som en ny version.")).to_be_visible()
    assert writer.axe(page) == []

    locker = sit(cast[LOCKER])
    page = locker.open(PATH)
    page.get_by_role("link", name="Skjutningar sedan 2025").click()
    page.get_by_role("link", name="Läs och lås planen").click()
    expect(page.get_by_text("Därför blir resultaten utforskande")).to_be_visible()
    assert locker.axe(page) == []
    page.get_by_label("nej, ingen").check()
    page.get_by_label("Diarienummer").fill("KS 2026/77")
    page.get_by_label("Gallringsbeslut").fill("Gallras aldrig")
    page.get_by_role("button", name="Lås planen").click()
    expect(page.get_by_text("Planen är låst. Hämta kvittot")).to_be_visible()

    run = answered(cast[WRITER], Study.objects.get())
    path = f"{PATH}korningar/{run.pk}/"
    assert locker.axe_by_day_and_night(page, path) == []
    expect(page.get_by_role("heading", name="I en mening")).to_be_visible()
    for name in ("", "andra-stader/", "utdrag/", "grupper/"):
        assert locker.axe_by_day_and_night(page, f"{PATH}{name}") == []
    english = sit(cast[LOCKER], language="en", width=400)
    tab = english.open(path)
    expect(tab.get_by_role("heading", name="In one sentence")).to_be_visible()
    assert english.axe(tab) == []
