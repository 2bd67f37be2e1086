"""Groups × contact: whom the message has reached, by group, with what needs doing on top (screens.md, Läget, 4).

Police see days and counts of their own room. Everybody else sees what police have released: reached or not, and the
coarse time of a closed quarter; never a talk, a count of them or a time of one (T34), and never help (T17).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.reached import Reach, Reached, reach
from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import current_groups, has_others
from gvi.steps.review.queries.last_incidents import last_incidents
from gvi.steps.talks.queries.contact import Bands, Contact, contact_by_group, released_bands
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

BACK = timedelta(days=2 * 365)
NOT_TOLD = Reached(None, None, None)
NONE = Contact()


@dataclass(frozen=True)
class PoliceRow:
    """One group: ``weeks`` since anybody of it was last spoken with; ``waits`` for contact after its last incident."""

    id: UUID
    name: str
    incident: date | None
    reached: Reached
    talks: Contact
    weeks: int | None
    waits: bool


@dataclass(frozen=True)
class JointRow:
    """One group as the joint space knows it; ``band`` is empty where nothing may be told."""

    name: str
    reached: bool | None
    band: str


@dataclass(frozen=True)
class GroupContact:
    """The table: ``police`` or ``joint``, never both; ``callin`` is the newest one whose reach was released."""

    callin: CallIn | None
    police: tuple[PoliceRow, ...] = ()
    joint: tuple[JointRow, ...] = ()
    sealed: bool = False
    others: bool = False
    quarter: date | None = None

    @property
    def waiting(self) -> int:
        """How many groups had an incident after they were last spoken with."""
        return sum(row.waits for row in self.police)


def group_contact(actor: Actor, at: datetime) -> GroupContact:
    """The table for ``actor``: four queries for the police, five for everybody else, however many groups."""
    if actor.may(Right.READ_TALKS) and actor.may(Right.READ_JUDGEMENTS):
        return _for_police(actor, at)
    return _for_all(actor)


def _for_police(actor: Actor, at: datetime) -> GroupContact:
    known, spoken, incidents = reach(), contact_by_group(at), last_incidents(at - BACK, at)
    rows = [
        _police_row(group, known, spoken.get(group.pk, NONE), incidents.get(group.pk), localdate(at))
        for group in current_groups(actor).order_by("sort")
    ]
    return GroupContact(known.callin, police=tuple(sorted(rows, key=_what_needs_doing)), sealed=True)


def _police_row(
    group: Group, known: Reach, talks: Contact, incident: datetime | None, today: date
) -> PoliceRow:
    told = known.by_group.get(group.pk, NOT_TOLD)
    met = localdate(talks.last) if talks.last else None
    last = max((day for day in (told.on, met) if day), default=None)
    happened = localdate(incident) if incident else None
    return PoliceRow(
        id=group.pk,
        name=group.code_name,
        incident=happened,
        reached=told,
        talks=talks,
        weeks=(today - last).days // 7 if last else None,
        waits=happened is not None and (last is None or happened > last),
    )


def _what_needs_doing(row: PoliceRow) -> tuple[int, int]:
    """First an incident that no contact has followed, the newest first; then no contact at all; then by weeks."""
    if row.waits and row.incident:
        return 0, -row.incident.toordinal()
    return (1, 0) if row.weeks is None else (2, -row.weeks)


def _for_all(actor: Actor) -> GroupContact:
    known, told = reach(), released_bands()
    rows = tuple(_joint_row(group, known, told) for group in current_groups(actor).order_by("sort"))
    return GroupContact(known.callin, joint=rows, others=has_others(actor), quarter=told.ends)


def _joint_row(group: Group, known: Reach, told: Bands) -> JointRow:
    reached = known.by_group.get(group.pk, NOT_TOLD).latest
    return JointRow(group.code_name, reached, told.by_group.get(group.pk, ""))
