"""How concentrated the violence is, on groups or on areas, in a period (science.md, "Concentration").

The units are those that could have had an event: groups that lived in the period, and every area. Counted among groups
are judged incidents by side; an incident with two groups on the chosen side counts for both. No unit is a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from gvi.science.concentration import concentration
from gvi.steps.groups.models import Group, Succession
from gvi.steps.incidents.states import State
from gvi.steps.mapping.analyses import Method, Told, few
from gvi.steps.mapping.queries import facts
from gvi.trust.workspaces.models import Area

LANGUAGES = ("sv", "en")
SIDES = ("acting", "suffering", "either")
FEW = 40
"""Of so few units a per cent is less than one: the first one, two, three are told instead."""

TOP = (1, 2, 3, 5, 10)
SHARES = (0.01, 0.05, 0.10)


@dataclass(frozen=True)
class Units:
    """Units by id, and how many incidents each had, zeros included."""

    ids: tuple[str, ...]
    counts: tuple[int, ...]


def read(asked: Mapping[str, Any]) -> Units:
    """The units of ``asked``: of (groups or areas), side, since, until, without. At most three queries."""
    since, until = date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"])
    if asked["of"] == "areas":
        return _areas(since, until, asked["without"])
    return _groups(since, until, asked["side"], asked["without"])


def _groups(since: date, until: date, side: str, without: str) -> Units:
    counted = facts.counts(since, until, without)
    ended = set(Succession.objects.filter(day__lt=since).values_list("former", flat=True))
    living = [pk for pk in Group.objects.values_list("pk", flat=True) if pk not in ended or pk in counted]
    found = [getattr(counted.get(pk, facts.Counts()), side) for pk in living]
    return Units(tuple(map(str, living)), tuple(found))


def _areas(since: date, until: date, without: str) -> Units:
    incidents = facts.within(since, until).exclude(state=State.UNFOUNDED)
    placed = incidents.exclude(source=without or facts.NO_SOURCE).filter(area__isnull=False).order_by()
    counted = dict(placed.values_list("area").annotate(Count("pk")))
    areas = list(Area.objects.values_list("pk", flat=True))
    return Units(tuple(map(str, areas)), tuple(counted.get(pk, 0) for pk in areas))


def work(units: Units, asked: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """The measures, the sentence and the chart in both languages; without an event only n and c."""
    if not sum(units.counts):
        return {"n": len(units.ids), "c": 0}
    few = len(units.ids) <= FEW
    shares, top = ((), tuple(k for k in TOP if k <= len(units.ids))) if few else (SHARES, ())
    found = concentration(units.counts, units=units.ids, shares=shares, top=top)
    half = sorted(zip(units.counts, units.ids, strict=True), reverse=True)[: found.half.units]
    return {
        **found.to_json(),
        "half": {"units": found.half.units, "by_chance": found.half.by_chance, "ids": [pk for _, pk in half]},
        "sentence": {lang: found.sentence(lang, of=asked["of"]) for lang in LANGUAGES},
        "chart": {lang: found.chart(lang, of=asked["of"]) for lang in LANGUAGES},
        "counts": dict(zip(units.ids, units.counts, strict=True)),
    }


METHOD = Method(rows=few, read=read, work=work)
