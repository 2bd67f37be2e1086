"""What the police of the invented city know of groups: sources, profiles, relations with signs, what became of whom.

Written in bulk, each row signed on the day on which it is said to have become known; the tables of groups take a past
day as it is, unlike those of persons.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

import polars as pl
from django.db.models import Model

from gvi.city import City
from gvi.city.period import moment
from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.groups.flows.change_state import change_state
from gvi.steps.groups.flows.end_group import Ending, end_group
from gvi.steps.groups.flows.rename_group import rename_group
from gvi.steps.groups.models import Group, Profile, Relation, RelationSign, Source
from gvi.steps.groups.states import State
from gvi.steps.groups.words import SuccessionKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from gvi.trust.workspaces.signing import Signature, signed

BATCH = 2000
SILENT = timedelta(days=6)  # since somebody noted that a group is
KNOWN_AFTER = timedelta(days=1)
AFTERNOON = time(14, 20)
GONE = "Ingen händelse och inga nya uppgifter på ett och ett halvt år."
ENDED = {
    SuccessionKind.MERGED: "groups.merge",
    SuccessionKind.SPLIT: "groups.split",
    SuccessionKind.DISSOLVED: "groups.dissolve",
}
Row = dict[str, Any]
Groups = dict[str, Group]
T = TypeVar("T", bound=Model)


def load_mapping(city: City, groups: Groups, cast: DemoCast, story: Story, *, at: datetime) -> None:
    """Everything that is known of the groups, by the analyst; what became of them, by the coordinator."""
    analyst, coordinator = (cast.actor(Kind.POLICE, role) for role in (Role.ANALYST, Role.COORDINATOR))
    pen = Pen(analyst, at)
    with as_workspace(analyst):
        pen.write(Source, city.mapping.sources, _source, "day")
        pen.write(Profile, city.mapping.profiles, lambda row: _profile(row, groups), "as_of")
        pen.write(Relation, city.mapping.relations, lambda row: _relation(row, groups), "since")
        pen.write(RelationSign, city.mapping.signs, _sign, "seen_on")
        write(Operation.COLLECT, "demo.load", by=analyst, kind="group", count=city.mapping.signs.height)
    _change(city, groups, coordinator, story)


def _change(city: City, groups: Groups, by: Actor, story: Story) -> None:
    """Another name, an end, or that a group has fallen silent, each on its day."""
    became = city.mapping.successions.group_by("former", "kind", "day", "reason", maintain_order=True)
    for row in became.agg("successor").iter_rows(named=True):
        if row["kind"] == "renamed":
            with story.act(by, moment(row["day"], AFTERNOON)) as now:
                rename_group(groups[row["successor"][0]], row["successor"][0], by=by, at=now)
        else:
            followed = [groups[name] if name else None for name in row["successor"]]
            _end(groups[row["former"]], followed, row, by, story)
    for name, state in city.groups.select("code_name", "state").iter_rows():
        if state == State.DISSOLVED:
            _end(groups[name], [None], {"kind": state, "day": city.today - SILENT, "reason": GONE}, by, story)
        elif state != State.ACTIVE:
            with story.act(by, moment(city.today - SILENT, AFTERNOON)) as now:
                change_state(groups[name], State(state), by=by, at=now)


def _end(group: Group, followed: list[Group | None], row: Row, by: Actor, story: Story) -> None:
    told, kind = moment(row["day"], AFTERNOON), SuccessionKind(row["kind"])
    with story.act(by, told):
        end_group(group, followed, Ending(kind, row["day"], row["reason"], by, told))
        write(Operation.CHANGE, ENDED[kind], by=by, kind="group", record=group.pk)


class Pen:
    """Writes the rows of a frame in the hand of one member, each on its own day."""

    def __init__(self, by: Actor, now: datetime) -> None:
        self._by, self._now = by, now

    def write(self, model: type[T], frame: pl.DataFrame, fields: Any, day: str) -> None:
        """Write one row of ``model`` for each of ``frame``; ``fields`` turns a row into its fields."""
        made = (
            model(**fields(row), id=UUID(row["id"]), **self.signature(row[day]))
            for row in frame.iter_rows(named=True)
        )
        model._default_manager.bulk_create(made, batch_size=BATCH)

    def signature(self, day: date) -> Signature:
        """The member's signature on the afternoon after ``day``."""
        return signed(self._by, min(moment(day + KNOWN_AFTER, AFTERNOON), self._now))


def _source(row: Row) -> Row:
    return {name: row[name] for name in ("name", "kind", "reliability", "day")}


def _profile(row: Row, groups: Groups) -> Row:
    same = ("version", "as_of", "aliases", "size_low", "size_high", "cohesion", "accuracy")
    return {
        **{name: row[name] for name in same},
        "group": groups[row["group"]],
        "areas": [UUID(area) for area in row["areas"]],
        "source_id": UUID(row["source"]),
    }


def _relation(row: Row, groups: Groups) -> Row:
    first, second = sorted((groups[row["first"]], groups[row["second"]]), key=lambda group: group.pk)
    same = ("kind", "intensity", "since", "until", "end_reason", "accuracy")
    return {
        **{name: row[name] for name in same},
        "first": first,
        "second": second,
        "source_id": UUID(row["source"]),
    }


def _sign(row: Row) -> Row:
    same = {name: row[name] for name in ("seen_on", "words", "accuracy")}
    return {**same, "relation_id": UUID(row["relation"]), "source_id": UUID(row["source"])}
