"""The police's own study of groups: asked and answered in their room, and only its sentence leaves it."""

import re
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.models import GroupReach
from gvi.steps.mapping.queries.report.opened import old_enough
from gvi.steps.review.models import Release
from gvi.steps.studies.flows.ask_wedge import WedgeQuestion, ask_wedge
from gvi.steps.studies.flows.release_wedge import SentenceDecision, release_wedge
from gvi.steps.studies.flows.work_on_wedge import work_on_wedge
from gvi.steps.studies.models import ReleasedSentence, WedgeRun
from gvi.steps.studies.queries.wedge_rows import wedge_rows
from gvi.steps.studies.refusals import OwnQuestion, SentenceReleased, TooFewGroups
from gvi.steps.studies.states import RunState
from gvi.steps.studies.wedge_words import sentence
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.site.study_samples import SENTENCE, wedge_result
from tests.steps.groups.belonging import make_group
from tests.steps.mapping.world import judged_as
from tests.steps.studies.answering import found
from tests.steps.studies.studying import MARKS

TEST = "Meningen gäller sex grupper under två år och pekar inte ut någon av dem."
DECISION = SentenceDecision(TEST, MARKS)


@pytest.fixture
def decider(locker: Player) -> Player:
    """The decision maker of the police room."""
    return make_player(locker.member.workspace, Role.DECISION_MAKER)


def ask(player: Player, months: int = 24) -> WedgeRun:
    with in_room(player) as actor:
        return ask_wedge(WedgeQuestion(months), by=actor, at=timezone.now(), defer=False)


def done(player: Player, *, groups: int = 6, months: int = 24) -> WedgeRun:
    run = ask(player, months)
    with in_room(player):
        WedgeRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
        WedgeRun.objects.filter(pk=run.pk).update(
            state=RunState.DONE, groups=groups, incidents=40, result=wedge_result()
        )
        return WedgeRun.objects.get(pk=run.pk)


def release(run: WedgeRun, player: Player) -> ReleasedSentence:
    with in_room(player) as actor:
        return release_wedge(run, DECISION, by=actor, at=timezone.now())


def test_the_period_ends_at_a_month_end_that_is_old_enough(city: Programme, locker: Player) -> None:
    assert ask(locker).period_until == old_enough(timezone.localdate())


def test_t34_the_very_sentence_leaves_and_nothing_else(
    city: Programme, locker: Player, decider: Player, reader: Player
) -> None:
    made = release(done(locker), decider)
    assert {made.sv, made.en} == set(SENTENCE.values())
    with in_room(decider):
        assert Release.objects.get(what="wedge").target == made.pk
    page = reader.client().get(reverse("studies:home")).content.decode()
    assert SENTENCE["sv"] in page
    assert TEST not in page


def test_t34_the_sentence_tells_the_months_asked_about_and_no_week() -> None:
    made = replace(found(), method="stepped_wedge", start="2025-W21", n_units=9)
    told = [sentence(made, date(2024, 10, 1), date(2026, 9, 30), lang) for lang in ("sv", "en")]
    assert told[0].startswith("Från oktober 2024 till september 2026")
    for text in told:
        assert not re.search("vecka|week|W21|juli|July|2025|9 enheter|9 units", text)


def test_whoever_asked_does_not_release(city: Programme, decider: Player) -> None:
    with pytest.raises(OwnQuestion):
        release(done(decider), decider)


def test_t34_a_sentence_about_few_groups_stays(city: Programme, locker: Player, decider: Player) -> None:
    with pytest.raises(TooFewGroups):
        release(done(locker, groups=4), decider)


def test_t34_each_end_of_a_period_is_told_of_once(city: Programme, locker: Player, decider: Player) -> None:
    release(done(locker), decider)
    with pytest.raises(SentenceReleased):
        release(done(locker, months=12), decider)


def test_only_a_decision_maker_releases(city: Programme, locker: Player) -> None:
    run = done(locker)
    other = make_player(locker.member.workspace, Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        release(run, other)


def test_t01_no_other_room_reads_a_row(city: Programme, locker: Player, writer: Player) -> None:
    run = done(locker)
    stranger = make_player(make_workspace(Kind.POLICE, name="Polisen Sjöstad"), Role.COORDINATOR)
    for player in (writer, stranger):
        with in_room(player):
            assert not WedgeRun.objects.exists()
        assert player.client().get(reverse("studies:wedge", args=[run.pk])).status_code == 404


INSERT = """
    insert into studies_releasedsentence (id, owner_id, period_from, period_until, sv, en, released_at, released_by,
        registry_number, secrecy_marking, erasure_decision)
    select w.id, w.workspace_id, w.period_from, w.period_until, {sv}, w.result -> 'sentence' ->> 'en', now(),
        gvi.ticket_member(), 'KS', '', 'x' from studies_wedgerun w
"""


@pytest.mark.parametrize("sv", ["'Gruppen Sälgen sköt'", "w.result -> 'sentence' ->> 'sv'"])
def test_t34_by_sql_no_other_sentence_leaves_nor_any_without_a_test(
    sv: str, city: Programme, locker: Player, decider: Player
) -> None:
    done(locker)
    with (
        in_room(decider),
        pytest.raises(DatabaseError, match="only the sentence"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(INSERT.format(sv=sv))


def test_groups_are_read_by_week_from_their_first_contact(city: Programme, locker: Player) -> None:
    groups = [make_group(name) for name in ("Ask", "Gran", "Al")]
    for ago in (60, 100, 140, 180):
        judged_as(locker, ago=timedelta(days=ago), acting=(groups[0],), suffering=(groups[1],))
    until = timezone.localdate() - timedelta(days=30)
    with in_room(locker):
        rows = wedge_rows(until - timedelta(days=200), until)
    assert rows.groups == 3
    assert rows.starts == {}
    told = {
        row["unit"]: row
        for row in rows.table.group_by("unit").agg(pl.col("acting", "either").sum()).to_dicts()
    }
    assert (told[str(groups[0].pk)]["acting"], told[str(groups[1].pk)]["acting"]) == (4, 0)
    assert told[str(groups[1].pk)]["either"] == 4
    assert rows.table.height % 3 == 0
    assert not GroupReach.objects.exists()


def test_what_cannot_be_answered_says_so(city: Programme, locker: Player) -> None:
    make_group("Ask")
    run = ask(locker)
    work_on_wedge(run.pk, by=locker.actor, at=timezone.now())
    with in_room(locker):
        after = WedgeRun.objects.get(pk=run.pk)
    assert after.state == RunState.FAILED
    assert after.error
