"""Do incidents repeat near each other in time and place (science.md, "Near repeat")? Of incidents with a place of their
own; the middle of an area, as in the police's feed, is no place. The latest ``MOST`` are enough to tell.
"""

from collections.abc import Mapping
from datetime import date
from math import cos, isfinite, radians
from typing import Any

import polars as pl
from django.db.models import QuerySet

from gvi.science.near_repeat import near_repeat
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.mapping.analyses import Method, Told
from gvi.steps.mapping.queries.facts import NO_SOURCE, within
from gvi.steps.review.rhythm import STOCKHOLM

LANGUAGES = ("sv", "en")
DISTANCES = (0, 250, 500, 1000, 2000)
DAYS = (0, 4, 8, 15, 29)
MOST = 10_000
DEGREE = 111_320.0  # metres of a degree of latitude


def rows(asked: Mapping[str, Any]) -> int:
    """How many points there are, counted no further than ``MOST``."""
    return _points(asked)[:MOST].count()


def _points(asked: Mapping[str, Any]) -> QuerySet[Incident]:
    incidents = within(date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"]))
    placed = incidents.filter(latitude__isnull=False).exclude(state=State.UNFOUNDED)
    placed = placed.exclude(source=asked["without"] or NO_SOURCE)
    return (placed.filter(kind=asked["kind"]) if asked["kind"] else placed).order_by("-occurred_at", "-id")


def read(asked: Mapping[str, Any]) -> pl.DataFrame:
    """x and y in metres from the first point, and the Swedish day: one query."""
    rows = _points(asked).values_list("latitude", "longitude", "occurred_at")[:MOST]
    found = [(north, east, at) for north, east, at in rows if north is not None and east is not None]
    if not found:
        return pl.DataFrame(schema={"x": pl.Float64, "y": pl.Float64, "time": pl.Date})
    first, east = found[0][1], DEGREE * cos(radians(found[0][0]))
    told = [
        ((longitude - first) * east, latitude * DEGREE, at.astimezone(STOCKHOLM).date())
        for latitude, longitude, at in found
    ]
    return pl.DataFrame(told, schema=["x", "y", "time"], orient="row")


def work(points: pl.DataFrame, asked: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """The Knox table, the sentence and the chart in both languages; fewer than two points have no pairs."""
    if len(points) < 2:
        return {"n": len(points)}
    found = near_repeat(points, distances=DISTANCES, days=DAYS)
    return {
        **found.to_json(),
        "n": found.n,
        "permutations": found.permutations,
        "sentence": {lang: found.sentence(lang) for lang in LANGUAGES},
        "chart": {lang: found.chart(lang) for lang in LANGUAGES},
        "cells": {lang: [_plain(row) for row in found.table(lang).to_dicts()] for lang in LANGUAGES},
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """What JSON has no word for (0/0, something/0) is nothing."""
    return {
        key: None if isinstance(value, float) and not isfinite(value) else value for key, value in row.items()
    }


METHOD = Method(rows=rows, read=read, work=work)
