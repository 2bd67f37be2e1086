"""Some sixty individual talks a year for each five groups: in bursts, most attempts in vain, a few stopped.

Bursts follow violence and call-ins: the absent within a week, groups that nobody came for within two, both sides of a
shooting within two days. In the last fortnight there is something in every state.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from gvi.city.contact.callins import CallInPlan
from gvi.city.contact.chosen import Eligible
from gvi.city.period import moment
from gvi.city.seeds import Stream, pick, stream

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
A_YEAR, BURST = 48, 10
BURSTS_AGO = (300, 210, 100)
STOPPED = 0.08
FAMILY = 0.15
TRIES = {1: 0.3, 2: 0.35, 3: 0.2, 4: 0.15}
IN_VAIN = {"not_home": 0.7, "refused": 0.18, "wrong_address": 0.12}
STOPS = {"unsafe": 0.3, "not_found": 0.3, "no_longer": 0.3, "open_case": 0.1}
SPREAD = {"routine": 0.5, "new": 0.25, "release": 0.25}
LINES = ("not_die", "not_kill", "group", "help")
APART, SILENT = timedelta(days=14), timedelta(days=60)
IN_TIME = timedelta(days=13)  # the first follow-up is due a day later
MORE = 8
RECENT = 30  # days: talks that old go on, all before are ended
WORDS = {
    "revenge": "Kretsen talar om att ge igen. Budskapet behöver nå fram innan dess.",
    "conflict": "Konflikten har trappats upp under veckan.",
    "absent": "Kom inte till mötet. Ska höra samma sak som de andra.",
    "unreached": "Ingen i gruppen var på mötet.",
    "routine": "Ingen har talat med personen på länge.",
    "new": "Har börjat synas med gruppen.",
    "release": "Friges i veckan och väntas hem till området.",
}
THIS_WEEK = {
    "prepared": (),
    "attempted": ("refused", "not_home"),
    "through_family": ("not_home", "family"),
    "follow_up": ("not_home", "met"),
    "requested": (),
    "approved": (),
}
SAFETY_WORDS = "Utsattes i helgen och kan bli det igen. Kontakt för personens trygghet."


@dataclass(frozen=True)
class PlannedTalk:
    """One talk. ``end`` is the state it is in today; ``tries`` are its outcomes, one a day from the first."""

    person: str
    group: str | None
    kind: str
    reason: str
    words: str
    asked_at: datetime
    first_try: date
    tries: tuple[str, ...]
    end: str
    stop: str = ""
    callin: int | None = None
    incident: str | None = None

    @property
    def last_try(self) -> date:
        """The day of the last attempt, or of the first that was meant."""
        return self.first_try + max(0, len(self.tries) - 1) * DAY


@dataclass(frozen=True)
class _Ask:
    about: Eligible
    reason: str
    asked_on: date
    callin: int | None = None
    incident: str | None = None


def plan_talks(
    seed: int,
    today: date,
    members: list[Eligible],
    callins: list[CallInPlan],
    shootings: list[tuple[str, datetime, str, str]],
    injured: list[tuple[str, date]],
    left_out: str,
) -> list[PlannedTalk]:
    """Return the talks of a year in the order in which they were asked for.

    ``shootings`` are id, time and the two groups of recent ones, newest first; ``injured`` may be met for safety. With
    the group ``left_out`` nobody has talked for two months, though it was asked for.
    """
    rng = stream(seed, "contact.talks")
    adults = [one for one in members if one.adult_from <= today]
    wanted = A_YEAR * max(1, len({one.group for one in members}) // 5)
    diary = _Diary()
    for ask in (*_after_callins(adults, callins), *_after_shootings(adults, shootings, today)):
        diary.put(ask)
    for ask in (*_bursts(adults, today, wanted, rng), *_spread(adults, today, wanted, rng)):
        if len(diary.asks) < wanted:
            diary.put(ask)
    silent = today - SILENT
    asks = [
        ask
        for ask in diary.asks
        if ask.about.group != left_out or ask.asked_on < silent or ask.reason == "unreached"
    ]
    talks = [_talk(ask, today, rng) for ask in asks]
    talks = [_left(one) if one.group == left_out and one.asked_at.date() >= silent else one for one in talks]
    others = [one for one in adults if one.group != left_out]
    talks += [*_safety(injured, today, rng), *_this_week(others, talks, today)]
    return sorted(talks, key=lambda one: (one.asked_at, one.person))


def _left(one: PlannedTalk) -> PlannedTalk:
    """The talk as nobody has come to it yet."""
    return replace(one, tries=(), end="requested", stop="")


class _Diary:
    """Who is asked for when: nobody twice within a fortnight."""

    def __init__(self) -> None:
        self.asks: list[_Ask] = []
        self._days: dict[str, list[date]] = {}

    def put(self, ask: _Ask) -> None:
        days = self._days.setdefault(ask.about.person, [])
        if ask.asked_on >= ask.about.adult_from and all(abs(ask.asked_on - day) >= APART for day in days):
            days.append(ask.asked_on)
            self.asks.append(ask)


def _after_callins(members: list[Eligible], callins: list[CallInPlan]) -> Iterator[_Ask]:
    """The absent, and somebody of each group that nobody came for."""
    for callin in callins:
        absent = [one.about for one in callin.nominees if one.mark.startswith("absent")]
        yield from (_Ask(about, "absent", callin.before(-1), callin=callin.number) for about in absent)
        if not callin.nominees or not callin.held:
            continue
        left = {
            one.group: one for one in members if one.since < callin.day and one.group not in callin.reached
        }
        listed = {one.about.person for one in callin.nominees}
        for one in list(left.values())[:BURST]:
            if one.person not in listed:
                yield _Ask(one, "unreached", callin.before(-2), callin=callin.number)


def _after_shootings(
    members: list[Eligible], shootings: list[tuple[str, datetime, str, str]], today: date
) -> Iterator[_Ask]:
    """Both sides of a shooting the day after: who may strike back first."""
    for incident, at, actor, target in shootings:
        asked = min(at.date() + DAY, today - DAY)
        for group, reason in ((target, "revenge"), (actor, "conflict")):
            known = [one for one in members if one.group == group and one.since < asked]
            for one in known[:3]:
                yield _Ask(one, reason, asked, incident=incident)


def _bursts(members: list[Eligible], today: date, wanted: int, rng: Stream) -> Iterator[_Ask]:
    """Ten talks in two weeks, three times in the year."""
    for ago in BURSTS_AGO:
        began = today - ago * DAY
        known = [one for one in members if one.since < began]
        for place in rng.permutation(len(known))[: BURST * wanted // A_YEAR]:
            yield _Ask(known[place], "conflict", _workday(began + int(rng.integers(0, 10)) * DAY))


def _spread(members: list[Eligible], today: date, wanted: int, rng: Stream) -> Iterator[_Ask]:
    """More than are wanted, since many will be too near another."""
    for reason in pick(rng, SPREAD, MORE * wanted):
        asked = _workday(today - int(rng.integers(8, 340)) * DAY)
        one = members[int(rng.integers(0, len(members)))] if members else None
        if one and one.since < asked:
            yield _Ask(one, reason, asked)


def _talk(ask: _Ask, today: date, rng: Stream) -> PlannedTalk:
    """What came of it: tried until somebody was met, and closed if it is old."""
    urgent = ask.reason in {"revenge", "conflict"}
    first = ask.asked_on + (1 if urgent else int(rng.integers(1, 5))) * DAY
    asked_at = moment(ask.asked_on, time(int(rng.integers(9, 12)), int(rng.integers(0, 60))))
    count = int(pick(rng, {str(key): share for key, share in TRIES.items()}, 1)[0])
    vain, met = pick(rng, IN_VAIN, count), "family" if rng.random() < FAMILY else "met"
    stopped, old = rng.random() < STOPPED, ask.asked_on < today - RECENT * DAY
    tries = tuple(vain[:-1]) if stopped else (*vain[:-1], met)
    tries = tuple(one for place, one in enumerate(tries) if first + place * DAY < today)
    lately = first + max(0, len(tries) - 1) * DAY > today - IN_TIME
    end = _end(stopped, tries, old or not lately, rng)
    return PlannedTalk(
        ask.about.person,
        ask.about.group,
        "message",
        ask.reason,
        WORDS[ask.reason],
        asked_at,
        first,
        tries,
        end,
        pick(rng, STOPS, 1)[0] if stopped else "",
        ask.callin,
        ask.incident,
    )


def _end(stopped: bool, tries: tuple[str, ...], old: bool, rng: Stream) -> str:
    if stopped:
        return "stopped"
    if not tries or tries[-1] not in {"met", "family"}:
        return "attempted" if tries else "prepared"
    if old:
        return "closed"
    return "follow_up" if rng.random() < 0.6 else "delivered" if tries[-1] == "met" else "through_family"


def _safety(injured: list[tuple[str, date]], today: date, rng: Stream) -> Iterator[PlannedTalk]:
    """Contacts for somebody's safety: no group, no message."""
    met: set[str] = set()
    for place in range(4):
        asked = _workday(today - (12 + 70 * place) * DAY)
        person = next((one for one, since in injured if since < asked and one not in met), None)
        if person is None:
            return
        met.add(person)
        yield PlannedTalk(
            person,
            None,
            "safety",
            "revenge",
            SAFETY_WORDS,
            moment(asked, time(10, int(rng.integers(0, 60)))),
            asked + DAY,
            ("met",) if place else ("not_home", "met"),
            "closed" if place else "delivered",
        )


def _this_week(members: list[Eligible], talks: list[PlannedTalk], today: date) -> Iterator[PlannedTalk]:
    """Requests and approvals of these days, with those whom nobody has talked with lately."""
    latest = {one.person: one.asked_at.date() for one in sorted(talks, key=lambda one: one.asked_at)}
    free = [one for one in members if latest.get(one.person, today - 99 * DAY) < today - APART]
    for place, (end, tries) in enumerate(2 * tuple(THIS_WEEK.items())):
        if place < len(free):
            reason = "routine" if place % 2 else "new"
            yield PlannedTalk(
                free[place].person,
                free[place].group,
                "message",
                reason,
                WORDS[reason],
                moment(_workday(today - (3 + place % 2) * DAY), time(9 + place % 6, 20)),
                today - len(tries) * DAY if tries else today + (place % 3) * DAY,
                tries,
                end,
            )


def _workday(day: date) -> date:
    return day - max(0, day.weekday() - 4) * DAY
