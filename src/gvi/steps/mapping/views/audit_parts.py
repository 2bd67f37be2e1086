"""The walk through an audit: one group at a time by keyboard, then the questions; and whom a question stands on."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.models import Group
from gvi.steps.mapping.audit_words import ask_lines, fact_lines, news_lines
from gvi.steps.mapping.flows.answer_audit_question import answer_question
from gvi.steps.mapping.flows.write_audit_group import write_group
from gvi.steps.mapping.forms.audits import AnswerForm, AuditGroupForm
from gvi.steps.mapping.models import Answer, Audit, AuditQuestion, Changed
from gvi.steps.mapping.queries.audit_questions import people_behind
from gvi.steps.mapping.queries.audits import find_audit, question_rows, said_by
from gvi.steps.mapping.states import AuditState
from gvi.steps.mapping.views import UNPROCESSABLE, log_reading
from gvi.steps.mapping.views.audits import made_agenda
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@dataclass(frozen=True)
class Place:
    """Where in the walk a page stands, and the addresses before and after it."""

    number: int
    total: int
    before: str
    after: str


def place_of(address: str, addresses: list[str], end: str) -> Place:
    """The place of ``address``; after the last one comes ``end``."""
    at = addresses.index(address) if address in addresses else 0
    after = addresses[at + 1] if at + 1 < len(addresses) else end
    return Place(at + 1, len(addresses), addresses[at - 1] if at else "", after)


@page(Right.READ_MAPPING)
def audit_group(request: RoomRequest, audit_id: UUID, group_id: UUID) -> HttpResponse:
    """One group of an audit that goes on: what is new of it, what was said last, and what to say now."""
    refuse_unknown(request)
    audit = _running(find_audit(audit_id))
    group = get_object_or_404(Group, pk=group_id)
    agenda = made_agenda(request, audit)
    news, row = agenda.of(group.pk), said_by(audit, group)
    if news is None and row is None:
        raise Http404
    place = _place_of_group(audit, group, [one.group.pk for one in agenda.groups])
    form = AuditGroupForm(request.POST) if request.method == "POST" else AuditGroupForm.of(row)
    if request.method == "POST":
        request.actor.require(Right.WRITE_MAPPING)
        if form.is_valid() and _write(request, audit, group, form):
            messages.success(request, _("%(name)s är genomgången.") % {"name": group.code_name})
            return redirect(place.after)
    log_reading(request, "mapping.audit_read_group", record=group.pk)
    context = {
        "audit": audit,
        "group": group,
        "news": news,
        "lines": news and {"facts": fact_lines(news), "news": news_lines(news), "asks": ask_lines(news)},
        "row": row,
        "place": place,
        "form": form if request.actor.may(Right.WRITE_MAPPING) else None,
    }
    return render(request, "mapping/audit_group.html", context, status=UNPROCESSABLE if form.errors else 200)


def _running(audit: Audit) -> Audit:
    if audit.state != AuditState.RUNNING:
        raise Http404
    return audit


def _write(request: RoomRequest, audit: Audit, group: Group, form: AuditGroupForm) -> object:
    told, now = form.cleaned_data, timezone.now()
    changed = Changed(told["changed"])
    return attempt(form, lambda: write_group(audit, group, changed, told["words"], by=request.actor, at=now))


def _place_of_group(audit: Audit, group: Group, groups: list[UUID]) -> Place:
    addresses = [reverse("mapping:audit_group", args=[audit.pk, pk]) for pk in groups]
    end = reverse("mapping:audit", args=[audit.pk]) + "#fragor"
    return place_of(reverse("mapping:audit_group", args=[audit.pk, group.pk]), addresses, end)


@page(Right.READ_MAPPING)
def audit_question(request: RoomRequest, question_id: UUID) -> HttpResponse:
    """One question of an audit that goes on, and its answer."""
    refuse_unknown(request)
    question = _open_question(question_id)
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm.of(question)
    shown = question_rows(AuditQuestion.objects.filter(audit=question.audit))
    place = _place_of_question(question, [one.row.pk for one in shown])
    if request.method == "POST":
        request.actor.require(Right.WRITE_MAPPING)
        if form.is_valid() and _answer(request, question, form):
            messages.success(request, _("Svaret är sparat."))
            return redirect(place.after)
    log_reading(request, "mapping.audit_read", kind="audit", record=question.audit_id)
    context = {
        "audit": question.audit,
        "question": next(one for one in shown if one.row.pk == question.pk),
        "place": place,
        "may_read_persons": _may_read_persons(request),
        "form": form if request.actor.may(Right.WRITE_MAPPING) else None,
    }
    return render(
        request, "mapping/audit_question.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _answer(request: RoomRequest, question: AuditQuestion, form: AnswerForm) -> object:
    told, now = form.cleaned_data, timezone.now()
    answer = Answer(told["answer"])
    return attempt(form, lambda: answer_question(question, answer, told["words"], by=request.actor, at=now))


def _place_of_question(question: AuditQuestion, questions: list[UUID]) -> Place:
    addresses = [reverse("mapping:audit_question", args=[pk]) for pk in questions]
    end = reverse("mapping:audit", args=[question.audit_id]) + "#avsluta"
    return place_of(reverse("mapping:audit_question", args=[question.pk]), addresses, end)


def _open_question(pk: UUID) -> AuditQuestion:
    rows = AuditQuestion.objects.select_related("audit").defer("audit__minutes")
    question = get_object_or_404(rows, pk=pk)
    _running(question.audit)
    return question


def _may_read_persons(request: RoomRequest) -> bool:
    return request.actor.may(Right.READ_MEMBERSHIPS) and request.actor.may(Right.READ_PERSONS)


@page(Right.READ_MEMBERSHIPS)
def audit_persons(request: RoomRequest, question_id: UUID) -> HttpResponse:
    """Whom a question stands on today: names and roles in the order of names, each reading logged."""
    request.actor.require(Right.READ_PERSONS)
    refuse_unknown(request)
    question = _open_question(question_id)
    behind = people_behind(question, timezone.localdate())
    for label in behind.labels:
        write(Operation.READ, "people.read", by=request.actor, kind="person", record=label.id)
    (shown,) = question_rows(AuditQuestion.objects.filter(pk=question.pk))
    context = {"audit": question.audit, "question": shown, "behind": behind, "persons": bool(behind.labels)}
    log_reading(request, "mapping.audit_persons", kind="audit", record=question.audit_id)
    return render(request, "mapping/audit_persons.html", context)
