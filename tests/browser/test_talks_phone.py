"""An attempt outside somebody's door, by thumb: a few taps, also when the network is gone for a while."""

from playwright.sync_api import Page, expect

from gvi.steps.talks.models import Attempt, Talk
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.browser.conftest import Sit
from tests.browser.test_quick_review_phone import fits_a_thumb
from tests.cast import Cast
from tests.steps.talks.talking import ask, ready
from tests.trust.people.persons import make_person

PHONE = {"width": 360, "height": 740}
MOST_TAPS = 6


def tap_lines(page: Page) -> int:
    """Tick the four lines and the card; return how many taps it took."""
    boxes = page.locator("form[data-attempt] input[type=checkbox]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    return boxes.count()


def test_a_held_talk_takes_six_taps_and_survives_that_the_network_goes(cast: Cast, sit: Sit) -> None:
    analyst = cast[Kind.POLICE, Role.ANALYST]
    talk = ready(analyst, make_person(analyst, surname="Granlund"))
    reader = sit(analyst, **PHONE)
    page = reader.open(f"/samtal/{talk.pk}/forsok/")
    fits_a_thumb(page)
    assert page.locator("form[data-attempt] input:checked").count() == 0
    taps = tap_lines(page) + 1
    page.context.set_offline(True)
    page.get_by_role("button", name="Träffade personen").click()
    assert taps <= MOST_TAPS
    expect(page.get_by_text("Inget nät")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("cell", name="Träffade personen")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Försöket är sparat.")).to_have_count(1)
    fits_a_thumb(page)
    with as_workspace(analyst.actor):
        tried, held = Attempt.objects.get(), Talk.objects.get()
    assert (len(tried.lines), tried.card_left, held.state) == (4, True, "delivered")


def test_nobody_at_home_is_one_tap(cast: Cast, sit: Sit) -> None:
    analyst = cast[Kind.POLICE, Role.ANALYST]
    talk = ready(analyst)
    page = sit(analyst, **PHONE).open(f"/samtal/{talk.pk}/forsok/")
    page.get_by_role("button", name="Ingen hemma").click()
    expect(page.get_by_role("cell", name="Ingen hemma")).to_be_visible()
    expect(page.get_by_text("Försöket är sparat.")).to_be_visible()
    with as_workspace(analyst.actor):
        assert Attempt.objects.get().outcome == "not_home"


def test_t30_the_pages_of_talks_have_no_faults_by_day_in_the_dark_and_in_english(
    cast: Cast, sit: Sit
) -> None:
    analyst = cast[Kind.POLICE, Role.ANALYST]
    talk, waiting = ready(analyst), ask(analyst)
    pages = ("", "lista/", "plan/", "kontakt/", "brev/", "kvartal/", f"{talk.pk}/", f"{talk.pk}/forsok/")
    here, there = sit(analyst), sit(analyst, language="en")
    page, other = here.page(), there.page()
    for path in (*pages, f"{talk.pk}/kontroll/", f"{waiting.pk}/telefon/"):
        assert here.axe_by_day_and_night(page, f"/samtal/{path}") == [], path
        assert there.axe_but_for_colours(other, f"/samtal/{path}") == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
