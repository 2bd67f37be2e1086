"""What each paper of the joint plan holds, as plain values. None has a field for a person the strategy is about."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Head:
    """What stands at the top of every paper of a call-in."""

    programme: str
    owner: str
    number: int
    starts: datetime
    venue: str
    made_at: datetime


@dataclass(frozen=True)
class RunLine:
    """A line of the run-of-show by the clock."""

    clock: str
    minutes: int
    title: str
    function: str
    speech: bool


@dataclass(frozen=True)
class RunData:
    """The run-of-show, with the security plan that is approved."""

    head: Head
    lines: tuple[RunLine, ...]
    sessions: int
    lead: str = ""
    stop: str = ""


@dataclass(frozen=True)
class ScriptLine:
    """What is said from one place; empty words where nothing is approved yet."""

    place: int
    role: str
    minutes: int
    clocks: tuple[str, ...]
    version: int
    words: str


@dataclass(frozen=True)
class BookData:
    """Every approved script in order."""

    head: Head
    scripts: tuple[ScriptLine, ...]


@dataclass(frozen=True)
class SaidLine:
    """What an authority said last."""

    who: str
    what: str
    why: str
    at: str


@dataclass(frozen=True)
class NotedLine:
    """An observation, by authority."""

    kind: str
    who: str
    words: str


@dataclass(frozen=True)
class DoneLine:
    """A line of the checklist: when it was due, and when it was done."""

    what: str
    who: str
    due: str
    done: str


@dataclass(frozen=True)
class MemoData:
    """All that stands in the memo of the debrief."""

    head: Head
    plan: str
    sessions: int
    decided_by: str
    decision: str
    written_by: str
    words: str
    changes: str
    speakers: tuple[str, ...]
    said: tuple[SaidLine, ...]
    noted: tuple[NotedLine, ...]
    checklist: tuple[DoneLine, ...]
    total: int | None
