"""Whom a message could reach and along which ties, as tables for ``gvi.science.messengers`` (science.md).

People are those who belong to a group that goes on, as confirmed, and those nominated. Somebody may be chosen when the
nomination is checked, approved or in reserve, and T11 holds. Only persons whom the reader may read are there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import polars as pl
from django.db.models.functions import Coalesce

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.apart import pairs_among
from gvi.steps.callins.queries.nominees import NomineeRow, nominees_of
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.models import Source
from gvi.steps.groups.queries.memberships import held_on
from gvi.steps.groups.states import FIRST
from gvi.steps.mapping.queries.person_ties import person_ties
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.models import Person

ELIGIBLE = (NomineeState.CHECKED, NomineeState.APPROVED, NomineeState.RESERVE)
TIES = ("source", "target", "weight", "kind", "evidence")


@dataclass(frozen=True)
class Network:
    """People by the record they are read under: their group's code name and label; ties; pairs; the nominees."""

    groups: Mapping[UUID, str]
    labels: Mapping[UUID, PersonLabel]
    ties: pl.DataFrame
    apart: list[tuple[UUID, UUID]]
    nominees: list[NomineeRow]
    sources: Mapping[str, str]
    order: Mapping[UUID, int]

    @property
    def eligible(self) -> dict[UUID, NomineeRow]:
        """Who may be chosen."""
        rows = (row for row in self.nominees if row.row.state in ELIGIBLE and not row.blocked)
        return {row.root: row for row in rows}

    def people_table(self, attendance: Mapping[UUID, float] | None) -> pl.DataFrame:
        """person_id, group_id, eligible, and attendance where it is to be counted."""
        ids = sorted(self.groups)
        may = self.eligible
        table = pl.DataFrame(
            {
                "person_id": [f"{pk}" for pk in ids],
                "group_id": [self.groups[pk] for pk in ids],
                "eligible": [pk in may for pk in ids],
            },
            schema={"person_id": pl.String, "group_id": pl.String, "eligible": pl.Boolean},
        )
        if attendance is None:
            return table
        return table.with_columns(attendance=pl.Series([attendance.get(pk, 0.0) for pk in ids]))

    def apart_table(self) -> pl.DataFrame:
        """a, b: the pairs of whom both are there."""
        pairs = [(f"{one}", f"{other}") for one, other in self.apart]
        return pl.DataFrame(pairs, schema={"a": pl.String, "b": pl.String}, orient="row")

    @property
    def empty_groups(self) -> list[str]:
        """Code names of the groups with nobody who may be chosen."""
        chosen = {self.groups[pk] for pk in self.eligible}
        return sorted(set(self.groups.values()) - chosen)


def network_of(callin: CallIn, *, reader: UUID | None, day: date) -> Network:
    """Everything the page needs about a call-in: a bounded number of queries."""
    nominees = nominees_of(callin, reader=reader, day=day)
    groups = _members(day)
    groups |= {row.root: row.row.group.code_name for row in nominees if not row.not_called}
    known = labels(groups, day=day)
    groups = {pk: name for pk, name in groups.items() if pk in known}
    ties = person_ties(day)
    return Network(
        groups=groups,
        labels=known,
        ties=ties.select(TIES) if ties.width else _no_ties(),
        apart=pairs_among(groups, day),
        nominees=nominees,
        order=_by_name(groups),
        sources={f"{pk}": name for pk, name in Source.objects.values_list("pk", "name")},
    )


def _by_name(persons: Iterable[UUID]) -> dict[UUID, int]:
    """The place of each in the order of names, in Swedish."""
    ordered = Person.objects.filter(pk__in=list(persons)).order_by("name_key", "reference_key", "id")
    return {pk: at for at, pk in enumerate(ordered.values_list("pk", flat=True))}


def _no_ties() -> pl.DataFrame:
    text = dict.fromkeys(("source", "target", "kind", "evidence"), pl.String)
    return pl.DataFrame(schema=text | {"weight": pl.Float64}).select(TIES)


def _members(day: date) -> dict[UUID, str]:
    """The group of each confirmed member; of several, the first by name."""
    person = Coalesce("person__merged_into", "person")
    held = held_on(day).filter(group__state__in=FIRST).order_by("-group__sort")
    return dict(held.values_list(person, "group__code_name"))
