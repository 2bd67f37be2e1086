"""The protocol: how much was looked at and why, what it came to, who signed, and the advice that followed.

Counts and words only. No event, no record and no note is in it: it can be shown to a supervisory authority, or handed
out, without telling anything about a person. Documents are in Swedish (docs/explanation/decisions.md).
"""

from pathlib import Path
from textwrap import wrap
from typing import Any

from django.db.models import Count
from django.utils import translation

from gvi.site.log.queries import member_names
from gvi.site.log.reviews.queries import Part, parts
from gvi.site.times import table_time
from gvi.trust.documents import render
from gvi.trust.log.models import LogReview, LogReviewAdvice, Verdict
from gvi.trust.log.review.month import Month
from gvi.trust.workspaces.actor import Actor

TEMPLATE = Path(__file__).with_name("protocol.typ")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def protocol_of(review: LogReview, reader: Actor) -> bytes:
    """The protocol of a signed ``review``, dated when it was signed. Four queries."""
    with translation.override("sv"):
        return render(TEMPLATE, _content(review, reader), at=review.signed_at or review.made_at)


def _content(review: LogReview, reader: Actor) -> dict[str, Any]:
    names = member_names(reader.workspace_id)
    month = Month(review.month)
    found = dict(_verdicts(review))
    return {
        "programme": reader.programme,
        "room": reader.workspace_name,
        "month": f"{MONTHS[month.first.month - 1]} {month.first.year}",
        "seed": " ".join(wrap(review.seed, 8)),
        "made": table_time(review.made_at),
        "signed": table_time(review.signed_at),
        "signer": names.get(review.signed_by, "") if review.signed_by else "",
        "outcome": review.get_outcome_display(),
        "words": review.words,
        "rows": [_row(part, found) for part in parts(review, reader)],
        "advice": [
            _said(advice, names.get(advice.by, "") if advice.by else "") for advice in review.advice.all()
        ],
    }


def _verdicts(review: LogReview) -> list[tuple[tuple[str, str], int]]:
    rows = review.items.order_by().values_list("rule", "verdict").annotate(number=Count("pk"))
    return [((rule, verdict), number) for rule, verdict, number in rows]


def _row(part: Part, found: dict[tuple[str, str], int]) -> dict[str, str]:
    counts = {verdict: str(found.get((part.rule.code, verdict), 0)) for verdict in Verdict.values}
    return {
        "name": str(part.rule.name),
        "why": str(part.rule.why),
        "total": str(part.total),
        "fine": counts[Verdict.FINE],
        "explained": counts[Verdict.EXPLAINED],
        "breach": counts[Verdict.BREACH],
        "own": counts[Verdict.NONE],
    }


def _said(advice: LogReviewAdvice, who: str) -> dict[str, str]:
    return {"who": who, "at": table_time(advice.at), "words": advice.words}
