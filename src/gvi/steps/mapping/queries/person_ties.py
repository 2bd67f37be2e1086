"""Ties between persons as police know them on a day: the suspects of one incident, and those seen or said together.

science.md, *ties*: who stand against each other are not tied. Only persons whom the reader may read are there, each
under the record that it is read under. The evidence of a tie is its source; of suspects together, the incidents.
"""

from datetime import date

import polars as pl
from django.db.models.functions import Coalesce

from gvi.science import ties
from gvi.science.ties.checking import COLUMNS
from gvi.science.ties.stated import ROWS
from gvi.steps.groups.models import Involvement, PersonTie
from gvi.steps.groups.words import PersonSide
from gvi.steps.incidents.states import State

CAP = 20
"""An incident with more suspects says too little of any pair."""

INCIDENTS = "incidents"
"""The evidence of suspects together."""


def person_ties(day: date) -> pl.DataFrame:
    """Source, target, weight, kind, evidence, first, last; an empty frame when there is none: two queries."""
    suspects, seen = _suspects(day), _seen(day)
    parts = []
    if suspects:
        rows = pl.DataFrame(suspects, schema=list(COLUMNS), orient="row")
        parts.append(ties.from_rows(rows, roles=["suspect"], cap=CAP, evidence=INCIDENTS).frame)
    if seen:
        rows = pl.DataFrame(seen, schema=list(ROWS), orient="row")
        parts.append(ties.from_stated(rows))
    return ties.join(*parts) if parts else pl.DataFrame()


def _suspects(day: date) -> list[tuple[str, str, str, date]]:
    rows = Involvement.objects.filter(
        side=PersonSide.SUSPECTED, withdrawn_at=None, incident__occurred_at__date__lte=day
    ).exclude(incident__state=State.UNFOUNDED)
    person = Coalesce("person__merged_into", "person")
    told = rows.order_by().values_list("incident_id", person, "incident__occurred_at__date").distinct()
    return [(str(incident), str(who), "suspect", when) for incident, who, when in told]


def _seen(day: date) -> list[tuple[str, str, str, date, str]]:
    one = Coalesce("first__merged_into", "first")
    other = Coalesce("second__merged_into", "second")
    rows = PersonTie.objects.filter(withdrawn_at=None, seen_on__lte=day).order_by()
    told = rows.values_list(one, other, "kind", "seen_on", "source_id")
    return [
        (str(one), str(other), kind, seen, str(source))
        for one, other, kind, seen, source in told
        if one != other
    ]
