"""What must be done before and after a call-in, and by when (domain.md, "Call-in").

A pure rule: the days follow from the day of the call-in and the calendar, and nobody types one. What falls on a day
when nobody works is done on the working day before; after the call-in, on the next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.words import Plan
from gvi.steps.review.rhythm import SATURDAY, is_closed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.rights import Right

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One line of the checklist: days from the call-in in either plan, whose it is, its page and who opens that."""

    key: str
    label: Promise
    why: Promise
    owner: Kind
    normal: int
    compressed: int
    route: str = ""
    right: Right = Right.READ_CALLINS

    def days(self, plan: str) -> int:
        """Days from the call-in, negative before it."""
        return self.compressed if plan == Plan.COMPRESSED else self.normal


STEPS = (
    Step(
        "decision",
        _("Besluta om call-in"),
        _("Myndigheternas chefer står bakom dagen och löftena."),
        Kind.POLICE,
        -56,
        -21,
    ),
    Step(
        "speakers",
        _("Talarna har tackat ja"),
        _("Fyra veckor räcker för att skriva manus och öva."),
        Kind.MUNICIPALITY,
        -42,
        -18,
        "callins:speakers",
    ),
    Step(
        "nominees",
        _("Nomineringarna är klara"),
        _("Varje grupp ska ha någon som kan föra budskapet vidare."),
        Kind.POLICE,
        -28,
        -17,
        "callins:nominees",
        Right.READ_NOMINEES,
    ),
    Step(
        "locked",
        _("Deltagarlistan är låst"),
        _("Efter det ändras den bara vid den sista kontrollen."),
        Kind.POLICE,
        -21,
        -14,
        "callins:lock",
        Right.CHECK_NOMINEES,
    ),
    Step(
        "summons",
        _("Kallelser och inbjudningar är på väg"),
        _("Var fjärde brukar inte komma. Delgivning tar tid."),
        Kind.PROBATION,
        -21,
        -14,
        "callins:invitees",
        Right.READ_INVITEES,
    ),
    Step(
        "rehearsal",
        _("Genrep i lokalen"),
        _("Alla talare, hela körschemat, med klocka."),
        Kind.MUNICIPALITY,
        -7,
        -4,
        "callins:run",
    ),
    Step(
        "recheck",
        _("Sista kontrollen"),
        _("48 timmar före: läget mellan grupperna och deltagarlistan."),
        Kind.POLICE,
        -2,
        -2,
        "callins:recheck",
        Right.CHECK_NOMINEES,
    ),
    Step(
        "day",
        _("Call-in hålls"),
        _("Körschema och besked från varje myndighet finns på dagens sida."),
        Kind.MUNICIPALITY,
        0,
        0,
        "callins:day",
    ),
    Step(
        "debrief",
        _("Efterarbete dagen efter"),
        _("Det som är färskt skrivs ner. Promemorian gör sig själv."),
        Kind.MUNICIPALITY,
        1,
        1,
        "callins:debrief",
    ),
    Step(
        "absentees",
        _("De som inte kom har fått ett samtal"),
        _("Den som uteblir ska höra budskapet ändå, inom en vecka."),
        Kind.POLICE,
        7,
        7,
        "callins:reach",
        Right.READ_NOMINEES,
    ),
    Step(
        "follow_up",
        _("Uppföljande samtal är hållna"),
        _("Två veckor efteråt: vi menade vad vi sade."),
        Kind.POLICE,
        14,
        14,
    ),
)
BY_KEY = {step.key: step for step in STEPS}


def is_working(day: date, closed: frozenset[date]) -> bool:
    """Whether offices are open: no weekend, no public holiday or its eve, no day that the programme has closed."""
    return day.weekday() < SATURDAY and not is_closed(day, closed)


def due_on(step: Step, day: date, plan: str, closed: frozenset[date]) -> date:
    """The day ``step`` is due for a call-in on ``day``, moved off closed days; the call-in's own day stays.

    >>> due_on(BY_KEY["rehearsal"], date(2027, 1, 13), Plan.NORMAL, frozenset())  # the 6th is a holiday, the 5th is not
    datetime.date(2027, 1, 5)
    >>> due_on(BY_KEY["debrief"], date(2026, 11, 27), Plan.NORMAL, frozenset())  # a Friday: on Monday
    datetime.date(2026, 11, 30)
    """
    away = step.days(plan)
    wanted = day + DAY * away
    if not away:
        return wanted
    return next(one for one in _walk(wanted, DAY if away > 0 else -DAY) if is_working(one, closed))


def _walk(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step


def due_dates(day: date, plan: str, closed: frozenset[date]) -> dict[str, date]:
    """The whole checklist of a call-in on ``day``, in order."""
    return {step.key: due_on(step, day, plan, closed) for step in STEPS}


def first_day(plan: str, today: date) -> date:
    """The first day on which a call-in can be held if the whole plan is to fit, counted from ``today``."""
    return today - DAY * min(step.days(plan) for step in STEPS)
