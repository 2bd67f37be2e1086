"""The monthly review: the months, one month, one thing at a time by keyboard, the signature, advice and protocol."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.site.log.queries import member_names
from gvi.site.log.reviews import queries
from gvi.site.log.reviews.documents.protocol import protocol_of
from gvi.site.log.reviews.flows.advise import advise as advise_flow
from gvi.site.log.reviews.flows.advise import may_advise
from gvi.site.log.reviews.flows.begin_review import begin_review
from gvi.site.log.reviews.flows.judge_item import judge_item
from gvi.site.log.reviews.flows.sign_review import sign_review
from gvi.site.log.reviews.forms import AdviceForm, ItemFilter, SignForm, VerdictForm
from gvi.site.log.reviews.refusals import NotSigned
from gvi.trust.log.models import LogReview, LogReviewItem, Operation, Outcome, ReviewState, Verdict
from gvi.trust.log.review.missed import months
from gvi.trust.log.review.month import Month
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

FORM_ERROR = 422


def _status(*forms: BaseForm | None) -> int:
    return FORM_ERROR if any(form is not None and form.errors for form in forms) else 200


def _log_reading(request: RoomRequest, review: LogReview | None, count: int) -> None:
    record = review.pk if review else None
    write(
        Operation.READ,
        "log.read_review",
        by=request.actor,
        kind="log_review",
        record=record,
        count=max(1, count),
    )


@page(Right.READ_LOG_OUTCOMES)
def review_list(request: RoomRequest) -> HttpResponse:
    """Every month, with what is missed in red (T21)."""
    rows = queries.month_rows(request.actor, timezone.now())
    _log_reading(request, None, len(rows))
    return render(
        request, "log/reviews/list.html", {"rows": rows, "missed": [row for row in rows if row.missed]}
    )


@page(Right.READ_LOG_OUTCOMES)
def review_month(request: RoomRequest, month: str) -> HttpResponse:
    """One month. The first log reviewer who opens it lets it make itself."""
    wanted, now = queries.month_of(month), timezone.now()
    review = queries.find_review(wanted)
    if review is None and wanted not in months(request.actor, now):
        raise Http404
    if review is None and request.actor.may(Right.REVIEW_LOG):
        review = begin_review(wanted, by=request.actor, at=now)
        messages.info(request, _("Månadens poster är framtagna."))
        return redirect("log:review_month", month)
    if review is None:
        return render(request, "log/reviews/unbegun.html", {"month": wanted})
    return _month(request, review)


def _month(request: RoomRequest, review: LogReview, advice: AdviceForm | None = None) -> HttpResponse:
    actor = request.actor
    parts = queries.parts(review, actor)
    asked = ItemFilter(request.GET, rules=[(part.rule.code, str(part.rule.name)) for part in parts])
    if set(request.GET) - {*asked.fields, "page"} or not asked.is_valid():
        raise BadRequest
    chosen = asked.cleaned_data
    found = queries.items_page(
        review, rule=chosen["regel"], verdict=chosen["bedomning"], number=request.GET.get("page", 1)
    )
    shown = queries.item_lines(found, actor)
    _log_reading(request, review, len(shown))
    signed = review.state == ReviewState.SIGNED
    context = {
        "review": review,
        "month": Month(review.month),
        "signed": signed,
        "parts": parts,
        "left": sum(part.left for part in parts),
        "form": asked,
        "page": found,
        "items": shown,
        "signer": member_names(actor.workspace_id).get(review.signed_by) if review.signed_by else "",
        "next": queries.waiting(review, actor).values_list("pk", flat=True).first(),
        "may_review": actor.may(Right.REVIEW_LOG),
        "given": list(review.advice.all()),
        "advice": advice or (AdviceForm() if signed and may_advise(actor) else None),
    }
    return render(request, "log/reviews/month.html", context, status=_status(advice))


@page(Right.REVIEW_LOG)
def review_item(request: RoomRequest, month: str, item: UUID) -> HttpResponse:
    """One thing to judge: by 1, 2, 3 and Enter; j and k go on and back."""
    review = queries.need_review(queries.month_of(month))
    found = get_object_or_404(review.items.select_related("review"), pk=item)
    if request.method != "POST":
        return _item(request, found, VerdictForm.of(found))
    form = VerdictForm(request.POST)
    judged = attempt(form, lambda: _judged(request, found, form)) if form.is_valid() else None
    if judged:
        after = queries.waiting(review, request.actor)
        follows = after.filter(position__gt=found.position).first() or after.first()
        if follows:
            return redirect("log:review_item", month, follows.pk)
        messages.success(request, _("Allt du kan bedöma är bedömt. Granskningen kan signeras."))
        return redirect("log:review_month", month)
    return _item(request, found, form)


def _judged(request: RoomRequest, found: LogReviewItem, form: VerdictForm) -> LogReviewItem:
    sent = form.cleaned_data
    return judge_item(found, Verdict(sent["verdict"]), sent["note"], by=request.actor, at=timezone.now())


def _item(request: RoomRequest, found: LogReviewItem, form: VerdictForm) -> HttpResponse:
    review, actor = found.review, request.actor
    near = review.items.order_by("position")
    around = queries.around(found, actor)
    _log_reading(request, review, 1 + len(around))
    (shown,) = queries.item_lines([found], actor)
    context = {
        "review": review,
        "month": Month(review.month),
        "shown": shown,
        "around": around,
        "form": form,
        "may_judge": review.state == ReviewState.OPEN and not shown.own,
        "before": near.filter(position__lt=found.position).values_list("pk", flat=True).last(),
        "after": near.filter(position__gt=found.position).values_list("pk", flat=True).first(),
        "total": near.count(),
        "left": queries.waiting(review, actor).count(),
    }
    return render(request, "log/reviews/item.html", context, status=_status(form))


@page(Right.REVIEW_LOG)
def sign(request: RoomRequest, month: str) -> HttpResponse:
    """The outcome in words, and the signature."""
    review = queries.need_review(queries.month_of(month))
    if review.state == ReviewState.SIGNED:
        return redirect("log:review_month", month)
    form = SignForm(request.POST) if request.method == "POST" else SignForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        done = attempt(
            form,
            lambda: sign_review(
                review, Outcome(sent["outcome"]), sent["words"], by=request.actor, at=timezone.now()
            ),
        )
        if done:
            messages.success(request, _("Granskningen är signerad."))
            return redirect("log:review_month", month)
    parts = queries.parts(review, request.actor)
    context = {
        "month": Month(review.month),
        "form": form,
        "parts": parts,
        "left": sum(part.left for part in parts),
        "own": sum(part.own for part in parts),
    }
    return render(request, "log/reviews/sign.html", context, status=_status(form))


@page(Right.READ_LOG_OUTCOMES)
@require_POST
def advise(request: RoomRequest, month: str) -> HttpResponse:
    """What the data protection officer says about a signed review."""
    review = queries.need_review(queries.month_of(month))
    form = AdviceForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]
        if attempt(form, lambda: advise_flow(review, words, by=request.actor, at=timezone.now())):
            messages.success(request, _("Rådet är sparat."))
            return redirect("log:review_month", month)
    return _month(request, review, form)


@page(Right.READ_LOG_OUTCOMES)
def review_pdf(request: RoomRequest, month: str) -> HttpResponse:
    """The protocol of a signed review."""
    review = queries.need_review(queries.month_of(month))
    if review.state != ReviewState.SIGNED:
        raise NotSigned
    content = protocol_of(review, request.actor)
    write(Operation.EXPORT, "log.protocol", by=request.actor, kind="log_review", record=review.pk)
    name = f"loggranskning-{month}.pdf"
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
