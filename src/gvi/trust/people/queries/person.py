"""One person as the page shows it: the record and every other that was found to be the same, with their sources.

Six queries, whatever there is to show. Names of colleagues are looked up; nobody else's room is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gvi.trust.people.labels import PersonLabel, age_unknown, clusters, may_be_minor, shown_name
from gvi.trust.people.models import Officer, Person, PersonReview, PersonRole, Statement
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.people.words import PersonRoleName, State
from gvi.trust.workspaces.models import Member


@dataclass(frozen=True)
class Entry:
    """A role, a statement or a review with who wrote it, and the record it stands on where there are several."""

    row: PersonRole | Statement | PersonReview
    author: str
    record: str


@dataclass(frozen=True)
class PersonView:
    """A person, read as one: ``person`` is the first record, ``records`` are all."""

    person: Person
    label: PersonLabel
    records: tuple[Person, ...]
    roles: tuple[Entry, ...]
    statements: tuple[Entry, ...]
    reviews: tuple[Entry, ...]
    officers: tuple[str, ...]
    entered_by: str
    approved_by: str

    @property
    def held(self) -> tuple[Entry, ...]:
        """The roles that hold now."""
        return tuple(it for it in self.roles if isinstance(it.row, PersonRole) and it.row.until is None)


def find_person(pk: UUID) -> Person:
    """The person's own record, or the first of those it was found to be the same as; raises ``NoSuchPerson``."""
    rows = {row.pk: row for row in clusters([pk])}
    if pk not in rows:
        raise NoSuchPerson
    merged = rows[pk].merged_into_id
    return rows[merged] if merged in rows else rows[pk]


def same_number(person: Person) -> list[UUID]:
    """Other records of the room, in use, with the person's identity number, that nobody has found to be the same."""
    if not person.identity_hash:
        return []
    others = Person.objects.filter(identity_hash=person.identity_hash, workspace=person.workspace_id)
    others = others.exclude(state=State.EXITED).exclude(pk=person.pk).exclude(merged_into=person.pk)
    return list(others.order_by("entered_on", "id").values_list("pk", flat=True))


def read_person(pk: UUID, *, day: date) -> PersonView:
    """Everything the page shows about ``pk``: six queries; raises ``NoSuchPerson``."""
    rows = {row.pk: row for row in clusters([pk])}
    if pk not in rows:
        raise NoSuchPerson
    merged = rows[pk].merged_into_id
    root = rows[merged] if merged in rows else rows[pk]
    roles = list(PersonRole.objects.filter(person__in=list(rows)).order_by("-since", "id"))
    statements = list(Statement.objects.filter(person__in=list(rows)).order_by("-said_on", "-at", "id"))
    reviews = list(PersonReview.objects.filter(person__in=list(rows)).order_by("-at", "id"))
    officers = list(Officer.objects.filter(person__in=list(rows)).values_list("member", flat=True))
    signed = [*(it.by for it in roles), *(it.by for it in statements), *(it.by for it in reviews)]
    names = _names([*signed, *officers, *(row.entered_by for row in rows.values()), root.approved_by])
    return PersonView(
        person=root,
        label=_label(root, roles, day),
        records=tuple(sorted(rows.values(), key=lambda row: (row.pk != root.pk, row.entered_on, row.pk))),
        roles=_entries(roles, names, rows),
        statements=_entries(statements, names, rows),
        reviews=_entries(reviews, names, rows),
        officers=tuple(sorted(names.get(member, "") for member in set(officers))),
        entered_by=names.get(root.entered_by, ""),
        approved_by=names.get(root.approved_by, "") if root.approved_by else "",
    )


def _names(members: Iterable[UUID | None]) -> dict[UUID | None, str]:
    found = Member.objects.filter(pk__in={it for it in members if it}).values_list("pk", "name")
    return dict(found)


def _entries(
    rows: list[PersonRole] | list[Statement] | list[PersonReview],
    names: dict[UUID | None, str],
    records: dict[UUID, Person],
) -> tuple[Entry, ...]:
    several = len(records) > 1
    return tuple(
        Entry(row, names.get(row.by, ""), shown_name(records[row.person_id]) if several else "")
        for row in rows
    )


def _label(root: Person, roles: list[PersonRole], day: date) -> PersonLabel:
    held = {it.role for it in roles if it.until is None}
    return PersonLabel(
        id=root.pk,
        name=shown_name(root),
        roles=tuple(role for role in PersonRoleName if role in held),
        protected=root.protected,
        minor=may_be_minor(root.birth_date, root.under_eighteen, day),
        age_unknown=age_unknown(root.birth_date, root.under_eighteen),
        state=State(root.state),
        overdue=root.review_due < day,
    )
