"""The call-ins of the invented city: three that have been held and one that is being planned.

The first is so old that nothing about persons is left of it. A quarter of those called to the second and third stayed
away; the fourth is some weeks ahead, its list still open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from gvi.city.contact.chosen import Eligible
from gvi.city.period import last
from gvi.city.seeds import Stream, stream

THURSDAY = 3
DAY = timedelta(days=1)
AGO = (395, 130, 21)
AHEAD = 37
LEADS = 26  # days before the day by which somebody has to be known to be nominated
VENUES = (
    "Folkets hus, stora salen",
    "Missionskyrkan, församlingssalen",
    "Stadshuset, sessionssalen",
    "Medborgarhuset, hörsalen",
)
SEATS, RESERVES = 11, 2
ABSENT_EVERY = 4
VALID_REASON = 0.7
SUPERVISED_SHARE = 0.6
WHY = (
    "Lyssnas på av de yngre i gruppen och har talat för lugn två gånger i höst.",
    "Är kusin med två i gruppen och är den som de ringer först.",
    "Har själv sagt att det får vara nog efter det som hände i somras.",
    "Umgås med båda kretsarna i gruppen och för saker vidare.",
    "Har lämnat det mesta men träffar gruppen varje vecka.",
    "Är den som de andra frågar innan något händer.",
)
APART = "Har legat i öppen konflikt sedan i våras och får inte vara i samma rum."


@dataclass(frozen=True)
class Nominated:
    """One on the list: ``state`` as the product names it; ``mark`` is what came of it at the door, empty before."""

    about: Eligible
    words: str
    state: str
    session: int = 1
    supervision: str = "none"
    mark: str = ""


@dataclass(frozen=True)
class CallInPlan:
    """One call-in. ``persons`` tells whether anything about persons is still kept."""

    number: int
    day: date
    venue: str
    sessions: int
    held: bool
    nominees: tuple[Nominated, ...] = ()
    apart: tuple[tuple[str, str], ...] = field(default=())

    def before(self, days: int) -> date:
        """The working day so many days before; negative is after."""
        day = self.day - days * DAY
        return day - max(0, day.weekday() - 4) * DAY

    @property
    def reached(self) -> frozenset[str]:
        """Groups somebody of whom came."""
        return frozenset(one.about.group for one in self.nominees if one.mark == "attended")


def plan_callins(seed: int, today: date, members: list[Eligible], left_out: str) -> list[CallInPlan]:
    """Return the four, oldest first; nobody of the group ``left_out`` was called to the third."""
    rng = stream(seed, "contact.callins")
    days = [last(THURSDAY, today - ago * DAY) for ago in AGO] + [
        _open_day(last(THURSDAY, today + (AHEAD + 7) * DAY))
    ]
    first, second, third, coming = days
    others = [one for one in members if one.group != left_out]
    return [
        CallInPlan(1, first, VENUES[0], 1, held=True),
        CallInPlan(2, second, VENUES[1], 1, held=True, nominees=_held(members, second, rng)),
        CallInPlan(3, third, VENUES[2], 1, held=True, nominees=_held(others, third, rng)),
        _coming(coming, today, members, rng),
    ]


def _open_day(day: date) -> date:
    """``day``, or the Thursday after the holidays when it falls among them."""
    if (day.month, day.day) >= (12, 20):
        day = date(day.year + 1, 1, 7)
    elif (day.month, day.day) <= (1, 6):
        day = date(day.year, 1, 7)
    return day + (THURSDAY - day.weekday()) % 7 * DAY


def _held(members: list[Eligible], day: date, rng: Stream) -> tuple[Nominated, ...]:
    """Everybody on a list that has been decided about, and who came."""
    before = day - LEADS * DAY
    known = [one for one in members if one.named and max(one.since, one.adult_from) < before]
    chosen = _mixed(known, rng)[: SEATS + RESERVES + 1]
    return tuple(_called(place, one, len(chosen), rng) for place, one in enumerate(chosen))


def _called(place: int, about: Eligible, count: int, rng: Stream) -> Nominated:
    words, supervision = _words(place), _supervision(about, rng)
    reserves = RESERVES if count > SEATS else 1
    left = count - place
    if left <= 1 + reserves:
        return Nominated(about, words, "not_called" if left == 1 else "reserve", supervision=supervision)
    mark = "attended"
    if place % ABSENT_EVERY == 2:
        mark = "absent" if rng.random() < VALID_REASON else "absent_excused"
    return Nominated(about, words, "approved", supervision=supervision, mark=mark)


def _coming(day: date, today: date, members: list[Eligible], rng: Stream) -> CallInPlan:
    """The one that is planned: some wait for a check, some for a decision, two must not meet."""
    known = _mixed([one for one in members if one.since < today - 8 * DAY], rng)
    known = sorted(known, key=lambda one: one.adult_from > today)[:12]
    states = (
        "approved",
        "not_called",
        "nominated",
        "checked",
        "approved",
        "reserve",
        "nominated",
        "approved",
    )
    listed = tuple(
        Nominated(
            one,
            _words(place + 3),
            "nominated" if one.adult_from > today else states[place % len(states)],
            1 + place % 2,
        )
        for place, one in enumerate(known)
    )
    return CallInPlan(4, day, VENUES[3], 2, held=False, nominees=listed, apart=tuple(_rivals(listed)))


def _rivals(listed: tuple[Nominated, ...]) -> Iterator[tuple[str, str]]:
    """Two of different groups in different sessions."""
    for one in listed:
        for other in listed:
            if one.about.group != other.about.group and (one.session, other.session) == (1, 2):
                yield one.about.person, other.about.person
                return


def _mixed(members: list[Eligible], rng: Stream) -> list[Eligible]:
    """One of each group in turn, so that every group has somebody before any has two."""
    order = [members[place] for place in rng.permutation(len(members))]
    turn: dict[str, int] = {}
    placed = []
    for one in order:
        turn[one.group] = turn.get(one.group, -1) + 1
        placed.append((turn[one.group], one))
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _words(place: int) -> str:
    return WHY[place % len(WHY)]


def _supervision(about: Eligible, rng: Stream) -> str:
    if about.probation is None and rng.random() > SUPERVISED_SHARE / 2:
        return "none"
    return "probation" if rng.random() < SUPERVISED_SHARE else "parole"
