"""The likely earlier incident of one incident, as a review page suggests it to people, who accept or reject it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import dist

from gvi.science.chains.words import RULE
from gvi.science.numerals import decimal

WINDOW_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident between groups: who acted against whom and when; ``place`` in metres when distance matters."""

    id: str
    time: date | datetime
    actor: str
    target: str
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``incident`` may be an answer to ``answers``, ``days`` earlier; the rule's window and distance go with it."""

    incident: str
    answers: str
    days: float
    window_days: float
    distance: float | None = None

    def sentence(self, lang: str = "sv") -> str:
        """Say the rule beside the suggestion, so that nobody takes it for more than it is."""
        window = decimal(self.window_days, lang, 0 if self.window_days.is_integer() else 1)
        return RULE[lang].format(window=window, days=decimal(self.days, lang, 1))


def likely_earlier(
    incident: Incident,
    earlier: Iterable[Incident],
    window_days: float = WINDOW_DAYS,
    distance: float | None = None,
) -> Suggestion | None:
    """Return the latest earlier incident in which the target of now acted and the actor of now suffered; None if none.

    At most ``window_days`` days back, and at most ``distance`` metres away when that is given (both inclusive). Equal
    times never answer each other; of several at one time the one with the highest id. Days and moments may be mixed (a
    day is its midnight), but moments with a zone and without can not: TypeError.

    >>> before = [Incident("a", date(2026, 11, 1), "Gran", "Ask"), Incident("b", date(2026, 11, 9), "Ask", "Gran")]
    >>> likely_earlier(Incident("c", date(2026, 11, 10), "Ask", "Gran"), before).answers
    'a'
    """
    possible = [one for one in earlier if _answers(incident, one, window_days, distance)]
    if not possible:
        return None
    latest = max(possible, key=lambda one: (_moment(one), one.id))
    days = (_moment(incident) - _moment(latest)) / timedelta(days=1)
    return Suggestion(incident.id, latest.id, days, window_days, distance)


def _answers(incident: Incident, earlier: Incident, window_days: float, distance: float | None) -> bool:
    opposite = incident.actor == earlier.target and incident.target == earlier.actor
    if not opposite or incident.actor == incident.target:
        return False
    passed = _moment(incident) - _moment(earlier)
    return timedelta(0) < passed <= timedelta(days=window_days) and _near(incident, earlier, distance)


def _near(incident: Incident, earlier: Incident, distance: float | None) -> bool:
    if distance is None:
        return True
    return bool(incident.place and earlier.place and dist(incident.place, earlier.place) <= distance)


def _moment(incident: Incident) -> datetime:
    when = incident.time
    return when if isinstance(when, datetime) else datetime.combine(when, time())
