"""The seven incidents that let the first pages tell a story on any day the demo is opened.

Three before the autumn, so that the last ninety days have something to be compared with. A shooting against Gran
twelve days before last Saturday; a shooting against Sälg last Saturday at 22.40,
the answer to it, which waits for confirmation; and two reports since the last meeting.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from gvi.city.period import Period, moment


@dataclass(frozen=True)
class Scene:
    """One planted incident; groups and the area are row numbers, `answers` a scene's number."""

    occurred_at: datetime
    kind: str
    area: int
    state: str
    summary: str
    gmi: str
    motive: str
    injured: int = 0
    actor: int | None = None
    target: int | None = None
    answers: int | None = None


def scenes(period: Period) -> list[Scene]:
    """Return the planted incidents in order of telling."""
    saturday = moment(period.last_saturday, time(22, 40))
    return [
        _shooting_before(saturday),
        _shooting_on(saturday),
        *_since_meeting(period),
        *_in_summer(saturday),
    ]


def _shooting_before(saturday: datetime) -> Scene:
    return Scene(
        saturday - timedelta(days=12, hours=1, minutes=25),
        kind="shooting",
        area=1,
        state="confirmed",
        summary="Flera skott avlossade mot en port. Ingen skadad. Hylsor säkrade.",
        gmi="known",
        motive="dispute",
        actor=0,
        target=1,
    )


def _shooting_on(saturday: datetime) -> Scene:
    return Scene(
        saturday,
        kind="shooting",
        area=3,
        state="waiting",
        summary="Skott hördes vid ett parkeringshus. En lindrigt skadad. Hylsor eftersöks i dagsljus.",
        gmi="suspected",
        motive="retaliation",
        injured=1,
        actor=1,
        target=0,
        answers=0,
    )


def _since_meeting(period: Period) -> list[Scene]:
    gap = period.end - period.last_meeting
    return [
        Scene(
            _whole_minute(period.last_meeting + gap * 0.27),
            kind="stabbing",
            area=0,
            state="reported",
            summary="Bråk med kniv vid en busshållplats. En lindrigt skadad. Film säkrad.",
            gmi="suspected",
            motive="unknown",
            injured=1,
            actor=2,
            target=3,
        ),
        Scene(
            _whole_minute(period.last_meeting + gap * 0.82),
            kind="threat",
            area=5,
            state="reported",
            summary="Hotfullt klotter på en garagelänga. Dokumenterat.",
            gmi="no",
            motive="other",
        ),
    ]


def _in_summer(saturday: datetime) -> list[Scene]:
    """Return an explosion and its answer, and a stabbing elsewhere; the answer is the sixth scene told."""
    return [
        Scene(
            saturday - timedelta(days=139, hours=20, minutes=12),
            kind="explosion",
            area=3,
            state="confirmed",
            summary="Explosion vid en port. Inga skadade. Rester säkrade för analys.",
            gmi="known",
            motive="dispute",
            actor=2,
            target=3,
        ),
        Scene(
            saturday - timedelta(days=133, hours=3, minutes=51),
            kind="shooting",
            area=2,
            state="confirmed",
            summary="Skott avlossade mot ett flerfamiljshus. En lindrigt skadad. Hylsor och film säkrade.",
            gmi="known",
            motive="retaliation",
            injured=1,
            actor=3,
            target=2,
            answers=4,
        ),
        Scene(
            saturday - timedelta(days=104, hours=5, minutes=33),
            kind="stabbing",
            area=0,
            state="confirmed",
            summary="Knivvåld vid en grillplats. En skadad förd till sjukhus. Kniv tagen i beslag.",
            gmi="known",
            motive="dispute",
            injured=1,
            actor=1,
            target=0,
        ),
    ]


def _whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
