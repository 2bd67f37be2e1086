"""What each document of the review holds, as plain values (domain.md, "Review").

The joint minutes hold facts of incidents and released tasks, and have no field for a group's side, a motive or an
answer: what stays in the police room cannot be put in by mistake (trust.md, T34). Texts are Swedish, times aware.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class IncidentLine:
    """The facts of one incident. ``precision`` is "minute", "hour" or "day"; ``kind`` and ``state`` in words."""

    occurred_at: datetime
    precision: str
    kind: str
    area: str
    dead: int
    injured: int
    state: str
    summary: str = ""


@dataclass(frozen=True)
class TaskLine:
    """A task. ``about`` is its incident or group in words: never a group in the joint minutes."""

    title: str
    owner: str
    due: datetime
    state: str
    why: str = ""
    member: str = ""
    outcome: str = ""
    about: str = ""


@dataclass(frozen=True)
class ContextLine:
    """Something else that may move the curve. Without ``ends`` it was one day or still goes on."""

    kind: str
    title: str
    starts: date
    ends: date | None = None


@dataclass(frozen=True)
class Counts:
    """Group-related incidents among the confirmed ones from ``since`` to ``until``, both days included."""

    known: int
    suspected: int
    total: int
    since: date
    until: date
    released_at: datetime | None = None


@dataclass(frozen=True)
class MeetingFacts:
    """What stands at the top of both minutes: the meeting, and what the law asks of the document."""

    programme: str
    number: int
    place: str
    opened_at: datetime
    closed_at: datetime
    since: datetime | None
    chair: str
    present: tuple[str, ...]
    owner: str
    registry_number: str
    secrecy_marking: str
    erasure_decision: str


@dataclass(frozen=True)
class JointMinutes:
    """Minutes for everybody round the table: released parts only."""

    meeting: MeetingFacts
    incidents: tuple[IncidentLine, ...] = ()
    decided: tuple[TaskLine, ...] = ()
    carried: tuple[TaskLine, ...] = ()
    done: tuple[TaskLine, ...] = ()
    context: tuple[ContextLine, ...] = ()
    counts: Counts | None = None
    note: str = ""
    next_at: datetime | None = None


@dataclass(frozen=True)
class JudgementLine:
    """The judgement of one incident that holds: class, sides, motive, answer, risk, in words; signed and dated."""

    gmi: str
    certainty: str
    motive: str
    acting: tuple[str, ...]
    suffering: tuple[str, ...]
    version: int
    by: str
    at: datetime
    answer_to: str = ""
    risk: str = ""
    warn: str = ""


@dataclass(frozen=True)
class ReviewLine:
    """One incident gone through, with its judgement, or None where nobody has judged it yet."""

    incident: IncidentLine
    judgement: JudgementLine | None = None


@dataclass(frozen=True)
class PoliceMinutesData:
    """The police's own minutes, sealed in their room."""

    meeting: MeetingFacts
    room: str
    written_at: datetime
    written_by: str
    reviews: tuple[ReviewLine, ...] = ()
    decided: tuple[TaskLine, ...] = ()
    carried: tuple[TaskLine, ...] = ()
    counts: Counts | None = None


@dataclass(frozen=True)
class AcuteLine:
    """A step of a running 24-hour plan: what is to be done, for which incident, by when."""

    title: str
    incident: str
    due: datetime


@dataclass(frozen=True)
class AgendaData:
    """The agenda as the reader's own room sees it; ``sealed`` where it holds what stays in that room."""

    programme: str
    room: str
    sealed: bool
    made_at: datetime
    planned_at: datetime | None
    number: int | None
    place: str
    since: datetime | None
    new: tuple[IncidentLine, ...] = ()
    changed: tuple[IncidentLine, ...] = ()
    waiting: tuple[IncidentLine, ...] = ()
    waiting_more: int = 0
    tasks: tuple[TaskLine, ...] = ()
    acute: tuple[AcuteLine, ...] = ()
    context: tuple[ContextLine, ...] = ()
