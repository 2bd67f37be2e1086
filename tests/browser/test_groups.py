"""The groups' own pages in a real browser: a relation from source to sign, a merger, and what axe finds on each."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gvi.steps.groups.models import Group, Relation
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.browser.conftest import Sit
from tests.browser.test_quick_review_phone import fits_a_thumb
from tests.cast import Cast
from tests.steps.groups.known import make_relation, make_sign, make_source

COORDINATOR = (Kind.POLICE, Role.COORDINATOR)
DAY = timedelta(days=1)


def make_city(cast: Cast) -> list[Group]:
    """Three groups, two of them in conflict since a while."""
    groups = [Group.objects.create(code_name=name) for name in ("Alm", "Bok", "Ek")]
    today = timezone.localdate()
    with as_workspace(cast[COORDINATOR].actor):
        actor = cast[COORDINATOR].actor
        relation = make_relation(actor, groups[0], groups[1], since=today - 200 * DAY)
        make_sign(actor, relation, seen_on=today - 125 * DAY)
        old = make_relation(
            actor, groups[1], groups[2], since=today - 300 * DAY, source=make_source(actor, "SPAN 7")
        )
        make_sign(actor, old, seen_on=today - 250 * DAY, source=make_source(actor, "SPAN 7"))
    return groups


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).select_option(label=option)


def test_a_relation_goes_from_source_to_sign(cast: Cast, sit: Sit) -> None:
    make_city(cast)
    page = sit(cast[COORDINATOR]).open(reverse("groups:add_source"))
    page.get_by_label("Källans beteckning").fill("UN 2026-41")
    choose(page, "Slag", "underrättelsenotis")
    choose(page, "Källans tillförlitlighet", "B, vanligen tillförlitlig")
    page.get_by_label("Datum").fill(f"{timezone.localdate() - DAY:%Y-%m-%d}")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("rowheader", name="UN 2026-41")).to_be_visible()
    page.goto(page.url.replace("kallor", "relationer/ny"))
    choose(page, "Grupp", "Alm")
    choose(page, "Den andra gruppen", "Ek")
    choose(page, "Relation", "allians")
    choose(page, "Styrka", "medel")
    for label in ("Sedan", "Sett den"):
        page.get_by_label(label).fill(f"{timezone.localdate() - 9 * DAY:%Y-%m-%d}")
    page.get_by_label("Vad som sågs").fill("Delade lokal vid hamnen")
    choose(page, "Källa", "UN 2026-41")
    choose(page, "Uppgiftens riktighet", "2, trolig")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alm – Ek")
    expect(page.get_by_text("Senaste tecken för 9 dagar sedan")).to_be_visible()
    page.get_by_role("button", name="Dra tillbaka").click()
    page.get_by_role("dialog").get_by_role("button", name="Dra tillbaka").click()
    expect(
        page.get_by_text("inte räknas", exact=False).or_(page.get_by_text("räknas inte")).first
    ).to_be_visible()


def test_two_groups_become_one_and_nothing_goes_on_unasked(cast: Cast, sit: Sit) -> None:
    alm, _bok, ek = make_city(cast)
    page = sit(cast[COORDINATOR]).open(reverse("groups:merge") + f"?grupp={alm.pk}")
    page.get_by_label("Ek", exact=True).check()
    page.get_by_role("button", name="Gå vidare").click()
    assert page.locator("input[name=carried]:checked").count() == 0
    page.get_by_label("Den nya gruppens kodnamn").fill("Tall")
    page.get_by_label("Dag", exact=True).fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_label("Skäl").fill("De uppträder som en grupp")
    page.get_by_label("Alm – Bok").check()
    page.get_by_role("button", name="Slå samman").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tall")
    expect(page.locator(".gvi-lead")).to_contain_text("efter Alm och Ek")
    expect(page.get_by_role("rowheader", name="Bok")).to_be_visible()
    ek.refresh_from_db()
    assert ek.state == "merged"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_the_pages_of_groups(cast: Cast, sit: Sit, language: str) -> None:
    alm, bok, _ek = make_city(cast)
    with as_workspace(cast[COORDINATOR].actor):
        relation = Relation.objects.get(Q(first=alm) | Q(second=alm)).pk
    paths = [
        reverse(f"groups:{route}") for route in ("list", "relations", "add_relation", "sources", "add_source")
    ]
    paths += [
        reverse(f"groups:{route}", args=[alm.pk]) for route in ("detail", "profile", "split", "dissolve")
    ]
    paths += [reverse("groups:relation", args=[relation]), reverse("groups:merge")]
    paths.append(f"{reverse('groups:merge')}?grupp={alm.pk}&grupp={bok.pk}&till=&vidare=1")
    reader = sit(cast[COORDINATOR], language=language)
    tab = reader.page()
    look = reader.axe_by_day_and_night if language == "sv" else reader.axe_but_for_colours
    assert {path: found for path in paths if (found := look(tab, path))} == {}


def test_the_groups_page_fits_a_phone(cast: Cast, sit: Sit) -> None:
    alm, _bok, _ek = make_city(cast)
    page = sit(cast[COORDINATOR], width=320, height=740).open(reverse("groups:detail", args=[alm.pk]))
    fits_a_thumb(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
