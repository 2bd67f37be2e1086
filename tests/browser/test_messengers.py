"""The page *Budbärare* at a screen: at once, then proven, lit in place; without script, on a phone, at 400 %."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import NomineeState
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.browser.test_languages_and_zoom import swedish_on
from tests.cast import Cast
from tests.steps.callins.nominees.listed import Police, make_callin, make_group, make_nominee
from tests.steps.groups.belonging import make_member, make_tie
from tests.trust.people.persons import make_person

ANALYST, COORDINATOR = (Kind.POLICE, Role.ANALYST), (Kind.POLICE, Role.COORDINATOR)
DECIDER = (Kind.POLICE, Role.DECISION_MAKER)


@pytest.fixture
def path(cast: Cast) -> str:
    """Two groups of four; two of the one are nominated, and one of the other."""
    room = cast[ANALYST].member.workspace
    police = Police(room, cast[ANALYST], cast[COORDINATOR], cast[DECIDER])
    callin: CallIn = make_callin(police.coordinator)
    for name, surnames in (
        ("Hassel", ("Ekhult", "Granlund", "Lindholm", "Salgfors")),
        ("Vide", ("Almskog", "Bokvist", "Tallmark", "Hagfors")),
    ):
        group = make_group(name)
        people = [make_person(police.analyst, surname=surname) for surname in surnames]
        for person in people:
            make_member(police.analyst, person, group, second=police.coordinator)
        for other in people[1:3]:
            make_tie(police.analyst, people[0], other)
        make_nominee(police, callin, people[0], group=group, state=NomineeState.CHECKED)
        if name == "Hassel":
            make_nominee(police, callin, people[3], group=group, state=NomineeState.CHECKED)
    return f"/call-in/{callin.pk}/budbarare/valj/"


def drawn(page: Page) -> Page:
    """The page, once the script has drawn."""
    expect(page.locator("figure[data-drawn] canvas").first).to_be_visible()
    return page


def test_the_answer_comes_at_once_and_is_proven_in_place(cast: Cast, sit: Sit, path: str) -> None:
    reader = sit(cast[DECIDER])
    page = drawn(reader.open(path))
    page.evaluate("globalThis.stays = true")
    expect(page.locator(".messengers-standing")).to_contain_text("bevisat bästa")
    expect(page.locator("#grupper tbody tr").first).to_contain_text("4 av 4")
    slider = page.get_by_label("Platser i varje omgång")
    slider.focus()
    with page.expect_response(lambda answer: "platser=2" in answer.url and "bevisa" not in answer.url):
        slider.press("ArrowLeft")
    expect(page.locator("#forslaget li")).to_have_count(2)
    expect(page.locator(".messengers-standing")).to_contain_text("bevisat bästa")
    expect(page.get_by_text("En plats till ger +1")).to_be_visible()
    drawn(page)
    assert page.evaluate("globalThis.stays") is True


def test_the_picture_is_read_by_keys(cast: Cast, sit: Sit, path: str) -> None:
    page = drawn(sit(cast[ANALYST]).open(path))
    expect(page.locator(".messengers-standing")).to_contain_text("bevisat bästa")
    page.get_by_role("application").focus()
    page.keyboard.press("PageDown")
    said = page.locator(".messengers-said")
    expect(said).to_have_text("Almskog, Rut — misstänkt, Vide: i förslaget")
    page.keyboard.press("PageDown")
    expect(said).to_have_text("Bokvist, Rut — misstänkt, Vide: nås")


def test_people_decide_one_at_a_time(cast: Cast, sit: Sit, path: str) -> None:
    page = drawn(sit(cast[DECIDER]).open(f"{path}?platser=2"))
    expect(page.locator(".messengers-standing")).to_contain_text("bevisat bästa")
    page.get_by_role("button", name="Godkänn Ekhult, Rut").click()
    expect(page.get_by_text("De godkända når 3 av 8.")).to_be_visible()
    expect(page).to_have_url(re.compile("platser=2"))


def test_it_works_without_script(cast: Cast, sit: Sit, browser: Browser, path: str) -> None:
    reader = sit(cast[ANALYST])
    context = browser.new_context(java_script_enabled=False, locale="sv")
    context.add_cookies(reader.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(reader.address + path)
    expect(page.locator("#forslaget li")).to_have_count(3)
    page.get_by_role("link", name="Sök bevis").click()
    expect(page.locator(".messengers-standing")).to_contain_text("bevisat bästa")
    context.close()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_t30_axe_finds_nothing_on_any_page_of_the_list(
    cast: Cast, sit: Sit, path: str, language: str
) -> None:
    reader = sit(cast[DECIDER], language=language)
    page = reader.page()
    base = path.removesuffix("valj/")
    pages = [path, base, *(f"{base}{part}/" for part in ("isar", "platser", "frivarden", "efterat", "las"))]
    for one in pages:
        if language == "sv":
            assert reader.axe_by_day_and_night(page, one) == [], one
        else:
            assert reader.axe_but_for_colours(page, one) == [], one
            if one != base:
                page.wait_for_load_state()


def test_a_phone_and_400_per_cent_scroll_one_way_only(cast: Cast, sit: Sit, path: str) -> None:
    base = path.removesuffix("valj/")
    reader = sit(cast[DECIDER], width=320, height=640)
    page = reader.page()
    for one in (path, base, f"{base}platser/", f"{base}frivarden/", f"{base}efterat/"):
        page.goto(reader.address + one)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, one


def test_english_is_english(cast: Cast, sit: Sit, path: str) -> None:
    page = drawn(sit(cast[DECIDER], language="en").open(path))
    expect(page.locator(".messengers-standing")).to_contain_text("proven best")
    names = {"är", "på", "och", "den", "för", "som", "från", "till", "av"}
    page.evaluate("document.querySelectorAll('.messengers-list p + p').forEach((it) => it.remove())")
    assert not set(swedish_on(page)) & names
