"""Files of persons: the list of them, and the rows of one while they wait."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from gvi.trust.people.batch.rows import from_data
from gvi.trust.people.facts import NewPerson
from gvi.trust.people.labels import PersonLabel, age_unknown, may_be_minor, shown_name
from gvi.trust.people.models import Batch, BatchRow, Person
from gvi.trust.people.refusals import NoSuchBatch
from gvi.trust.people.words import State
from gvi.trust.workspaces.models import Member

LISTED = 50


@dataclass(frozen=True)
class StagedPerson:
    """One row as it will be entered; ``label`` names the person with the role."""

    row: int
    label: PersonLabel
    person: NewPerson


def find_batch(pk: UUID) -> Batch:
    """The room's file ``pk``; raises ``NoSuchBatch``."""
    found = Batch.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchBatch
    return found


def latest_batches() -> list[Batch]:
    """The room's latest files, newest first."""
    return list(Batch.objects.order_by("-made_at", "id")[:LISTED])


def names_of_members(*members: UUID | None) -> dict[UUID, str]:
    """Colleagues' names by member."""
    return dict(Member.objects.filter(pk__in={it for it in members if it}).values_list("pk", "name"))


def staged_rows(batch: Batch) -> QuerySet[BatchRow]:
    """The rows that wait, in the file's order."""
    return BatchRow.objects.filter(batch_id=batch.pk).order_by("row")


def staged(row: BatchRow, batch: Batch) -> StagedPerson:
    """A row as the one who decides reads it."""
    new, day = from_data(row.data), batch.made_at.date()
    as_person = Person(surname=new.surname, given_name=new.given_name, local_reference=new.local_reference)
    label = PersonLabel(
        id=row.pk,
        name=shown_name(as_person),
        roles=tuple(role.role for role in new.roles),
        protected=new.protected,
        minor=may_be_minor(new.birth_date, new.under_eighteen, day),
        age_unknown=age_unknown(new.birth_date, new.under_eighteen),
        state=State.ACTIVE,
        overdue=False,
    )
    return StagedPerson(row.row + 1, label, new)
