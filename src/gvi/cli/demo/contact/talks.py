"""The individual talks of the invented city: asked for, approved by another, tried with the check of the day, followed.

What is over is written together (``talk_rows.py``), but for some that were followed up; what goes on goes through the
flows one by one, and of very many the latest.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import polars as pl

from gvi.city.contact import CallInPlan, Eligible, PlannedTalk, injured, plan_talks, speech
from gvi.city.contact.talks import LINES, RECENT
from gvi.city.period import moment
from gvi.cli.demo.contact.talk_rows import Furniture, write_rows
from gvi.cli.demo.contact.world import World
from gvi.steps.incidents.models import Incident
from gvi.steps.talks.flows.approve_talk import Answers, approve_by_phone, approve_talk
from gvi.steps.talks.flows.end_talk import close_talk, follow_up, stop_talk
from gvi.steps.talks.flows.letters import add_team, approve_letter, write_letter
from gvi.steps.talks.flows.prepare_talk import Preparation, prepare_talk
from gvi.steps.talks.flows.record_attempt import Check, NewAttempt, check_safety, record_attempt
from gvi.steps.talks.flows.release_quarter import release_quarter
from gvi.steps.talks.flows.request_talk import NewTalk, request_talk
from gvi.steps.talks.models import Talk
from gvi.steps.talks.queries.quarter import next_to_release
from gvi.steps.talks.words import Concern, Line, Outcome, Reason, Stop, TalkKind
from gvi.trust.disclosures.queries.on_call import on_call_now
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace

ANALYST, LEAD = (Kind.POLICE, Role.ANALYST), (Kind.POLICE, Role.COORDINATOR)
DECIDER = (Kind.POLICE, Role.DECISION_MAKER)
DAY = timedelta(days=1)
MOST_LATELY = 24
OFTEN, MOST_FOLLOWED = 9, 3  # every so many of the talks that are over were followed up twice
AFTERNOON, EVENING = time(15, 30), time(17, 10)
PLACES = ("Hemma", "Utanför gymmet", "Vid skolan, efter sista lektionen", "Hos en anhörig")
FOLLOWED = "Hur har det gått sedan sist? Samma budskap."
TEST = "Antalen gäller hela staden och små tal är dolda. Ingen person eller grupp kan pekas ut."
TONIGHT = "Kretsen talar om att svara redan i kväll."
YOUNG = "Har börjat följa med de äldre. Vårdnadshavarna vill vara med."
SPOKEN = ("met", "family")


def load_talks(world: World, plans: Sequence[CallInPlan], members: list[Eligible], left_out: str) -> None:
    """Everything of this page but the quarters."""
    furniture = _furnish(world)
    shootings = _shootings(world.city.incidents, world.city.today)
    planned = plan_talks(
        world.city.seed, world.city.today, members, list(plans), shootings, injured(world.people), left_out
    )
    today = world.city.today
    over = [one for one in planned if _is_over(one, today)]
    lately = [one for one in planned if one not in over]
    many = [replace(one, end="closed") for one in lately[:-MOST_LATELY] if _was_held(one, today)]
    followed = over[::OFTEN][:MOST_FOLLOWED]
    write_rows(world, [*(one for one in over if one not in followed), *many], furniture)
    told = followed + lately[-MOST_LATELY:]
    for place, one in enumerate(told):
        _through_flows(world, one, place, furniture)
    _tonight(world, members)
    _young(world, members)


def _is_over(one: PlannedTalk, today: date) -> bool:
    return one.kind == "message" and one.end in {"closed", "stopped"} and one.last_try < today - RECENT * DAY


def _was_held(one: PlannedTalk, today: date) -> bool:
    return (
        one.kind == "message" and one.tries[-1:] in (("met",), ("family",)) and one.last_try < today - 4 * DAY
    )


def _shootings(incidents: pl.DataFrame, today: date) -> list[tuple[str, datetime, str, str]]:
    """The latest confirmed ones between two groups, newest first."""
    found = incidents.filter(
        pl.col("state") == "confirmed",
        pl.col("kind").is_in(["shooting", "explosion"]),
        pl.col("actor_group").is_not_null(),
        pl.col("target_group").is_not_null(),
        pl.col("occurred_at") > moment(today - 60 * DAY, time(0)),
    )
    columns = ("id", "occurred_at", "actor_group", "target_group")
    return list(found.sort("occurred_at", descending=True).head(3).select(columns).iter_rows())


def _furnish(world: World) -> Furniture:
    """Teams, and a letter in three versions of which the last waits."""
    ago = [world.city.today - days * DAY for days in (364, 110, 2)]
    letters = []
    for day, words in zip(ago, speech.TALK_LETTERS, strict=True):
        with world.act(*ANALYST, day, time(9, 40)) as (by, at):
            letters.append(write_letter(words, by=by, at=at))
    for day, letter in zip(ago, letters[:2], strict=False):
        with world.act(*DECIDER, day + DAY, time(10, 5)) as (by, at):
            approve_letter(letter, by=by, at=at)
            letter.approved_at = at
    with world.act(*LEAD, ago[0], time(9, 50)) as (by, at):
        teams = [add_team(name, by=by, at=at) for name in speech.TEAMS]
    return Furniture(tuple(teams), tuple(letters[:2]), ago[1])


def _through_flows(world: World, one: PlannedTalk, place: int, furniture: Furniture) -> None:
    asked_on = one.asked_at.date()
    with world.act(*ANALYST, asked_on, time(12)) as (by, _):
        talk = request_talk(_new(world, one), by=by, at=one.asked_at)
    if one.end == "requested":
        return
    with world.act(*DECIDER, asked_on, time(16, 20)) as (by, at):
        approve_talk(talk, Answers(), by=by, at=at)
    if one.end == "approved":
        return
    with world.act(*LEAD, one.last_try, time(18)) as (by, _):
        _prepare_and_try(world, talk, one, place, furniture)
        if one.end == "stopped":
            stop_talk(talk, Stop(one.stop), by=by, at=world.at_most(one.last_try + DAY, time(9, 5)))
    again = one.end == "closed" and one.kind == "message" and one.last_try < world.city.today - 65 * DAY
    if one.end == "follow_up" or again:
        _follow(world, talk, one, furniture, done=again)
    if one.end == "closed":
        ended = one.last_try + (62 if again else 3) * DAY
        with world.act(*LEAD, ended, time(9, 30)) as (by, at):
            close_talk(talk, by=by, at=at)


def _new(world: World, one: PlannedTalk) -> NewTalk:
    return NewTalk(
        person=world.known[one.person].pk,
        kind=TalkKind(one.kind),
        reason=Reason(one.reason),
        words=one.words,
        group=world.groups[one.group] if one.group else None,
        incident=Incident.objects.get(pk=UUID(one.incident)) if one.incident else None,
        callin=world.callins[one.callin] if one.callin else None,
    )


def _prepare_and_try(world: World, talk: Talk, one: PlannedTalk, place: int, furniture: Furniture) -> None:
    """In the coordinator's act: team, place and letter, then each attempt with the check of its day."""
    by = world.actor(*LEAD)
    ready = world.at_most(min(one.first_try, world.city.today), time(14, 30))
    how = Preparation(
        furniture.teams[place % 3], one.first_try, PLACES[place % 4], furniture.letter(one.first_try)
    )
    prepare_talk(talk, how, by=by, at=ready)
    for number, outcome in enumerate(one.tries):
        day = one.first_try + number * DAY
        check_safety(talk, Check(True, True, True), by=by, at=world.at_most(day, AFTERNOON))
        spoken = outcome in SPOKEN and one.kind == "message"
        lines = tuple(Line(line) for line in LINES[: 4 - place % 2]) if spoken else ()
        new = NewAttempt(uuid4(), Outcome(outcome), lines, card_left=spoken)
        record_attempt(talk, new, by=by, at=world.at_most(day, EVENING))


