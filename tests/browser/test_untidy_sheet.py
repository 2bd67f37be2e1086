"""Day one: an empty installation, a municipality with a spreadsheet, and no police room.

One drag of the city's own untidy sheet gives agenda, minutes as PDF, a list of what is overdue and the chart of a
year. The seconds each step takes are printed (``pytest -s``); a person needs longer to read than the machine to work.
"""

import base64
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from gvi.city import City, build
from gvi.steps.incidents.models import Incident
from gvi.steps.review.models import Meeting, Task
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Reader, Sit
from tests.cast import Player, make_player, make_workspace

DROP = """async ([name, bytes]) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(bytes), it => it.charCodeAt(0))], name));
    document.querySelector('[data-drop]').dispatchEvent(new DragEvent('drop', {bubbles: true, dataTransfer: files}));
}"""
COLUMNS = {"Datum": "Datum", "Klockslag": "Tid", "Område": "Plats", "Vad som hänt": "Vad har hänt"}
YEARS_AND_SUMS = 10  # five years, each with a row that names it and one that sums it up
TASK = "Se över belysningen på Norra torget"


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say how long a step took."""
    began = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - began:.1f} s")  # noqa: T201 (for the record of day one)


@pytest.fixture
def coordinator(own_database: str) -> Player:
    """The only member of an installation where nothing has happened."""
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    return make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR, name="Sofia Klarsjö")


@pytest.fixture(scope="module")
def city() -> City:
    """What really happened."""
    return build(9, 1, timezone.localdate())


def drag(page: Page, sheet: Path) -> None:
    """Drop the file on the page, as one drags it from a folder."""
    page.get_by_role("link", name="Läs in händelser").click()
    expect(page.locator("[data-drop]")).to_be_visible()
    page.evaluate(DROP, [sheet.name, base64.b64encode(sheet.read_bytes()).decode()])
    expect(page.get_by_role("heading", level=1)).to_have_text("Så läses filen")


def read_in(page: Page) -> None:
    """See how the columns are read, and read the file in."""
    for field, heading in COLUMNS.items():
        row = page.get_by_role("row").filter(has=page.get_by_label(field, exact=True))
        expect(row.locator("option:checked")).to_have_text(heading)
        expect(row).to_contain_text("←")
    page.get_by_label(re.compile(r"^\s*kniv\b")).select_option(label="knivdåd")
    page.get_by_role("button", name="Läs in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Filen är inläst")


def equals_the_sheet(page: Page, city: City) -> None:
    """Every incident of the city is there: when, what, where, how many, and how it was judged."""
    expect(page.locator(".ds-card", has_text="Nya händelser")).to_contain_text(str(city.incidents.height))
    refused = page.get_by_role("row").filter(has_text="ett datum som")
    expect(refused).to_have_count(YEARS_AND_SUMS)
    places = dict(city.areas.select("id", "name").iter_rows())
    kept: dict[str, Incident] = {it.source_id: it for it in Incident.objects.select_related("area")}
    for true in city.incidents.iter_rows(named=True):
        assert told(kept[true["reference"]]) == told_by_city(true, places), true["reference"]
    assert len(kept) == city.incidents.height
    assert len({it.area_id for it in kept.values()}) == len(places)


def told(incident: Incident) -> tuple[Any, ...]:
    """What was read."""
    area = incident.area.name.casefold() if incident.area else None
    return (
        moment(incident.occurred_at, incident.precision),
        incident.kind,
        area,
        incident.dead,
        incident.injured,
        incident.state,
    )


def told_by_city(true: dict[str, Any], places: dict[str, str]) -> tuple[Any, ...]:
    """What was to be read."""
    when = moment(true["occurred_at"], true["precision"])
    return (when, true["kind"], places[true["area"]].casefold(), true["dead"], true["injured"], true["state"])


def moment(when: datetime, precision: str) -> tuple[str, str]:
    """A time as exactly as it is known, in Swedish time."""
    pattern = {"minute": "%Y-%m-%d %H:%M", "hour": "%Y-%m-%d %H", "day": "%Y-%m-%d"}[precision]
    return timezone.localtime(when).strftime(pattern), precision


def add_task(reader: Reader) -> None:
    """Somebody is to do something, and a day too many passes."""
    page = reader.open("/genomgang/uppgifter/ny/")
    page.get_by_label("Uppgift", exact=True).fill(TASK)
    page.get_by_label("Klart senast").fill((timezone.localdate() + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Lägg till uppgiften").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Ny uppgift")
    Task.objects.update(due=timezone.now() - timedelta(days=1))


def hold_meeting(reader: Reader) -> Meeting:
    """Plan it for today, open it, look at the first incident, close it."""
    page = reader.open("/genomgang/moten/nytt/")
    page.get_by_label("Dag").fill(timezone.localdate().isoformat())
    page.get_by_label("Tid").fill("23:59")
    page.get_by_role("button", name="Planera mötet").click()
    page.get_by_role("button", name="Öppna mötet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Händelse 1 av")
    page.goto(f"{reader.address}/genomgang/moten/{Meeting.objects.get().pk}/")
    page.get_by_role("button", name="Avsluta och skriv minnesanteckningarna").click()
    expect(page.get_by_role("link", name="Gemensamma minnesanteckningar (PDF)")).to_be_visible()
    return Meeting.objects.get()


def words_of(reader: Reader, path: str) -> str:
    """The text of a PDF."""
    answer = reader.context.request.get(reader.address + path)
    assert answer.status == 200
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)


def draws_the_year(reader: Reader, city: City) -> None:
    """One mark for each incident of the year that was not set aside."""
    page = reader.open("/handelser/ar/")
    shown = city.incidents.filter(pl.col("state") != "unfounded")
    since = timezone.localdate() - timedelta(days=365)
    in_year = [it for it in shown["occurred_at"] if timezone.localdate(it) >= since]
    expect(page.locator(".gvi-chart svg .mark-symbol path")).to_have_count(len(in_year))


def test_one_drag_on_day_one(coordinator: Player, city: City, sit: Sit, tmp_path: Path) -> None:
    sheet = tmp_path / "Händelser 2022-2026 NY (2).xlsx"
    city.write_sheet(sheet)
    reader = sit(coordinator)
    with step("the empty first page"):
        page = reader.open("/")
        expect(page.get_by_role("heading", name="Här börjar ni")).to_be_visible()
    with step("drag, and see how the file is read"):
        drag(page, sheet)
    with step("read in"):
        read_in(page)
    equals_the_sheet(page, city)
    with step("agenda on screen and as PDF"):
        page.goto(reader.address + "/genomgang/forbered/")
        expect(page.get_by_role("row")).not_to_have_count(0)
        assert "Dagordning" in words_of(reader, "/genomgang/forbered/dagordning.pdf")
    with step("a task, overdue"):
        add_task(reader)
        late = reader.open("/genomgang/uppgifter/?state=late")
        expect(late.get_by_role("main")).to_contain_text(TASK)
    with step("a meeting and its minutes as PDF"):
        held = hold_meeting(reader)
        assert "Björkhamn" in words_of(reader, f"/genomgang/moten/{held.pk}/gemensamma.pdf")
    with step("the chart of the year"):
        draws_the_year(reader, city)
