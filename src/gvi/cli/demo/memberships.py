"""Who belongs where in the invented city, who was in what, who was seen with whom.

Memberships go through the flows: the analyst proposes, reviews and ends, the decision maker confirms. In a city of many
they are written together, by the same two. Parts in incidents and ties are always written together, each signed on its
own day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import polars as pl
from django.utils import timezone

from gvi.city.period import moment
from gvi.city.persons import People
from gvi.cli.demo.mapping import BATCH, Groups, Pen
from gvi.cli.demo.moments import Story
from gvi.cli.demo.persons import Known, waiting
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.groups.flows.confirm_membership import confirm_membership
from gvi.steps.groups.flows.end_membership import end_membership
from gvi.steps.groups.flows.propose_membership import NewMembership, propose_membership
from gvi.steps.groups.flows.review_membership import Review, review_membership
from gvi.steps.groups.models import Involvement, Membership, PersonTie, Source
from gvi.steps.groups.states import FIRST, MembershipState
from gvi.steps.groups.words import Certainty, MemberRole, MembershipEnd
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from gvi.trust.workspaces.signing import signed

PROPOSED, CONFIRMED, REVIEWED, ENDED = time(16, 30), time(16, 40), time(15, 10), time(16, 50)
MANY = 100
RENEWED = (
    "Har setts med gruppen även efter förra granskningen.",
    "Nya uppgifter från en annan källa stöder bedömningen.",
    "Roll och säkerhet är prövade på nytt. Bedömningen står fast.",
    "Förekommer fortfarande i gruppens ärenden enligt förundersökning.",
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Dated:
    """When a membership was proposed, confirmed, last reviewed and ended, as the story has it."""

    proposed_at: datetime
    confirmed_at: datetime | None
    reviewed_on: date | None
    ended_on: date | None


class Belonging:
    """The memberships of the city, written before what is told of them and ended after it."""

    def __init__(self, people: People, known: Known, groups: Groups, cast: DemoCast, story: Story) -> None:
        self._people, self._known, self._groups, self._story = people, known, groups, story
        self._analyst = cast.actor(Kind.POLICE, Role.ANALYST)
        self._decider = cast.actor(Kind.POLICE, Role.DECISION_MAKER)
        self._absent = waiting(people)
        self._sources = self._room_sources()
        self._made: list[tuple[Row, Membership]] = []

    def begin(self) -> None:
        """Propose, confirm and review every membership of a group that goes on."""
        rows = [
            row
            for row in self._people.memberships.iter_rows(named=True)
            if row["person"] not in self._absent and self._groups[row["group"]].state in FIRST
        ]
        made = self._begin_together(rows) if len(rows) > MANY else [self._begin(row) for row in rows]
        self._made = list(zip(rows, made, strict=True))

    def _begin_together(self, rows: list[Row]) -> list[Membership]:
        latest = moment(max(row["proposed_on"] for row in rows), PROPOSED)
        with self._story.act(self._analyst, latest) as now:
            signature = signed(self._analyst, now)
            made = [Membership(**self._fields(row), **signature) for row in rows]
            Membership.objects.bulk_create(made, batch_size=BATCH)
        with as_workspace(self._decider):
            confirmed = [one.pk for row, one in zip(rows, made, strict=True) if row["confirmed_on"]]
            Membership.objects.filter(pk__in=confirmed).update(
                state=MembershipState.CONFIRMED, confirmed_by=self._decider.member_id, confirmed_at=now
            )
        with as_workspace(self._analyst):
            reviewed = [one.pk for row, one in zip(rows, made, strict=True) if row["reviews"]]
            Membership.objects.filter(pk__in=reviewed).update(
                reviewed_on=timezone.localdate(now), review_words=RENEWED[0]
            )
        return made

    def _fields(self, row: Row) -> Row:
        return {
            "person_id": self._known[row["person"]].pk,
            "group": self._groups[row["group"]],
            **{name: row[name] for name in ("role", "certainty", "basis", "since", "accuracy")},
            "source_id": UUID(row["source"]),
        }

    def _begin(self, row: Row) -> Membership:
        with self._story.act(self._analyst, moment(row["proposed_on"], PROPOSED)) as now:
            made = propose_membership(self._new(row), by=self._analyst, at=now)
        if row["confirmed_on"]:
            with self._story.act(self._decider, moment(row["confirmed_on"], CONFIRMED)) as now:
                confirm_membership(made, by=self._decider, at=now)
        for number, day in enumerate(row["reviews"]):
            with self._story.act(self._analyst, moment(day, REVIEWED)) as now:
                review_membership(made, self._review(row, number), by=self._analyst, at=now)
        return made

    def _new(self, row: Row) -> NewMembership:
        return NewMembership(
            person=self._known[row["person"]].pk,
            group=self._groups[row["group"]],
            basis=row["basis"],
            since=row["since"],
            **self._judged(row),
        )

    def _review(self, row: Row, number: int) -> Review:
        return Review(words=RENEWED[number % len(RENEWED)], **self._judged(row))

    def _judged(self, row: Row) -> dict[str, Any]:
        return {
            "role": MemberRole(row["role"]),
            "certainty": Certainty(row["certainty"]),
            "source": self._sources[row["source"]],
            "accuracy": Accuracy(row["accuracy"]),
        }

    def end(self) -> None:
        """End what has ended; whoever was told is told (T13)."""
        for row, made in self._made:
            if row["ended_on"]:
                with self._story.act(self._analyst, moment(row["ended_on"], ENDED)) as now:
                    end_membership(made, MembershipEnd(row["end_reason"]), by=self._analyst, at=now)

    def days(self) -> dict[UUID, Dated]:
        """The days that the database has to be told of, since the flows take the real one."""
        return {
            made.pk: Dated(
                moment(row["proposed_on"], PROPOSED),
                moment(row["confirmed_on"], CONFIRMED) if row["confirmed_on"] else None,
                row["reviews"][-1] if row["reviews"] else None,
                row["ended_on"],
            )
            for row, made in self._made
        }

    def facts(self, *, at: datetime) -> None:
        """Parts in incidents and ties, of persons who are in the room."""
        pen = Pen(self._analyst, at)
        involved = self._people.involvements.filter(~pl.col("person").is_in(self._absent))
        tied = self._people.ties.filter(
            ~pl.col("first").is_in(self._absent), ~pl.col("second").is_in(self._absent)
        )
        with as_workspace(self._analyst):
            pen.write(Involvement, involved, self._involvement, "day")
            pen.write(PersonTie, tied, self._tie, "day")

    def _involvement(self, row: Row) -> Row:
        return {
            "person_id": self._known[row["person"]].pk,
            "incident_id": UUID(row["incident"]),
            **{name: row[name] for name in ("side", "accuracy")},
            "source_id": UUID(row["source"]),
        }

    def _tie(self, row: Row) -> Row:
        first, second = sorted(self._known[row[end]].pk for end in ("first", "second"))
        return {
            "first_id": first,
            "second_id": second,
            "kind": row["kind"],
            "seen_on": row["day"],
            "source_id": UUID(row["source"]),
            "accuracy": row["accuracy"],
        }

    def _room_sources(self) -> dict[str, Source]:
        with as_workspace(self._analyst):
            return {str(source.pk): source for source in Source.objects.all()}
