"""Snabbgenomgång on a phone: a shooting nobody has confirmed yet, five minutes, one thumb."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.states import State
from gvi.steps.review.models import QuickReview
from gvi.trust.workspaces.kinds import Kind as Room
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.steps.review.cast import make_incident

RISK = "Stor de närmaste två dygnen. Gran har lovat att svara."
TOO_SMALL = """[...document.querySelectorAll('main :is(a, button, input:not([type=hidden]), textarea, select)')]
    .filter(it => it.checkVisibility())
    .map(it => [it.outerHTML.slice(0, 80), it.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < 24)
    .map(([html, box]) => `${html} ${box.width} × ${box.height}`)"""


def fits_a_thumb(page: Page) -> None:
    """Nothing beyond the right edge, nothing smaller than 24 px (WCAG 2.2, 2.5.8) but links inside a sentence."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [it for it in page.evaluate(TOO_SMALL) if "ds-link" not in it] == []


def test_a_waiting_shooting_is_looked_at_in_the_car(cast: Cast, sit: Sit) -> None:
    incident = make_incident(
        ago=timedelta(hours=2), kind=Kind.SHOOTING, area="Lyktbacken", state=State.WAITING
    )
    decider = cast[Room.POLICE, Role.DECISION_MAKER]
    page = sit(decider, width=360, height=740).open("/genomgang/snabb/")
    fits_a_thumb(page)
    page.get_by_role("link", name="Gör snabbgenomgång").click()
    fits_a_thumb(page)
    page.get_by_role("button", name="Spara snabbgenomgången").click()
    expect(page.get_by_role("alert")).to_be_focused()
    fits_a_thumb(page)
    page.get_by_label("Vilka grupper kan det röra").fill("Gran mot Sälg")
    page.get_by_label("Risk för hämnd").fill(RISK)
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Spara snabbgenomgången").click()
    expect(page.get_by_text(RISK)).to_be_visible()
    with as_workspace(decider.actor):
        saved = QuickReview.objects.get()
    assert (saved.incident_id, saved.risk, saved.talks) == (incident.pk, RISK, True)
    assert saved.by == decider.member.pk
