"""What must be reviewed, and what erasure has done: each list in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import CharField, Min, Q
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.labels import PersonLabel, clusters, labels
from gvi.trust.people.models import ErasureProtocol, Person, PersonReview, RetentionRun
from gvi.trust.people.words import State

AHEAD = timedelta(days=30)
"""How long before its day a review is on the list."""

ROWS = 50
NAMES = {
    "people_person": _("personer"),
    "people_personrevision": _("tidigare uppgifter om personer"),
    "people_personrole": _("roller"),
    "people_personrolerevision": _("tidigare uppgifter om roller"),
    "people_statement": _("uppgifter i text"),
    "people_statementrevision": _("tidigare uppgifter i text"),
    "people_personreview": _("granskningar"),
    "people_officer": _("namngivna tjänstemän"),
    "people_pair": _("möjliga dubbletter"),
    "people_extractrequest": _("registerutdrag, kopplingen till personen"),
    "people_batch": _("filer som ingen beslutat om"),
    "people_batchrow": _("rader i filer som ingen beslutat om"),
    "disclosures_ground": _("utlämnanden, skäl"),
    "disclosures_item": _("utlämnanden, uppgifter"),
    "disclosures_disclosuremove": _("utlämnanden, tillägg"),
    "disclosures_draft": _("utkast till utlämnanden"),
    "disclosures_draftline": _("rader i utkast"),
}


@dataclass(frozen=True)
class Due:
    """One person on the list: when the review is due, and when the person is out of reach without one."""

    label: PersonLabel
    review_due: date
    hidden_on: date | None
    overdue: bool


def due_page(number: str | int, day: date) -> Page[Due]:
    """Persons to review now or within a month, the most overdue first: four queries, whatever the room holds."""
    waiting = Q(review_due__lte=day + AHEAD) | Q(hidden_on__lte=day + AHEAD)
    found = (
        Person.objects.filter(waiting)
        .exclude(state=State.EXITED)
        .order_by()
        .values(root=Coalesce("merged_into_id", "id"))
        .annotate(due=Min("review_due"), apart=Min("hidden_on"), first=Min(Cast("id", CharField())))
        .order_by("due", "root")
    )
    page: Page[Any] = Paginator(found, ROWS).get_page(number)
    rows = [(UUID(row["first"]), row["due"], row["apart"]) for row in page.object_list]
    named = labels(first for first, _due, _apart in rows)
    page.object_list = [
        Due(named[first], due, apart, due < day) for first, due, apart in rows if first in named
    ]
    return page


def overdue_count(day: date) -> int:
    """How many of the room's persons should have been reviewed."""
    return Person.objects.filter(review_due__lt=day).exclude(state=State.EXITED).count()


def set_apart_count() -> int:
    """How many of the room's persons are out of reach and wait for their erasure."""
    with connection.cursor() as cursor:
        cursor.execute("select gvi.set_apart_count()")
        return int(cursor.fetchone()[0])


def reviews_of(person: Person) -> list[PersonReview]:
    """Earlier renewals of all the person's records, the latest first, one a renewal."""
    ids = clusters([person.pk]).values_list("pk", flat=True)
    return _once(PersonReview.objects.filter(person__in=list(ids)).order_by("-at", "id"))


def _once(reviews: Iterable[PersonReview]) -> list[PersonReview]:
    seen = {(review.at, review.need): review for review in reversed(list(reviews))}
    return sorted(seen.values(), key=lambda review: review.at, reverse=True)


@dataclass(frozen=True)
class RunLine:
    """One run as one room sees it; ``tables`` are pairs of words and rows."""

    run: RetentionRun
    set_apart: int
    erased: int
    tables: tuple[tuple[str, int], ...]

    @property
    def behind(self) -> int:
        """Days between the run's own day and the day up to which it erased."""
        return (self.run.day - self.run.horizon).days


def protocol_page(number: str | int) -> Page[RunLine]:
    """The runs, the latest first, with what each did in the actor's room: three queries."""
    page: Page[Any] = Paginator(RetentionRun.objects.order_by("-started_at"), ROWS).get_page(number)
    runs = list(page.object_list)
    own = {line.run_id: line for line in ErasureProtocol.objects.filter(run__in=runs)}
    page.object_list = [_line(run, own.get(run.pk)) for run in runs]
    return page


def _line(run: RetentionRun, own: ErasureProtocol | None) -> RunLine:
    if own is None:
        return RunLine(run, 0, 0, ())
    tables = tuple((str(NAMES.get(name, name)), rows) for name, rows in sorted(own.rows_by_table.items()))
    return RunLine(run, own.set_apart, own.erased, tables)
