"""Persons by keyboard and on a phone: search, read, drop a suspicion; the role is in every accessible name (T12)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gvi.trust.people.models import Person, PersonRole
from gvi.trust.people.words import PersonRoleName
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.browser.conftest import Sit
from tests.browser.test_quick_review_phone import fits_a_thumb
from tests.cast import Cast
from tests.trust.people.files import csv_file, good_row, headings, small_file
from tests.trust.people.persons import make_overdue, make_person, suspected

ANALYST, COORDINATOR = (Kind.POLICE, Role.ANALYST), (Kind.POLICE, Role.COORDINATOR)


def search(page: Page, term: str) -> None:
    """By keyboard only: the term, the reason, enter."""
    page.get_by_label("Namn, lokal beteckning eller personnummer").focus()
    page.keyboard.type(term)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_t12_a_person_is_found_read_and_cleared_by_keyboard(cast: Cast, sit: Sit) -> None:
    roles = (suspected(), suspected(PersonRoleName.CLOSE_TO))
    person = make_person(cast[ANALYST], roles=roles, protected=True)
    reader = sit(cast[ANALYST])
    page = reader.open("/personer/")
    search(page, "ekh")
    link = page.get_by_role("link", name="Ekhult, Rut — misstänkt, närstående")
    expect(link).to_be_visible()
    assert "ekh" not in page.url.lower()
    assert reader.axe(page) == []
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("misstänkt, närstående")
    expect(page.get_by_text("Du läser personuppgifter. Läsningen loggas.")).to_be_visible()
    expect(page.get_by_text("Granskas senast", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Misstanken har upphört").press("Enter")
    page.get_by_label("Varför misstanken har upphört").fill("Annan gärningsman")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{reader.address}/personer/{person.pk}/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("misstänkt")
    with as_workspace(cast[ANALYST].actor):
        held = set(PersonRole.objects.filter(person=person, until=None).values_list("role", flat=True))
    assert held == {"close_to"}


def test_t12_the_role_is_beside_the_name_on_paper(cast: Cast, sit: Sit) -> None:
    person = make_person(cast[ANALYST], role="injured")
    page = sit(cast[ANALYST]).open(f"/personer/{person.pk}/")
    page.emulate_media(media="print")
    name, role = page.locator("h1 bdi"), page.locator("h1 .gvi-role")
    expect(name).to_be_visible()
    expect(role).to_be_visible()
    expect(role).to_contain_text("målsägande")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_any_page_of_persons(cast: Cast, sit: Sit, language: str) -> None:
    player = cast[ANALYST]
    paths = ["/personer/", "/personer/ny/", "/personer/filer/", "/personer/filer/ny/", "/personer/vantar/"]
    for person in (make_person(player, protected=True), make_overdue(player)):
        acts = ("", "ratta/", "roll/", "uppgift/", "misstanken-upphord/")
        paths += [f"/personer/{person.pk}/{act}" for act in acts]
    reader = sit(player, language=language)
    tab = reader.page()
    look = reader.axe_by_day_and_night if language == "sv" else reader.axe_but_for_colours
    assert {path: found for path in paths if (found := look(tab, path))} == {}


def test_a_person_is_entered_on_a_phone(cast: Cast, sit: Sit) -> None:
    page = sit(cast[ANALYST], width=360, height=740).open("/personer/ny/")
    fits_a_thumb(page)
    page.get_by_role("button", name="Lägg in personen").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Efternamn").fill("Norrvik")
    page.get_by_label("Är personen under 18 år?").select_option("no")
    page.get_by_label("Ändamål").fill("Förebygga våld")
    page.get_by_label("Behandlas som").select_option("not_common")
    page.get_by_label("Grund").fill("Två konflikter")
    page.get_by_label("Underlag, beteckning").fill("PM 2026-41")
    for label in ("Underlagets datum", "Roll sedan"):
        page.get_by_label(label).fill("2026-11-20")
    page.get_by_label("Roll", exact=True).select_option("suspected")
    page.get_by_label("Rollens källa").fill("K-1")
    page.get_by_role("button", name="Lägg in personen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Norrvik — misstänkt")
    fits_a_thumb(page)
    with as_workspace(cast[ANALYST].actor):
        assert Person.objects.get().purpose == "Förebygga våld"


def test_a_file_goes_from_one_to_another(cast: Cast, sit: Sit, tmp_path: Path) -> None:
    bad, good = tmp_path / "a.csv", tmp_path / "b.csv"
    bad.write_bytes(csv_file([headings(Kind.POLICE), good_row(Kind.POLICE, roll="okänd")]))
    good.write_bytes(small_file(Kind.POLICE))
    page = sit(cast[ANALYST]).open("/personer/filer/ny/")
    page.get_by_label("Släpp filen här, eller välj den").set_input_files(bad)
    expect(page.get_by_role("rowheader", name="roll")).to_be_visible()
    page.get_by_label("Släpp filen här, eller välj den").set_input_files(good)
    expect(page.get_by_text("väntar på en annan persons beslut")).to_be_visible()
    second = sit(cast[COORDINATOR])
    tab = second.open("/personer/filer/")
    tab.locator("tbody a").first.click()
    assert second.axe(tab) == []
    tab.get_by_label("Godkänn alla personer i filen").check()
    tab.get_by_label("Skäl för beslutet").fill("Kartlagda 2025, prövade var för sig")
    tab.get_by_role("button", name="Besluta").click()
    expect(tab.get_by_text("Filens rader togs bort")).to_be_visible()
    with as_workspace(cast[COORDINATOR].actor):
        assert Person.objects.count() == 2
