"""What talks hold about a person, for the person's own extract: why, what was tried, what was said (trust.md, T28)."""

from collections.abc import Sequence

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.talks.models import Attempt, Talk
from gvi.steps.talks.words import Line as Said
from gvi.trust.people.extracts.own import day
from gvi.trust.people.extracts.registry import Choice, Line, Section, Subject, register
from gvi.trust.workspaces.actor import Actor

TABLES = frozenset(f"talks_{table}" for table in ("talk", "talkrevision", "safetycheck", "attempt"))


class Talks:
    """Three queries."""

    tables = TABLES

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]:
        """Talks with their checks, and the attempts."""
        talks = Talk.objects.filter(person__in=subject.persons).select_related("group").order_by("at", "id")
        tried = Attempt.objects.filter(person__in=subject.persons).order_by("at", "id")
        told = (
            (_("Enskilda samtal"), [_talk(one) for one in talks.prefetch_related("checks")]),
            (_("Försök till samtal"), [_attempt(one) for one in tried]),
        )
        return [Section(title, tuple(lines)) for title, lines in told if lines]

    def choices(self, *, by: Actor) -> Sequence[Choice]:
        """Nothing: the person is found by search."""
        return []


def _talk(one: Talk) -> Line:
    words = {
        "reason": one.get_reason_display(),
        "state": one.get_state_display(),
        "words": one.words,
        "checks": len(one.checks.all()),
    }
    text = _("%(reason)s, %(state)s: %(words)s Säkerhetskontroller: %(checks)d.") % words
    group = one.group.code_name if one.group else ""
    return Line(f"{one.get_kind_display()} {day(localdate(one.at))}", text, group)


def _attempt(one: Attempt) -> Line:
    said = "; ".join(str(Said(line).label) for line in one.lines)
    text = ". ".join(part for part in (str(one.get_outcome_display()), said, one.words) if part)
    return Line(day(localdate(one.at)), text)


def register_lines() -> None:
    """Called when Django starts."""
    register("40 talks", Talks())
