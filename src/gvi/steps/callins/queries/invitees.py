"""Those who are summoned or invited, as the pages of probation's room show them: a list costs seven queries at most.

Sorted by name, and by nothing else. What was answered to police is found by the disclosure that named the person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from gvi.steps.callins.models import Attendance, CallIn, Invitee
from gvi.steps.callins.states import COMING, TAKEN, InviteeState
from gvi.steps.callins.telling_answers import attendance_words, supervision_words
from gvi.trust.disclosures.models import DraftLine, Item
from gvi.trust.disclosures.received.queries import standings
from gvi.trust.disclosures.received.words import Standing
from gvi.trust.law.words import DataClass
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room

LAST = Attendance.objects.filter(invitee=OuterRef("pk")).order_by("-at", "-id")
STARTED = frozenset({InviteeState.DRAFTED, InviteeState.APPROVED, InviteeState.NOT_FOUND})


@dataclass(frozen=True)
class Told:
    """What was answered: in which words, when, and in which decision."""

    words: str
    at: datetime
    disclosure: UUID


@dataclass(frozen=True)
class InviteeRow:
    """One who is summoned or invited. ``label`` is ``None`` for somebody who can not be seen now."""

    row: Invitee
    label: PersonLabel
    ended: bool
    mark: str
    drafted: bool
    told: Mapping[str, Told]

    @property
    def state(self) -> InviteeState:
        """Where the letter stands, or what came of it."""
        return InviteeState(self.row.state)

    @property
    def stopped(self) -> bool:
        """Whether what police told has ended before the letter went out."""
        return self.ended and self.row.state in STARTED and self.row.callin.state in COMING

    @property
    def supervised(self) -> Told | None:
        """What police were told about supervision."""
        return self.told.get(DataClass.SUPERVISION)

    @property
    def attendance(self) -> Told | None:
        """What police were told about attendance."""
        return self.told.get(DataClass.ATTENDANCE)

    @property
    def outdated(self) -> tuple[Told, ...]:
        """What was told and is no longer what the row says: to be corrected."""
        now = {
            DataClass.SUPERVISION.value: supervision_words(self.row),
            DataClass.ATTENDANCE.value: attendance_words(self.mark),
        }
        return tuple(one for key, one in self.told.items() if now[key] and one.words != now[key])

    @property
    def came(self) -> bool:
        """Whether the last tap says so."""
        return self.mark == InviteeState.ATTENDED

    @property
    def absent(self) -> bool:
        """Whether the last tap says so, with or without a valid reason."""
        return self.mark in (InviteeState.ABSENT, InviteeState.ABSENT_EXCUSED)

    @property
    def untold(self) -> bool:
        """Whether attendance was taken and may be told police: it is neither told, prepared nor too late."""
        return bool(self.mark) and not (self.attendance or self.drafted or self.ended)

    @property
    def mark_label(self) -> str:
        """The last tap in words; empty before the first."""
        return str(InviteeState(self.mark).label) if self.mark else ""

    @property
    def may_redo(self) -> bool:
        """Whether it can be drafted anew."""
        return self.row.state not in {InviteeState.DRAFTED, *TAKEN, InviteeState.FOLLOWED_UP}


def with_mark(rows: QuerySet[Invitee]) -> QuerySet[Any]:
    """Each with the last tap at the door as ``mark``."""
    return rows.annotate(mark=Subquery(LAST.values("mark")[:1]))


def invitees_of(callin: CallIn) -> QuerySet[Invitee]:
    """Everybody of one call-in in the order of their names."""
    found = Invitee.objects.filter(callin=callin).select_related("callin", "letter")
    return found.order_by("person__name_key", "person__reference_key", "id")


def find_invitee(callin: UUID, pk: UUID) -> Invitee | None:
    """One of the room's, if it is of that call-in."""
    return Invitee.objects.select_related("callin", "letter").filter(callin=callin, pk=pk).first()


def one_row(actor: Actor, callin: UUID, pk: UUID) -> InviteeRow | None:
    """One of the room's as its page shows it."""
    one = Invitee.objects.select_related("callin", "letter").filter(callin=callin, pk=pk)
    return next(iter(invitee_rows(actor, one)), None)


def invitee_rows(actor: Actor, rows: QuerySet[Invitee]) -> list[InviteeRow]:
    """Everything that the pages show of ``rows``; nobody who can not be seen."""
    found = list(with_mark(rows))
    named = labels([one.person_id for one in found])
    told_by = [one.told_by for one in found]
    open_now = standings(actor, *told_by) if told_by else {}
    told, drafted = answers_told(actor, told_by), in_drafts(told_by)
    return [
        InviteeRow(
            row=one,
            label=named[one.person_id],
            ended=open_now.get(one.told_by, Standing.ENDED) == Standing.ENDED,
            mark=one.mark or "",
            drafted=one.told_by in drafted,
            told=told[one.told_by],
        )
        for one in found
        if one.person_id in named
    ]


def answers_told(actor: Actor, told_by: Iterable[UUID]) -> Mapping[UUID, Mapping[str, Told]]:
    """What police were told in answer, by what named the person and by class; the latest counts. One query."""
    items = Item.objects.filter(
        workspace=own_room(actor),
        disclosure__in_answer_to__in=list(told_by),
        data_class__in=(DataClass.SUPERVISION, DataClass.ATTENDANCE),
    ).select_related("disclosure")
    found: dict[UUID, dict[str, Told]] = defaultdict(dict)
    for item in items.order_by("disclosure__decided_at", "id"):
        one = item.disclosure
        if one.in_answer_to:
            found[one.in_answer_to][item.data_class] = Told(item.text, one.decided_at, one.pk)
    return found


def in_drafts(told_by: Sequence[UUID]) -> frozenset[UUID]:
    """Those that somebody is preparing an answer to: one query."""
    lines = DraftLine.objects.filter(in_answer_to__in=told_by).values_list("in_answer_to", flat=True)
    return frozenset(pk for pk in lines if pk)


def how_many_came(callin: CallIn) -> int:
    """By the last tap of each."""
    rows = Invitee.objects.filter(callin=callin).order_by()
    return with_mark(rows).filter(mark=InviteeState.ATTENDED).count()


def taken_of(rows: Iterable[InviteeRow]) -> dict[str, int]:
    """How many came, did not come, and are not marked yet."""
    every = [row for row in rows if row.row.state != InviteeState.DRAFTED]
    came, absent = sum(row.came for row in every), sum(row.absent for row in every)
    return {"came": came, "absent": absent, "left": len(every) - came - absent}


def is_the_day(callin: CallIn, day: date) -> bool:
    """Whether attendance may be taken."""
    return callin.day <= day
