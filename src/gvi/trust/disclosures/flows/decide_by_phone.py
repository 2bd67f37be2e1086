"""Urgent and oral: the decider on call decides by phone, and whoever rang records it in a minute (trust.md).

Name and address only. Rule, receiver, person, reason and the rule's own questions are written at once; only the test
waits, and is completed within 24 hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.disclosures.drafting import Line, Sheet
from gvi.trust.disclosures.flows.add_line import root_of
from gvi.trust.disclosures.flows.recording import About, Header, record
from gvi.trust.disclosures.flows.send_to_decider import refuse_stopped
from gvi.trust.disclosures.flows.start_draft import check_receiver
from gvi.trust.disclosures.models import Disclosure, Draft, DraftLine
from gvi.trust.disclosures.offers import own_offers, typed_offers, types_by_hand
from gvi.trust.disclosures.queries.on_call import deciders, on_call_now
from gvi.trust.disclosures.refusals import Missing, NobodyOnCall, NotADecider, NotOnCall
from gvi.trust.disclosures.states import Form
from gvi.trust.disclosures.stops import asked_of
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.words import URGENT
from gvi.trust.people.flows.common import check_now
from gvi.trust.people.labels import labels
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.models import Member, Workspace
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Spoken:
    """What was said on the phone. ``items`` are words by key; ``person`` or a typed reference."""

    receiver: Workspace
    rule: RuleVersion
    decider: Member
    items: Mapping[str, str]
    reason: str
    answers: Mapping[str, str]
    on_request: bool
    person: UUID | None = None
    reference: str = ""
    birth_date: date | None = None


def decide_by_phone(spoken: Spoken, *, by: Actor, at: datetime) -> Disclosure:
    """Record the oral decision; the test is to be written within ``COMPLETE_HOURS``."""
    by.require(Right.PREPARE_DISCLOSURE)
    _check(spoken, by, at)
    with transaction.atomic():
        sheet = _sheet(spoken, by, at)
        refuse_stopped(sheet, by=by, at=at, oral=True)
        made = record(
            Header(spoken.receiver.pk, spoken.rule, Form.URGENT, spoken.decider, spoken.on_request),
            _about(spoken, sheet.lines[0]),
            sheet.lines[0].chosen(),
            by=by,
            at=at,
            verb="disclosures.decide_by_phone",
        )
        check_now()
    return made


def _check(spoken: Spoken, by: Actor, at: datetime) -> None:
    check_receiver(spoken.receiver, by=by, at=at)
    if not deciders(by).filter(pk=spoken.decider.pk).exists():
        raise NotADecider
    on_call = set(on_call_now(by, at).values_list("pk", flat=True))
    if spoken.decider.pk not in on_call:
        raise NotOnCall if on_call else NobodyOnCall
    if spoken.person is None and not types_by_hand(by.kind):
        raise Missing("person")
    if spoken.person is None and not spoken.reference.strip():
        raise Missing("reference")
    if not spoken.items:
        raise Missing("items")
    if not spoken.reason.strip():
        raise Missing("reason")


def _sheet(spoken: Spoken, by: Actor, at: datetime) -> Sheet:
    """The same as for a draft, of which nothing is kept."""
    line = line_about(spoken.person, spoken.reference, by=by, at=at)
    line.row.items = [{"key": key, "text": text} for key, text in spoken.items.items()]
    line.row.reason = spoken.reason
    draft = Draft(
        receiver=spoken.receiver,
        rule=spoken.rule,
        form=Form.URGENT,
        on_request=spoken.on_request,
        answers=dict(spoken.answers),
    )
    return Sheet(draft, (replace(line, birth_date=line.birth_date or spoken.birth_date),))


def line_about(person: UUID | None, reference: str, *, by: Actor, at: datetime) -> Line:
    """Somebody with name and address to choose; a reference in a room that types by hand."""
    kind = own_kind(by)
    about = root_of(person, at=at) if person else None
    row = DraftLine(person=about, subject_reference="" if about else reference.strip())
    if about is None:
        if not types_by_hand(kind):
            raise NoSuchPerson
        return Line(row, None, tuple(typed_offers(kind, URGENT)))
    offered = typed_offers(kind, URGENT) if types_by_hand(kind) else own_offers(kind, [about.pk])[about.pk]
    urgent = tuple(it for it in offered if it.data_class in URGENT)
    return Line(row, labels([about.pk])[about.pk], urgent, about.birth_date)


def _about(spoken: Spoken, line: Line) -> About:
    return About(
        reason=spoken.reason.strip(),
        person=line.row.person_id,
        subject_reference=line.row.subject_reference,
        birth_date=line.birth_date,
        answers={name: spoken.answers.get(name, "") for name in spoken.rule.questions},
        asked=asked_of(spoken.rule),
    )
