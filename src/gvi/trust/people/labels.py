"""How a person is named wherever one is shown: name and role in the meaning of the law, never one without the other.

trust.md, T12. Records that were found to be one person are named by the first of them, with the roles of all.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.people.models import Person, PersonRole
from gvi.trust.people.retention import ADULT
from gvi.trust.people.words import PersonRoleName, State, UnderEighteen


@dataclass(frozen=True)
class PersonLabel:
    """A person's name and present roles; ``id`` is the record that was asked about.

    ``minor`` counts in whoever may be under eighteen, since nobody knows: ``age_unknown``.
    """

    id: UUID
    name: str
    roles: tuple[PersonRoleName, ...]
    protected: bool
    minor: bool
    state: State
    overdue: bool
    age_unknown: bool = False

    @property
    def role_text(self) -> str:
        """The roles in words, in the order of the law's list; empty where a room keeps none."""
        return ", ".join(str(role.label) for role in self.roles)

    @property
    def text(self) -> str:
        """Name and roles, as "Ek, Rut — misstänkt"."""
        return f"{self.name} — {self.role_text}" if self.roles else self.name

    def __str__(self) -> str:
        return self.text


def shown_name(person: Person) -> str:
    """``Ek, Rut``; a record without a name shows its local reference."""
    name = ", ".join(part for part in (person.surname, person.given_name) if part)
    return name or person.local_reference or _("utan namn")


def is_minor(born: date | None, day: date) -> bool:
    """Whether someone born on ``born`` is under eighteen on ``day``; on the birthday itself no longer.

    >>> is_minor(date(2008, 2, 29), date(2026, 2, 28)), is_minor(date(2008, 2, 29), date(2026, 3, 1))
    (True, False)
    """
    return born is not None and (day.year - ADULT, day.month, day.day) < (born.year, born.month, born.day)


def may_be_minor(born: date | None, said: str, day: date) -> bool:
    """Whether somebody counts as under eighteen on ``day``: by birth date, else by what was ``said`` (T27).

    >>> may_be_minor(None, "unknown", date(2026, 3, 1)), may_be_minor(None, "no", date(2026, 3, 1))
    (True, False)
    """
    return is_minor(born, day) if born else said in {UnderEighteen.YES, UnderEighteen.UNKNOWN}


def age_unknown(born: date | None, said: str) -> bool:
    """Whether nobody has said if somebody is under eighteen."""
    return born is None and said == UnderEighteen.UNKNOWN


def labels(ids: Iterable[UUID], *, day: date | None = None) -> dict[UUID, PersonLabel]:
    """The labels of ``ids`` that the actor may see, by id: two queries."""
    asked = set(ids)
    today = day or timezone.localdate()
    rows = {person.pk: person for person in clusters(asked)} if asked else {}
    roles = _roles_by_root(rows)
    found = (pk for pk in asked if pk in rows)
    return {pk: _label(pk, rows[_root(rows, pk)], roles[_root(rows, pk)], today) for pk in found}


def clusters(ids: Iterable[UUID]) -> QuerySet[Person]:
    """The records ``ids`` with every other record found to be the same person: one query."""
    roots = Person.objects.filter(pk__in=ids).order_by().values(root=Coalesce("merged_into_id", "id"))
    asked, first = Person.objects.filter(pk__in=ids), Person.objects.filter(pk__in=roots)
    return first.order_by().union(Person.objects.filter(merged_into__in=roots).order_by(), asked.order_by())


def _root(rows: dict[UUID, Person], pk: UUID) -> UUID:
    merged = rows[pk].merged_into_id
    return merged if merged in rows else pk


def _roles_by_root(rows: dict[UUID, Person]) -> dict[UUID, tuple[PersonRoleName, ...]]:
    held: dict[UUID, set[str]] = defaultdict(set)
    if rows:
        current = PersonRole.objects.filter(person__in=list(rows), until=None)
        for person, role in current.values_list("person_id", "role"):
            held[_root(rows, person)].add(role)
    return {pk: tuple(role for role in PersonRoleName if role in held[pk]) for pk in rows}


def _label(pk: UUID, person: Person, roles: tuple[PersonRoleName, ...], day: date) -> PersonLabel:
    return PersonLabel(
        id=pk,
        name=shown_name(person),
        roles=roles,
        protected=person.protected,
        minor=may_be_minor(person.birth_date, person.under_eighteen, day),
        age_unknown=age_unknown(person.birth_date, person.under_eighteen),
        state=State(person.state),
        overdue=person.review_due < day,
    )
