"""Decide a draft: each person an own yes or no with an own written reason, stored as a disclosure each.

Nothing is prefilled and nothing follows from another line (trust.md, "Samlat beslut"). What is refused is kept too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from gvi.trust.disclosures.drafting import Line, Sheet, question_of, read_sheet
from gvi.trust.disclosures.flows.common import lock_draft
from gvi.trust.disclosures.flows.discard_draft import remove_draft
from gvi.trust.disclosures.flows.recording import About, Header, record
from gvi.trust.disclosures.flows.send_to_decider import check_named, refuse_stopped, required_rule
from gvi.trust.disclosures.models import Disclosure, Draft
from gvi.trust.disclosures.offers import Offered
from gvi.trust.disclosures.refusals import Missing, NoVerdict, OtherVersion
from gvi.trust.disclosures.states import Form, Verdict
from gvi.trust.disclosures.stops import asked_of
from gvi.trust.people.flows.common import check_now
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Ruling:
    """What the decider says of one line, and why."""

    verdict: Verdict
    reason: str


def decide(
    draft: Draft, rulings: Mapping[UUID, Ruling], *, seen: str, by: Actor, at: datetime
) -> list[Disclosure]:
    """Record a decision for each line. ``seen`` is the fingerprint of what the decider had before their eyes."""
    by.require(Right.DECIDE_DISCLOSURE)
    with transaction.atomic():
        current = lock_draft(draft, by)
        sheet = read_sheet(current, by)
        if sheet.fingerprint != seen:
            raise OtherVersion
        check_named(sheet)
        said = {line.row.pk: _checked(rulings.get(line.row.pk)) for line in sheet.lines}
        told = {line.row.pk: _told(line, said[line.row.pk]) for line in sheet.lines}
        passed = tuple(line for line in sheet.lines if told[line.row.pk])
        if passed:  # whoever is refused stops nobody else
            refuse_stopped(Sheet(current, passed), by=by, at=at)
        made = _record_all(sheet, told, by, at)
        remove_draft(current)
        check_now()
    return made


def _checked(ruling: Ruling | None) -> Ruling:
    if ruling is None or ruling.verdict == Verdict.NONE:
        raise NoVerdict
    if not ruling.reason.strip():
        raise Missing("reason")
    return ruling


def _told(line: Line, ruling: Ruling) -> tuple[Offered, ...]:
    """What the line lets through; the decider's own reason stands in place of the draft's."""
    line.row.reason = ruling.reason.strip()
    if ruling.verdict == Verdict.NO:
        return ()
    if not line.row.items:
        raise Missing("items")
    return line.chosen()


def _record_all(
    sheet: Sheet,
    told: Mapping[UUID, tuple[Offered, ...]],
    by: Actor,
    at: datetime,
) -> list[Disclosure]:
    header = _header(sheet.draft, Member.objects.get(pk=own_member(by)))
    return [
        record(
            header,
            _about(line, sheet.draft),
            told[line.row.pk],
            by=by,
            at=at,
            verb="disclosures.decide" if told[line.row.pk] else "disclosures.refuse",
        )
        for line in sheet.lines
    ]


def _header(draft: Draft, decider: Member) -> Header:
    return Header(
        receiver=draft.receiver_id,
        rule=required_rule(draft),
        form=Form(draft.form),
        decider=decider,
        on_request=bool(draft.on_request),
        batch=uuid4() if draft.form == Form.JOINT else None,
        reservation=draft.reservation,
    )


def _about(line: Line, draft: Draft) -> About:
    return About(
        reason=line.row.reason,
        person=line.row.person_id,
        subject_reference=line.row.subject_reference,
        birth_date=line.birth_date,
        in_answer_to=question_of(line.row, draft),
        need=draft.need,
        necessity=draft.necessity,
        test_words=draft.test_words,
        answers=dict(draft.answers),
        asked=asked_of(required_rule(draft)),
    )
