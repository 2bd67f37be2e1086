"""Write one decision: header, then grounds, then items, in the order in which the database looks at them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gvi.trust.disclosures.models import Disclosure, Ground, Item
from gvi.trust.disclosures.offers import Offered
from gvi.trust.disclosures.states import Form, Outcome
from gvi.trust.law.models import RuleVersion
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.models import Grant, Member
from gvi.trust.workspaces.roles import Role

LONGEST_DECIDER = 170


@dataclass(frozen=True)
class Header:
    """What every line of a decision shares."""

    receiver: UUID
    rule: RuleVersion
    form: Form
    decider: Member
    on_request: bool
    batch: UUID | None = None
    reservation: str = ""


@dataclass(frozen=True)
class About:
    """One person of a decision and why; what is told is given beside it."""

    reason: str
    person: UUID | None = None
    subject_reference: str = ""
    birth_date: date | None = None
    in_answer_to: UUID | None = None
    need: str = ""
    necessity: str = ""
    test_words: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    asked: Sequence[dict[str, str]] = ()


def record(
    header: Header, about: About, told: Sequence[Offered], *, by: Actor, at: datetime, verb: str
) -> Disclosure:
    """Record one decision; without anything told it is a refusal."""
    made = Disclosure.objects.create(
        sender_id=own_room(by),
        receiver_id=header.receiver,
        rule=header.rule,
        form=header.form,
        outcome=Outcome.DECIDED if told else Outcome.REFUSED,
        batch=header.batch,
        on_request=header.on_request,
        in_answer_to=about.in_answer_to,
        reservation=header.reservation,
        decided_by=header.decider.pk,
        decider=signature_of(header.decider),
        recorded_by=own_member(by),
        decided_at=at,
        expires_on=min((one.until for one in told if one.until), default=date.max),
    )
    Ground.objects.create(disclosure=made, **_grounds(about, by))
    Item.objects.bulk_create(
        _item(made, own_room(by), number, one) for number, one in enumerate(told, start=1)
    )
    write(
        Operation.DISCLOSE if told else Operation.CHANGE,
        verb,
        by=by,
        kind="disclosure",
        record=made.pk,
        count=max(len(told), 1),
    )
    return made


def _grounds(about: About, by: Actor) -> dict[str, Any]:
    return {
        "workspace_id": own_room(by),
        "person_id": about.person,
        "subject_reference": about.subject_reference,
        "birth_date": about.birth_date,
        "need": about.need,
        "necessity": about.necessity,
        "test_words": about.test_words,
        "answers": about.answers,
        "asked": list(about.asked),
        "reason": about.reason,
    }


def _item(made: Disclosure, room: UUID, number: int, one: Offered) -> Item:
    return Item(
        workspace_id=room,
        disclosure=made,
        position=number,
        data_class=one.data_class,
        assertion=one.assertion,
        secrecy=one.secrecy,
        text=one.text,
        role="" if made.rule.contact_only else one.role,
        statement=one.statement,
        membership=one.membership,
    )


def signature_of(member: Member) -> str:
    """Name and function of who decides, as the receiver reads it; without a function, the role."""
    held = Grant.objects.filter(member=member, ended_at=None).order_by("role").values_list("role", flat=True)
    function = member.function or ", ".join(str(Role(role).label) for role in held)
    return f"{member.name}, {function}"[:LONGEST_DECIDER] if function else member.name
