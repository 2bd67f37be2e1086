"""The quarter's counts: small ones hidden so that nothing can be worked out (T26), no group beside a talk (T34)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.steps.groups.models import Group
from gvi.steps.review.models import Judgement, JudgementSide
from gvi.steps.review.refusals import SecrecyTestTooShort
from gvi.steps.talks.deadlines import STOCKHOLM
from gvi.steps.talks.flows.release_quarter import release_quarter
from gvi.steps.talks.models import Band, GroupBand, Quarter, Talk
from gvi.steps.talks.queries.quarter import (
    Counted,
    bands_at,
    before,
    count_quarter,
    may_tell,
    next_to_release,
    quarter_end,
)
from gvi.steps.talks.refusals import NotAClosedQuarter
from gvi.steps.talks.words import Line, Outcome
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.signing import signed
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.groups.belonging import make_incident
from tests.steps.talks.talking import attempt_of, ready, try_it

ENDS = before(quarter_end(timezone.localdate()))
TEST = "Ingen kan lida men: antalen gäller hela staden och små antal är dolda."
COUNTS = st.integers(0, 40)


def inside(day: int = 10) -> datetime:
    """Noon some days before the end of the last closed quarter."""
    last = ENDS - timedelta(days=day)
    return datetime(last.year, last.month, last.day, 12, tzinfo=STOCKHOLM)


@settings(deadline=None)
@given(COUNTS, COUNTS, COUNTS)
def test_t26_no_small_count_is_shown_and_none_can_be_worked_out(met: int, family: int, others: int) -> None:
    total = met + family + others
    told = may_tell(Counted(ENDS, total, met, family, None, 0))
    for shown, true in ((told.attempts, total), (told.met, met), (told.family, family)):
        assert shown is None or (shown == true and shown >= 5)
    if told.attempts is not None and told.met is not None and told.family is not None:
        assert others >= 5
    if told.attempts is not None:
        assert total - (told.met or 0) - (told.family or 0) >= 5


@given(st.integers(0, 9))
def test_t26_the_median_is_hidden_under_five_cases(cases: int) -> None:
    told = may_tell(Counted(ENDS, 30, 10, 10, 31, cases))
    assert (told.median_hours is None) == (cases < 5)


@given(st.dates(date(2024, 1, 1), date(2031, 12, 31)))
def test_quarters_follow_upon_each_other(day: date) -> None:
    ends = quarter_end(day)
    assert ends >= day and (ends + timedelta(days=1)).day == 1 and ends.month in {3, 6, 9, 12}
    assert quarter_end(before(ends)) == before(ends) and quarter_end(before(ends) + timedelta(days=1)) == ends


@pytest.mark.django_db
def test_t26_a_quarter_is_released_once_in_order_and_with_a_secrecy_test(
    analyst: Player, decider: Player
) -> None:
    with in_room(decider) as actor:
        assert next_to_release(actor.workspace_id, timezone.localdate()) == ENDS
        with pytest.raises(SecrecyTestTooShort):
            release_quarter(ENDS, "ok", by=actor, at=timezone.now())
        for wrong in (before(ENDS), quarter_end(timezone.localdate())):
            with pytest.raises(NotAClosedQuarter):
                release_quarter(wrong, TEST, by=actor, at=timezone.now())
        made = release_quarter(ENDS, TEST, by=actor, at=timezone.now())
        assert (made.attempts, made.met, made.through_family, made.median_hours) == (None,) * 4
        with pytest.raises(NotAClosedQuarter):
            release_quarter(ENDS, TEST, by=actor, at=timezone.now())
    with in_room(analyst) as actor, pytest.raises(NotAllowed):
        release_quarter(ENDS, TEST, by=actor, at=timezone.now())


@pytest.mark.django_db
def test_a_quarter_counts_attempts_met_and_family_and_the_time_from_incident_to_first_contact(
    analyst: Player,
) -> None:
    for hours in (10, 20, 30, 40, 50):
        incident = make_incident(occurred_at=timezone.now() - timedelta(hours=hours))
        talk = ready(analyst, incident=incident)
        try_it(talk, analyst, attempt_of())
        try_it(talk, analyst, attempt_of(Outcome.MET, lines=tuple(Line)))
    with in_room(analyst):
        counted = count_quarter(quarter_end(timezone.localdate()))
    assert (counted.attempts, counted.met, counted.family, counted.cases) == (10, 5, 0, 5)
    assert counted.median_hours == 30
    told = may_tell(counted)
    assert told.median_hours == 30 and told.family is None and None in (told.attempts, told.met)


def _sided(player: Player, group: Group, days_before: int) -> None:
    """An incident of ``group``, judged, so many days before the quarter's end."""
    when = inside(days_before)
    incident = make_incident(occurred_at=when, state="confirmed")
    with in_room(player) as actor:
        by = signed(actor, timezone.now())
        told = Judgement.objects.create(
            incident=incident, version=1, gmi="known", certainty="high", motive="dispute", **by
        )
        JudgementSide.objects.create(judgement=told, group=group, side="acting", **by)


@pytest.mark.django_db
def test_t34_bands_are_told_only_where_each_covers_three_groups_and_three_incidents(
    analyst: Player, decider: Player
) -> None:
    groups = [Group.objects.create(code_name=f"Träd {n}", own_row=True) for n in range(6)]
    hidden = Group.objects.create(code_name="Dold")
    for group in (*groups[:3], hidden):
        _sided(analyst, group, 10)
    for group in groups[3:5]:
        _sided(analyst, group, 120)
    with in_room(decider):
        assert bands_at(ENDS) == {}
    _sided(analyst, groups[5], 200)
    with in_room(decider) as actor:
        bands = bands_at(ENDS)
        made = release_quarter(ENDS, TEST, by=actor, at=timezone.now())
    assert set(bands) == {group.pk for group in groups}
    assert [list(bands.values()).count(band) for band in Band] == [3, 3, 0]
    assert GroupBand.objects.filter(quarter=made).count() == 6
    reader = make_player(make_workspace(Kind.MUNICIPALITY), Role.READER)
    text = reader.client().get(reverse("talks:quarter")).content.decode()
    assert "Träd 0" in text and "Dold" not in text and "döljs" in text


@pytest.mark.django_db
def test_the_page_of_the_decision_shows_what_leaves_and_what_is_hidden(
    analyst: Player, decider: Player
) -> None:
    url, browser = reverse("talks:release_quarter"), decider.client()
    assert "döljs" in browser.get(url).content.decode()
    assert browser.post(url, {"test": "nej"}).status_code == 422
    assert browser.post(url, {"test": TEST}).status_code == 302
    assert "Inget kvartal att lämna" in browser.get(url).content.decode()
    assert analyst.client().get(url).status_code == 404


@pytest.mark.django_db
def test_t34_a_frozen_quarter_is_never_changed(decider: Player) -> None:
    with in_room(decider) as actor:
        made = release_quarter(ENDS, TEST, by=actor, at=timezone.now())
        for act in (
            lambda: Quarter.objects.update(attempts=9),
            lambda: Quarter.objects.filter(pk=made.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()
    assert Talk.objects.count() == 0
