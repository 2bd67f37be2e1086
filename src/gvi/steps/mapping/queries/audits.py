"""Audit sessions as lists and pages show them; the minutes themselves are read only when somebody opens them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404

from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST
from gvi.steps.mapping.audit_words import question_words
from gvi.steps.mapping.models import Audit, AuditGroup, AuditQuestion
from gvi.steps.mapping.states import AuditState
from gvi.trust.people.queries.batches import names_of_members

PAGE = 25


@dataclass(frozen=True)
class QuestionRow:
    """A stored question with its words."""

    row: AuditQuestion
    words: str


@dataclass(frozen=True)
class AuditView:
    """One audit: who planned, opened and approved it, its groups by name and its questions."""

    row: Audit
    opened_by: str
    approved_by: str
    groups: tuple[AuditGroup, ...]
    questions: tuple[QuestionRow, ...]

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.row.state == AuditState.RUNNING


def slim() -> QuerySet[Audit]:
    """Audits without their documents."""
    return Audit.objects.defer("minutes")


def audit_page(number: str | int) -> "Page[Any]":
    """One page of audits, the latest first: two queries."""
    rows = slim().annotate(covered=Count("groups")).order_by("-planned_on", "-number")
    return Paginator(rows, PAGE).get_page(number)


def find_audit(pk: UUID) -> Audit:
    """The room's audit ``pk``; 404 for any other."""
    found = slim().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def coming_audit() -> Audit | None:
    """The audit that is planned or goes on."""
    return slim().filter(state__in=[AuditState.PLANNED, AuditState.RUNNING]).order_by("planned_on").first()


def latest_before(day: date, number: int | None = None) -> Audit | None:
    """The approved audit before ``day``, never ``number`` itself."""
    rows = slim().filter(state=AuditState.APPROVED, planned_on__lte=day)
    return (rows.exclude(number=number) if number else rows).order_by("-planned_on", "-number").first()


def view_of(audit: Audit) -> AuditView:
    """Five queries."""
    names = names_of_members(audit.opened_by, audit.approved_by)
    groups = AuditGroup.objects.filter(audit=audit).select_related("group").order_by("group__sort")
    return AuditView(
        row=audit,
        opened_by=names.get(audit.opened_by, "") if audit.opened_by else "",
        approved_by=names.get(audit.approved_by, "") if audit.approved_by else "",
        groups=tuple(groups),
        questions=tuple(question_rows(AuditQuestion.objects.filter(audit=audit))),
    )


def question_rows(rows: QuerySet[AuditQuestion]) -> list[QuestionRow]:
    """The questions in words, those about most persons first: two queries."""
    found = list(rows.order_by("-persons", "kind", "id"))
    names = _names({group for row in found for group in row.groups})
    return [
        QuestionRow(row, question_words(row.kind, _in_order(row.groups, names), row.persons)) for row in found
    ]


def _names(groups: set[UUID]) -> dict[UUID, str]:
    """Code names in Swedish order."""
    rows = Group.objects.filter(pk__in=groups).order_by("sort") if groups else Group.objects.none()
    return dict(rows.values_list("pk", "code_name"))


def _in_order(groups: list[UUID], names: Mapping[UUID, str]) -> list[str]:
    return [name for group, name in names.items() if group in groups]


def not_covered(audit: AuditView) -> list[Group]:
    """Groups that go on and that the audit has not taken up: one query."""
    covered = [row.group_id for row in audit.groups]
    return list(Group.objects.filter(state__in=FIRST).exclude(pk__in=covered).order_by("sort"))


def minutes_of(pk: UUID) -> tuple[Audit, bytes]:
    """The locked minutes of an approved audit; 404 for any other."""
    found = Audit.objects.filter(pk=pk, state=AuditState.APPROVED).first()
    if found is None or found.minutes is None:
        raise Http404
    return found, bytes(found.minutes)


def said_before(audit: Audit | None) -> dict[UUID, AuditGroup]:
    """What the last audit said of each group: one query."""
    return {row.group_id: row for row in AuditGroup.objects.filter(audit=audit)} if audit else {}


def started(audit: Audit | None, otherwise: datetime) -> datetime:
    """When what is new since ``audit`` begins."""
    return audit.opened_at if audit and audit.opened_at else otherwise


def said_by(audit: Audit, group: Group) -> AuditGroup | None:
    """What ``audit`` has said of ``group`` so far."""
    return AuditGroup.objects.filter(audit=audit, group=group).first()


def latest_of_each_state() -> dict[str, Audit]:
    """The latest audit in each state: one query."""
    rows = slim().order_by("state", "-planned_on", "-number").distinct("state")
    return {row.state: row for row in rows}
