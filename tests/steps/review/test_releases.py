"""Releases: a named decision with a secrecy test, and only what domain.md allows."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.review.flows.release_figures import release_figures
from gvi.steps.review.flows.release_task import Decision, release_task
from gvi.steps.review.models import Gmi, MonthFigures, Release, SealedTask, Task
from gvi.steps.review.queries.figures import gmi_counts, year_before
from gvi.steps.review.refusals import (
    CodeNameBesideIncident,
    MonthReleased,
    MonthTooYoung,
    NeedsConfirmation,
    NotAMonthEnd,
    SecrecyTestTooShort,
    TieRefused,
    WrongState,
)
from gvi.steps.review.states import TaskState
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from tests.cast import in_room
from tests.steps.review.cast import (
    DAY,
    TEST,
    Company,
    acting,
    judge_as,
    make_group,
    make_incident,
    sealed_task_as,
    verbs_of,
)

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 31)
THEN = datetime(2026, 11, 30, 12, tzinfo=UTC)


def released(company: Company, task: SealedTask, **decision: object) -> Task:
    values = {"owner": company.partner.member.workspace, "test": TEST, **decision}
    with acting(company.decider) as actor:
        return release_task(task, Decision(**values), by=actor, at=timezone.now())  # type: ignore[arg-type]


def test_a_released_task_becomes_joint_and_leaves_the_rooms_own_list(company: Company) -> None:
    sealed = sealed_task_as(company.analyst, "Se över belysningen", incident=make_incident())
    task = released(company, sealed)
    assert (task.title, task.owner_id) == ("Se över belysningen", company.partner.member.workspace_id)
    with acting(company.decider):
        assert SealedTask.objects.get().state == TaskState.RELEASED
        decision = Release.objects.get()
    assert (decision.target, decision.test, decision.by) == (task.pk, TEST, company.decider.member.pk)
    assert verbs_of(company.decider)[-1] == "review.release_task"


def test_t34_a_task_that_names_both_is_not_released(company: Company) -> None:
    task = sealed_task_as(company.analyst, group=make_group("Sälg"), incident=make_incident())
    with pytest.raises(TieRefused):
        released(company, task)


def test_t34_not_by_words_either(company: Company) -> None:
    make_group("Sälg", own_row=False)
    task = sealed_task_as(company.analyst, "Tala med Sälgs ledare", incident=make_incident())
    with pytest.raises(CodeNameBesideIncident):
        released(company, task)


def test_t34_words_that_may_name_a_group_need_a_yes_beside_an_incident(company: Company) -> None:
    make_group("Sälg", own_row=False)
    with pytest.raises(NeedsConfirmation):
        released(company, sealed_task_as(company.analyst, "Tala med sälgarna", incident=make_incident()))
    assert released(company, sealed_task_as(company.analyst, "Tala med sälgarna")).title


def test_t31_a_text_that_may_point_at_a_person_needs_a_yes(company: Company) -> None:
    task = sealed_task_as(company.analyst, "Ring 070-174 06 40")
    with pytest.raises(NeedsConfirmation):
        released(company, task)
    assert released(company, task, confirmed=True).title == "Ring 070-174 06 40"


def test_t31_an_identity_number_is_never_released(company: Company) -> None:
    task = sealed_task_as(company.analyst, "Skydda 701063-9800")
    with pytest.raises(IdentityNumberRefused):
        released(company, task, confirmed=True)


@pytest.mark.parametrize("test", ["", "ok", " " * 40])
def test_a_secrecy_test_is_written(company: Company, test: str) -> None:
    with pytest.raises(SecrecyTestTooShort):
        released(company, sealed_task_as(company.analyst), test=test)


def test_only_a_decision_maker_releases_and_once(company: Company) -> None:
    task, now = sealed_task_as(company.analyst), timezone.now()
    decision = Decision(company.partner.member.workspace, TEST)
    for player in (company.analyst, company.coordinator, company.partner):
        with in_room(player) as actor:
            with pytest.raises(NotAllowed):
                release_task(task, decision, by=actor, at=now)
            with pytest.raises(NotAllowed):
                release_figures(OCTOBER, TEST, by=actor, at=THEN)
    released(company, task)
    with pytest.raises(WrongState):
        released(company, task)


def test_figures_count_the_twelve_months_that_ended_that_day(company: Company) -> None:
    inside, first_day = datetime(2026, 10, 31, 22, tzinfo=UTC), datetime(2025, 10, 31, 23, tzinfo=UTC)
    outside, too_old = datetime(2026, 10, 31, 23, tzinfo=UTC), datetime(2025, 10, 31, 22, 59, tzinfo=UTC)
    for gmi, when in ((Gmi.KNOWN, inside), (Gmi.SUSPECTED, first_day), (Gmi.NO, inside)):
        judge_as(company.analyst, make_incident(at=when, ago=0 * DAY), gmi=gmi)
    for when in (outside, too_old):
        judge_as(company.analyst, make_incident(at=when, ago=0 * DAY))
    with acting(company.decider) as actor:
        figures = release_figures(OCTOBER, TEST, by=actor, at=THEN)
    assert (figures.known, figures.suspected, figures.total) == (1, 1, 3)
    assert verbs_of(company.decider)[-1] == "review.release_figures"
    with acting(company.partner) as actor:
        counts = gmi_counts(actor, THEN - 365 * DAY, THEN)
    assert counts is not None and (counts.known, counts.total, counts.released_at) == (1, 3, THEN)


def test_a_month_is_released_thirty_days_after_its_end_and_once(company: Company) -> None:
    with acting(company.decider) as actor:
        with pytest.raises(MonthTooYoung):
            release_figures(OCTOBER, TEST, by=actor, at=THEN - DAY)
        release_figures(OCTOBER, TEST, by=actor, at=THEN)
        with pytest.raises(MonthReleased):
            release_figures(OCTOBER, TEST, by=actor, at=THEN)
        with pytest.raises(SecrecyTestTooShort):
            release_figures(date(2026, 9, 30), "kort", by=actor, at=THEN)


def test_only_month_ends(company: Company) -> None:
    with acting(company.decider) as actor, pytest.raises(NotAMonthEnd):
        release_figures(date(2026, 10, 30), TEST, by=actor, at=THEN)


def test_released_figures_are_frozen(company: Company) -> None:
    with acting(company.decider) as actor:
        release_figures(OCTOBER, TEST, by=actor, at=THEN)
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthFigures.objects.update(known=7)


@given(year=st.integers(2020, 2040), month=st.integers(1, 12))
def test_a_year_before_is_twelve_whole_months(year: int, month: int) -> None:
    from calendar import monthrange

    since, until = year_before(date(year, month, monthrange(year, month)[1]))
    assert (until.day, until.hour, since.day, since.hour) == (1, 0, 1, 0)
    assert (until.year - since.year, until.month) == (1, since.month)


def test_the_decision_pages(company: Company) -> None:
    sealed = sealed_task_as(company.analyst, "Se över Storgatan 3")
    client = company.decider.client()
    url = reverse("review:release_task", args=[sealed.pk])
    owner = str(company.partner.member.workspace_id)
    assert "Storgatan 3" in client.get(url).content.decode()
    assert client.post(url, {"owner": owner, "test": TEST}).status_code == 422
    assert client.post(url, {"owner": owner, "test": TEST, "confirmed": "on"}).status_code == 302
    figures = reverse("review:release_figures")
    months = client.get(figures).content.decode().split("<option value=")
    month = months[1].split('"')[1]
    assert client.post(figures, {"month_end": month, "test": "kort"}).status_code == 422
    assert client.post(figures, {"month_end": month, "test": TEST}).status_code == 302
    assert month in company.partner.client().get(reverse("review:figures")).content.decode()
