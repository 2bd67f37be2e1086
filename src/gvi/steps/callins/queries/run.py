"""The run-of-show, the security plan, the card, and what was noticed, as pages and papers show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.steps.callins.models import CallIn, CardVersion, Debrief, Observation, RunItem, SecurityPlan
from gvi.steps.callins.queries.plan import Said, starts_at
from gvi.steps.callins.run_of_show import overlapping
from gvi.steps.review.queries.words import names_of


@dataclass(frozen=True)
class RunRow:
    """A line with its clock; ``clashes`` when it begins before another has ended."""

    item: RunItem
    starts: datetime
    ends: datetime
    clashes: bool


@dataclass(frozen=True)
class Noted:
    """An observation and the authority it came from."""

    row: Observation
    by: str


def run_of(callin: CallIn) -> list[RunRow]:
    """The run-of-show in order: one query."""
    begins = starts_at(callin)
    items = list(RunItem.objects.filter(callin=callin).select_related("slot"))
    clashing = set(overlapping([(it.offset, it.minutes) for it in items]))
    return [
        RunRow(
            item=item,
            starts=(start := begins + timedelta(minutes=item.offset)),
            ends=start + timedelta(minutes=item.minutes),
            clashes=number in clashing,
        )
        for number, item in enumerate(items)
    ]


def current_of(rows: Sequence[RunRow], at: datetime) -> RunRow | None:
    """The line that goes on at ``at``, the latest begun if several do; else the next to come."""
    going = [row for row in rows if row.starts <= at < row.ends]
    return going[-1] if going else next((row for row in rows if row.starts > at), None)


def find_item(pk: UUID) -> RunItem:
    """The line ``pk`` with its call-in; 404 for any other."""
    found = RunItem.objects.select_related("callin").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def find_security(pk: UUID) -> SecurityPlan:
    """The version ``pk`` of a security plan; 404 for any other."""
    found = SecurityPlan.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def find_card(pk: UUID) -> CardVersion:
    """The version ``pk`` of the card; 404 for any other."""
    found = CardVersion.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def approved_card() -> CardVersion | None:
    """The card that is handed out: the latest approved."""
    return CardVersion.objects.filter(approved_at__isnull=False).order_by("-number").first()


def security_in_words(plan: SecurityPlan) -> str:
    """The whole plan as one text, to compare versions by."""
    parts = (plan.lead, plan.arrival, plan.inside, plan.departure, plan.stop)
    return "\n\n".join(filter(None, parts))


def card_in_words(card: CardVersion) -> str:
    """The whole card as one text, to compare versions by."""
    return "\n\n".join(filter(None, (card.lines, card.phone, card.small_print)))


def noted(callin: CallIn) -> list[Noted]:
    """What was noticed, in order of time, by authority: one query."""
    rows = Observation.objects.filter(callin=callin).select_related("room")
    return [Noted(row, str(row.room.name)) for row in rows]


def debrief_of(callin: CallIn) -> tuple[Debrief, str] | None:
    """The debrief without its memo, and who wrote it."""
    found = Debrief.objects.filter(callin=callin).defer("memo").first()
    return (found, names_of([found.by]).get(found.by, "")) if found else None


def find_memo(callin: CallIn) -> Debrief:
    """The debrief with its memo; 404 when there is none."""
    found = Debrief.objects.filter(callin=callin).first()
    if found is None:
        raise Http404
    return found


def summary_of(said: Sequence[Said]) -> str:
    """Who is ready, in one sentence: *Tre av fyra myndigheter har sagt klart …*"""
    ready = [one for one in said if one.go]
    if len(ready) == len(said):
        return _("Alla myndigheter har sagt klart.")
    told = ngettext(
        "%(ready)s av %(all)s myndigheter har sagt klart.",
        "%(ready)s av %(all)s myndigheter har sagt klart.",
        len(ready),
    ) % {"ready": len(ready), "all": len(said)}
    no = [one.who for one in said if one.verdict and not one.go]
    silent = [one.who for one in said if one.verdict is None]
    more = [
        _("Inte klart: %(who)s.") % {"who": ", ".join(no)} if no else "",
        _("Har inte sagt något: %(who)s.") % {"who": ", ".join(silent)} if silent else "",
    ]
    return " ".join(filter(None, (told, *more)))
