"""The list of incidents: filter, sort and turn pages as one types, take it home as Excel, and read it in again."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.kinds import Kind as Room
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.review.cast import make_incident

MANY = 63
AREAS = ("Norra torget", "Lyktbacken", "Östra Tegelstranden")


@pytest.fixture
def incidents(cast: Cast) -> None:
    """Two months with an incident a day, of three kinds, in three places; whole minutes, as reports are."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for day in range(MANY):
        kind = (Kind.SHOOTING, Kind.ARSON, Kind.THREAT)[day % 3]
        state = State.UNFOUNDED if day == 5 else State.CONFIRMED
        make_incident(
            at=noon, ago=timedelta(days=day), kind=kind, area=AREAS[day % 3], state=state, injured=day % 4
        )


@pytest.mark.usefixtures("incidents")
def test_filter_sort_and_turn_pages(cast: Cast, sit: Sit) -> None:
    page = sit(cast[Room.POLICE, Role.ANALYST]).open("/handelser/")
    first = page.locator("#lista tbody tr").first
    whole = page.locator("#lista tbody tr").count()
    assert 0 < whole < MANY
    page.get_by_role("link", name="Nästa").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator("#lista tbody tr")).to_have_count(min(whole, MANY - whole))
    page.get_by_label("Slag").select_option(label="mordbrand")
    expect(page.locator("#lista tbody tr")).to_have_count(MANY // 3)
    expect(page.locator("#lista tbody")).not_to_contain_text("Skjutning")
    oldest = timezone.localdate() - timedelta(days=MANY - 2)
    page.get_by_role("link", name="Tid").click()
    expect(first).to_contain_text(f"{oldest}")
    page.get_by_role("link", name="Rensa").click()
    expect(page.locator("#lista tbody tr")).to_have_count(whole)


@pytest.mark.usefixtures("incidents")
def test_what_is_exported_comes_back_as_nothing_new(cast: Cast, sit: Sit, tmp_path: Path) -> None:
    reader = sit(cast[Room.POLICE, Role.ANALYST])
    page = reader.open("/handelser/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Excel").click()
    sheet = tmp_path / coming.value.suggested_filename
    coming.value.save_as(sheet)
    page.goto(reader.address + "/handelser/inlasning/")
    page.locator("input[type=file]").set_input_files(sheet)
    expect(page.get_by_role("heading", level=1)).to_have_text("Så läses filen")
    page.get_by_role("button", name="Läs in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Filen är inläst")
    for label, count in {"Nya händelser": 0, "Ändrade": 0, "Oförändrade": MANY, "Avvisade": 0}.items():
        figure = page.locator(".ds-card").filter(has=page.get_by_role("heading", name=label, exact=True))
        expect(figure.locator("strong")).to_have_text(str(count))
    assert Incident.objects.count() == MANY
