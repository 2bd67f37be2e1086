"""A whole meeting without a mouse: plan, open, judge, decide who does what by when, close; two documents.

The police see what they judged. Round the table only the released parts are seen: no class, no group in an incident.
"""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.steps.review.models import Judgement, JudgementSide, Meeting, PoliceMinutes, Task
from gvi.trust.workspaces.kinds import Kind as Room
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.browser.conftest import Sit
from tests.browser.keyboard import Hands
from tests.cast import Cast
from tests.steps.review.cast import make_group, make_incident

RISK = "Stor, mot Gran, närmaste veckan. Bygger på vad som sagts på platsen."
TASK = "Se över belysningen på Norra torget"


@pytest.fixture
def shootings(cast: Cast) -> list[Incident]:
    """Gran shoots at Sälg, who answer; the answer waits for a decision."""
    for name in ("Gran", "Sälg"):
        make_group(name)
    first = make_incident(ago=timedelta(days=5), kind=Kind.SHOOTING, area="Lyktbacken")
    second = make_incident(
        ago=timedelta(days=2), kind=Kind.SHOOTING, area="Norra torget", state=State.WAITING
    )
    return [first, second]


def plan_and_open(page: Page, hands: Hands) -> None:
    """From Läget by its key to the agenda, and from the rhythm's proposal to an open meeting."""
    page.keyboard.press("f")
    expect(page.get_by_role("heading", level=1)).to_have_text("Förbered mötet")
    hands.press(page.get_by_role("main").get_by_role("link", name="Genomgång", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Genomgång")
    page.keyboard.press("p")
    hands.date(page.get_by_label("Dag"), timezone.localdate())
    hands.time(page.get_by_label("Tid"), time(23, 59))
    hands.write(page.get_by_label("Plats"), "Stadshuset")
    hands.press(page.get_by_role("button", name="Planera mötet"))
    hands.press(page.get_by_role("button", name="Öppna mötet"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Händelse 1 av 2")


def judge(page: Page, hands: Hands, key: str, *, answers: bool) -> None:
    """Class by its number, then the rest of the judgement, saved from the last field."""
    page.keyboard.press(key)
    hands.choose(page.get_by_label("medel"))
    hands.tick(page.get_by_label("Sälg, misstänkt sida"))
    hands.tick(page.get_by_label("Gran, utsatt sida"))
    hands.pick(page.get_by_label("Motiv"), "hämnd")
    if answers:
        hands.choose(page.get_by_label("skjutning", exact=False).and_(page.locator("[name=answer_to]")).first)
    hands.write(page.get_by_label("Risk för hämnd"), RISK)
    hands.press(page.get_by_role("button", name="Spara bedömningen").last)
    expect(page.get_by_text("Bedömning 1 är sparad.")).to_be_visible()


def add_task(page: Page, hands: Hands) -> None:
    """What, who, by when."""
    hands.write(page.get_by_label("Uppgift", exact=True), TASK)
    hands.pick(page.get_by_label("Ansvarig"), "Kommunen")
    hands.date(page.get_by_label("Klart senast"), timezone.localdate() + timedelta(days=7))
    hands.press(page.get_by_role("button", name="Lägg till uppgiften"))
    expect(page.get_by_role("listitem").filter(has_text=TASK)).to_be_visible()


def close(page: Page, hands: Hands) -> None:
    """On from the last incident, and out of the meeting."""
    page.keyboard.press("j")
    hands.write(page.get_by_label("Anteckning i de gemensamma"), "Belysningen är kommunens.")
    hands.press(page.get_by_role("button", name="Avsluta och skriv minnesanteckningarna"))
    expect(page.get_by_role("link", name="Gemensamma minnesanteckningar (PDF)")).to_be_visible()
    expect(page.get_by_role("link", name="Polisens minnesanteckningar (PDF)")).to_be_visible()


def test_a_whole_meeting_by_keyboard(cast: Cast, sit: Sit, shootings: list[Incident]) -> None:
    page = sit(cast[Room.POLICE, Role.COORDINATOR]).open("/")
    hands = Hands(page)
    plan_and_open(page, hands)
    judge(page, hands, "1", answers=False)
    for key, number in (("j", 2), ("k", 1), ("j", 2)):
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Händelse {number} av 2")
    judge(page, hands, "2", answers=True)
    add_task(page, hands)
    close(page, hands)
    it_is_kept(cast, shootings)
    partners_see_only_what_was_released(cast, sit)


def it_is_kept(cast: Cast, shootings: list[Incident]) -> None:
    """The database says what the hands did."""
    held = Meeting.objects.get()
    with as_workspace(cast[Room.POLICE, Role.COORDINATOR].actor):
        judgements = {it.incident_id: it for it in Judgement.objects.all()}
        first, second = (judgements[it.pk] for it in shootings)
        sides = set(JudgementSide.objects.filter(judgement=second).values_list("group__code_name", "side"))
        police = bytes(PoliceMinutes.objects.get(meeting=held).pdf)
    assert [(it.gmi, it.certainty, it.motive, it.risk) for it in (first, second)] == [
        ("known", "medium", "retaliation", RISK),
        ("suspected", "medium", "retaliation", RISK),
    ]
    assert (first.answer_to_id, second.answer_to_id) == (None, first.incident_id)
    assert {it.meeting_id for it in judgements.values()} == {held.pk}
    assert sides == {("Sälg", "acting"), ("Gran", "suffering")}
    task = Task.objects.select_related("owner").get()
    assert (task.title, task.owner.kind, task.incident_id) == (TASK, Room.MUNICIPALITY, shootings[1].pk)
    assert timezone.localdate(task.due) == timezone.localdate() + timedelta(days=7)
    assert held.state == "held"
    assert held.joint_minutes is not None
    assert [bytes(held.joint_minutes)[:5], police[:5]] == [b"%PDF-", b"%PDF-"]


def partners_see_only_what_was_released(cast: Cast, sit: Sit) -> None:
    """The municipality opens the meeting and the incident."""
    reader = sit(cast[Room.MUNICIPALITY, Role.COORDINATOR])
    page = reader.open("/genomgang/")
    held = Meeting.objects.get()
    page.get_by_role("row").get_by_role("link", name=str(held.number), exact=True).click()
    expect(page.get_by_role("link", name="Gemensamma minnesanteckningar (PDF)")).to_be_visible()
    expect(page.get_by_role("link", name="Polisens")).to_have_count(0)
    expect(page.get_by_text(TASK)).to_be_visible()
    for path in (f"/genomgang/moten/{held.pk}/", f"/genomgang/handelser/{Task.objects.get().incident_id}/"):
        page.goto(reader.address + path)
        for secret in (RISK, "Gran", "Sälg", "misstänkt", "hämnd"):
            expect(page.get_by_role("main")).not_to_contain_text(secret)
    answer = page.request.get(f"{reader.address}/genomgang/moten/{held.pk}/polisens.pdf")
    assert answer.status == 404
