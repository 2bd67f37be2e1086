"""The context log: as lines of its own page, and as what every chart draws behind its curve."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from gvi.science.charts import Span
from gvi.steps.incidents.models import ContextEvent


def context_events() -> QuerySet[ContextEvent]:
    """Every line, newest first. One query."""
    return ContextEvent.objects.order_by("-starts", "title")


def context_between(first: date, last: date) -> list[ContextEvent]:
    """Lines that touch the days from ``first`` to ``last``, oldest first. One query."""
    lasts_until = Coalesce(F("ends"), F("starts"))
    touching = ContextEvent.objects.alias(until=lasts_until).filter(Q(starts__lte=last, until__gte=first))
    return list(touching.order_by("starts", "title"))


def spans(events: list[ContextEvent]) -> list[Span]:
    """The same as bands and lines of a chart."""
    return [
        Span(event.title, event.starts, event.ends, tone="band" if event.ends else "mark") for event in events
    ]