def _follow(world: World, talk: Talk, one: PlannedTalk, furniture: Furniture, *, done: bool) -> None:
    """Two talks more; ``done`` means that both have been held since."""
    with world.act(*LEAD, one.last_try + DAY, time(9, 20)) as (by, at):
        repeats = follow_up(talk, FOLLOWED, by=by, at=at)
    if not done:
        return
    with world.act(*DECIDER, one.last_try + DAY, time(16)) as (by, at):
        for repeat in repeats:
            approve_talk(repeat, Answers(), by=by, at=at)
    for repeat, days in zip(repeats, (12, 58), strict=True):
        day = one.last_try + days * DAY
        held = replace(one, reason="repeat", first_try=day, tries=("met",))
        with world.act(*LEAD, day, time(18, 30)) as (by, at):
            _prepare_and_try(world, repeat, held, days, furniture)
            close_talk(repeat, by=by, at=at)


def _tonight(world: World, members: list[Eligible]) -> None:
    """Asked for a moment ago after the last shooting, approved by phone by whoever is on call."""
    incidents = world.city.incidents.filter(state="waiting").sort("occurred_at", descending=True)
    for row in incidents.iter_rows(named=True):
        known = [
            one for one in members if one.group == row["target_group"] and one.adult_from <= world.city.today
        ]
        if not known:
            continue
        incident = Incident.objects.get(pk=UUID(row["id"]))
        with world.act(*ANALYST, world.city.today, time(23, 59)) as (by, at):
            new = NewTalk(
                person=world.known[known[-1].person].pk,
                kind=TalkKind.MESSAGE,
                reason=Reason.REVENGE,
                words=TONIGHT,
                group=world.groups[known[-1].group],
                incident=incident,
            )
            talk = request_talk(new, by=by, at=at)
            decider = on_call_now(by, at).first()
            if decider:
                approve_by_phone(talk, decider.pk, Answers(), by=by, at=at)
        return


def _young(world: World, members: list[Eligible]) -> None:
    """Somebody under eighteen: the report of concern is answered, one has approved, another has yet to (T27)."""
    young = next((one for one in members if world.city.today < one.adult_from < date.max), None)
    if young is None:
        return
    day = world.city.today - 2 * DAY
    with world.act(*ANALYST, day, time(10, 10)) as (by, at):
        new = NewTalk(
            person=world.known[young.person].pk,
            kind=TalkKind.MESSAGE,
            reason=Reason.NEW,
            words=YOUNG,
            group=world.groups[young.group],
            concern=Concern.MADE,
            concern_reference="OA 2026-311",
            guardians="Båda är med vid samtalet.",
        )
        talk = request_talk(new, by=by, at=at)
    with world.act(*DECIDER, day + DAY, time(11)) as (by, at):
        approve_talk(talk, Answers(), by=by, at=at)


def release_quarters(world: World) -> None:
    """Each closed quarter in its turn, a fortnight after it ended."""
    while ends := _next_quarter(world):
        with world.act(*DECIDER, ends + 14 * DAY, time(10, 40)) as (by, _):
            release_quarter(ends, TEST, by=by, at=world.now)


def _next_quarter(world: World) -> date | None:
    """The one whose turn it is, and whose fortnight has passed."""
    by = world.actor(*DECIDER)
    with as_workspace(by):
        return next_to_release(by.workspace_id, world.city.today - 14 * DAY)
