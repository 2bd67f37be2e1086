"""A run-of-show to begin from: about eight speeches in one hour, and the rules for changing the order (domain.md).

Pure. Minutes count from the start of the call-in, negative before it. Titles are Swedish: they are kept as they are
written, and the paper that hangs on the wall is Swedish.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gvi.steps.callins.words import SpeakerRole

HOUR = 60
SECOND = 150
"""Minutes from the first session's start to the second's: everybody has left before anybody comes."""


@dataclass(frozen=True)
class Line:
    """One line: minutes from the start, how long, what, by which function, and whose speech if it is one."""

    offset: int
    minutes: int
    title: str
    function: str = ""
    role: SpeakerRole | None = None

    @property
    def ends(self) -> int:
        """Minutes from the start to its end."""
        return self.offset + self.minutes


SPEECHES = (
    Line(0, 5, "Välkommen", role=SpeakerRole.MUNICIPALITY),
    Line(5, 8, "Våldet ska upphöra", role=SpeakerRole.POLICE),
    Line(13, 6, "Vad som väntar om det fortsätter", role=SpeakerRole.PROSECUTOR),
    Line(19, 8, "Den som förlorat någon", role=SpeakerRole.GRIEF),
    Line(27, 7, "Den som ångrar sig", role=SpeakerRole.REMORSE),
    Line(34, 7, "Den som tog sig ur", role=SpeakerRole.HOPE),
    Line(41, 6, "Övervakningen och vägen vidare", role=SpeakerRole.PROBATION),
    Line(47, 8, "Hjälpen som finns, och numret att ringa", role=SpeakerRole.SOCIAL_SERVICES),
    Line(55, 5, "Avslutning, kortet delas ut", "Samordnare"),
)
AROUND = (
    Line(-90, 30, "Personalen samlas, säkerhetsplanen gås igenom", "Säkerhetsansvarig"),
    Line(-45, 15, "Talarna är på plats i eget rum", "Talaransvarig"),
    Line(-30, 30, "Ankomst och visitation", "Säkerhetsansvarig"),
    Line(60, 20, "Hemfärd, en grupp i taget", "Säkerhetsansvarig"),
    Line(80, 10, "Talarna tackas och följs ut", "Talaransvarig"),
)


def proposal(sessions: int) -> list[Line]:
    """A whole run-of-show for one or two sessions, in order of time.

    >>> speeches = [line for line in proposal(1) if line.role]
    >>> len(speeches), max(line.ends for line in proposal(1) if line.offset < 60)
    (8, 60)
    """
    first = sorted((*AROUND, *SPEECHES), key=lambda line: line.offset)
    if sessions == 1:
        return first
    second = (replace(line, offset=line.offset + SECOND) for line in first if line.offset >= -HOUR / 2)
    told = [
        replace(line, title=f"Omgång 1: {line.title}") if line.offset >= -HOUR / 2 else line for line in first
    ]
    return sorted(
        (*told, *(replace(line, title=f"Omgång 2: {line.title}") for line in second)),
        key=lambda line: line.offset,
    )


def swapped(above: tuple[int, int], below: tuple[int, int]) -> tuple[int, int]:
    """New starts of two neighbours, each ``(start, minutes)``, when the lower goes first; the pause between stays.

    Returns the starts of what was above and what was below.

    >>> swapped((0, 5), (7, 8))
    (10, 0)
    """
    pause = below[0] - (above[0] + above[1])
    return above[0] + below[1] + pause, above[0]


def overlapping(lines: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The places, in order of time, of lines that begin before another has ended.

    >>> list(overlapping([(0, 5), (4, 2), (6, 1)]))
    [1]
    """
    until = None
    for number, (start, minutes) in enumerate(lines):
        if until is not None and start < until:
            yield number
        until = max(until if until is not None else start, start + minutes)
