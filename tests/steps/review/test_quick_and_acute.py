"""The quick review before confirmation, and the 24-hour plan after a killing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.states import State
from gvi.steps.review.acute import STEPS
from gvi.steps.review.flows.quick_review import QuickLook, quick_review
from gvi.steps.review.flows.start_acute_plan import start_acute_plan
from gvi.steps.review.flows.tick_step import tick_step
from gvi.steps.review.models import AcuteStep, QuickReview
from gvi.steps.review.refusals import Missing, NoKilling, NotForQuickReview, PlanStarted, WrongState
from gvi.trust.refusals import NotAllowed
from tests.cast import in_room
from tests.steps.review.cast import HOUR, Company, acting, make_incident, verbs_of

pytestmark = pytest.mark.django_db
LOOK = QuickLook(risk="Hög, mot Gran", talks=True, groups="Sälg mot Gran")


@pytest.mark.parametrize("kind", [Kind.SHOOTING, Kind.EXPLOSION, Kind.HOMICIDE])
@pytest.mark.parametrize("state", [State.REPORTED, State.WAITING, State.CONFIRMED])
def test_a_quick_review_does_not_wait_for_confirmation(company: Company, kind: Kind, state: State) -> None:
    incident = make_incident(kind=kind, state=state)
    with acting(company.decider) as actor:
        review = quick_review(incident, LOOK, by=actor, at=timezone.now())
    assert review.talks and review.by == company.decider.member.pk
    assert verbs_of(company.decider) == ["review.quick_review"]


def test_other_kinds_and_what_was_set_aside_are_not_for_quick_review(company: Company) -> None:
    for incident in (make_incident(kind=Kind.THREAT), make_incident(state=State.UNFOUNDED)):
        with acting(company.decider) as actor, pytest.raises(NotForQuickReview):
            quick_review(incident, LOOK, by=actor, at=timezone.now())


def test_a_quick_review_says_the_risk(company: Company) -> None:
    with acting(company.decider) as actor, pytest.raises(Missing):
        quick_review(make_incident(), QuickLook(risk=" ", talks=False), by=actor, at=timezone.now())


def test_only_police_with_the_right_do_it_and_only_their_room_sees_it(company: Company) -> None:
    incident = make_incident()
    for player in (company.patrol, company.partner):
        with in_room(player) as actor, pytest.raises(NotAllowed):
            quick_review(incident, LOOK, by=actor, at=timezone.now())
    with acting(company.decider) as actor:
        quick_review(incident, LOOK, by=actor, at=timezone.now())
    with in_room(company.partner):
        assert not QuickReview.objects.exists()


def test_the_phone_page_saves_and_shows_what_was_said_before(company: Company) -> None:
    incident, client = make_incident(), company.analyst.client()
    url = reverse("review:quick_review", args=[incident.pk])
    assert client.post(url, {"risk": "Hög"}).status_code == 422
    assert client.post(url, {"risk": "Hög mot Gran", "talks": "yes"}).status_code == 302
    assert "Hög mot Gran" in client.get(url).content.decode()
    assert verbs_of(company.analyst) == ["review.quick_review", "review.read_quick_reviews"]
    assert str(incident.pk) in client.get(reverse("review:quick_list")).content.decode()


@pytest.mark.parametrize("fields", [{"dead": 1}, {"kind": Kind.HOMICIDE}])
def test_after_a_killing_every_step_is_due_by_the_clock(company: Company, fields: dict[str, object]) -> None:
    incident, now = make_incident(state=State.REPORTED, **fields), timezone.now()  # type: ignore[arg-type]
    with acting(company.decider) as actor:
        steps = start_acute_plan(incident, by=actor, at=now)
        with pytest.raises(PlanStarted):
            start_acute_plan(incident, by=actor, at=now)
    assert [step.due for step in steps] == [now + step.after for step in STEPS]
    assert steps[-1].due == now + timedelta(hours=24)
    assert verbs_of(company.decider) == ["review.start_acute_plan"]


def test_the_plan_is_in_order_and_ends_with_the_day() -> None:
    hours = [step.hours for step in STEPS]
    assert hours == sorted(hours) and hours[0] == 1 and hours[-1] == 24
    assert len({step.code for step in STEPS}) == len(STEPS)


def test_no_plan_without_a_killing_or_without_the_right(company: Company) -> None:
    with acting(company.decider) as actor, pytest.raises(NoKilling):
        start_acute_plan(make_incident(), by=actor, at=timezone.now())
    with in_room(company.partner) as actor, pytest.raises(NotAllowed):
        start_acute_plan(make_incident(dead=1), by=actor, at=timezone.now())


def test_a_step_is_ticked_once_with_its_note(company: Company) -> None:
    with acting(company.decider) as actor:
        step = start_acute_plan(make_incident(dead=1), by=actor, at=timezone.now())[0]
    with acting(company.analyst) as actor:
        done = tick_step(step, "Klart med jouren", by=actor, at=timezone.now() + HOUR)
        assert (done.note, done.done_by) == ("Klart med jouren", company.analyst.member.pk)
        with pytest.raises(WrongState):
            tick_step(step, by=actor, at=timezone.now())
    with in_room(company.partner) as actor, pytest.raises(NotAllowed):
        tick_step(step, by=actor, at=timezone.now())


def test_the_plan_by_pages(company: Company) -> None:
    incident, client = make_incident(dead=1), company.decider.client()
    url = reverse("review:acute", args=[incident.pk])
    assert client.post(reverse("review:start_acute", args=[incident.pk])).headers["Location"] == url
    with acting(company.decider):
        step = AcuteStep.objects.order_by("due").first()
    assert step is not None
    client.post(reverse("review:tick_step", args=[step.pk]), {"note": "Ringt jouren"})
    text = client.get(url).content.decode()
    assert "Ringt jouren" in text and "11 steg återstår" in text
    assert "steg återstår" not in company.partner.client().get(url).content.decode()
