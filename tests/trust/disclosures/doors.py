"""Open doors for tests: agreements that both rooms stand behind, and disclosures in every state, through the flows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from gvi.trust.disclosures.drafting import read_sheet
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.common import draft_of
from gvi.trust.disclosures.flows.confirm_agreement import confirm_agreement
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.decide import Ruling, decide
from gvi.trust.disclosures.flows.decide_by_phone import Spoken, decide_by_phone
from gvi.trust.disclosures.flows.save_draft import Grounds, Written, save_draft
from gvi.trust.disclosures.flows.sign_agreement import NewAgreement, sign_agreement
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.models import Agreement, Disclosure, Draft, OnCall
from gvi.trust.disclosures.received.receive import receive
from gvi.trust.disclosures.states import Form, Status, Verdict
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.queries import is_on
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant, Member, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player
from tests.trust.law.rules import latest, switch_on_rule

DECIDERS = {Kind.POLICE: Role.DECISION_MAKER, Kind.PROBATION: Role.COORDINATOR}
DECIDERS |= {Kind.SOCIAL_SERVICES: Role.COORDINATOR}
HALF_A_YEAR = timedelta(days=180)
RULE = "osl_10_27"


def someone(room: Workspace, role: Role) -> Player:
    """A member of ``room`` who holds ``role``; made if there is none."""
    grant = Grant.objects.filter(member__workspace=room, role=role, ended_at=None).first()
    if grant is None:
        return make_player(room, role)
    member = Member.objects.select_related("user", "workspace").get(pk=grant.member_id)
    return Player(member.user, member)


def decider(room: Workspace) -> Player:
    """Who decides on disclosures in ``room``."""
    return someone(room, DECIDERS.get(Kind(room.kind), Role.CONTACT_PERSON))


def propose_agreement(a: Workspace, b: Workspace, *, until: date | None = None) -> Agreement:
    """An agreement that ``a`` has signed and ``b`` has not confirmed."""
    today = timezone.localdate()
    new = NewAgreement(
        b, "A 2026-14", "Gruppvåldsintervention", "Rut Ek", today - HALF_A_YEAR, until or today + HALF_A_YEAR
    )
    with in_room(someone(a, Role.RULES_DECIDER)) as actor:
        return sign_agreement(new, by=actor, at=timezone.now())


def make_agreement(a: Workspace, b: Workspace, *, until: date | None = None) -> Agreement:
    """An agreement in force between the two rooms, until half a year from now unless told otherwise."""
    made = propose_agreement(a, b, until=until)
    with in_room(someone(b, Role.RULES_DECIDER)) as actor:
        return confirm_agreement(made, "Bo Gran", by=actor, at=timezone.now())


def rule_on(code: str, player: Player) -> RuleVersion:
    """The rule, switched on in the player's room unless it is on already."""
    with in_room(player):
        on = is_on(latest(code), player.member.workspace_id)
    return latest(code) if on else switch_on_rule(code, player.member.workspace)


def answers_to(rule: RuleVersion) -> dict[str, str]:
    """An answer in words to each of the rule's questions."""
    return dict.fromkeys(rule.questions, "Ja, det behövs för samtalet.")


def grounds_for(rule: RuleVersion) -> Grounds:
    """Everything that a decision under ``rule`` rests on, written out."""
    return Grounds(
        rule=rule,
        need="Kallelse till call-in",
        on_request=False,
        answers=answers_to(rule),
        necessity="Utan namnet kan ingen kallas.",
        test_words="Intresset av att förebygga våld väger över.",
        reservation="Uppgifterna får inte lämnas vidare.",
    )


def make_draft(
    player: Player,
    receiver: Workspace,
    rule: RuleVersion,
    persons: Iterable[Person],
    *,
    form: Form = Form.JOINT,
) -> Draft:
    """A finished draft about ``persons``, each with name chosen and a reason, no verdicts."""
    with in_room(player) as actor:
        now = timezone.now()
        draft = start_draft(NewDraft(receiver, form), by=actor, at=now)
        added = [add_line(draft, person=person.pk, by=actor, at=now) for person in persons]
        lines = {line.pk: Written({"name": ""}, "Känd i konflikten.") for line in added}
        return save_draft(draft, grounds_for(rule), lines, by=actor, at=now)


def decide_all(player: Player, draft: Draft, verdict: Verdict = Verdict.YES) -> list[Disclosure]:
    """``player`` says the same of every line."""
    with in_room(player) as actor:
        sheet = read_sheet(draft_of(actor, draft.pk), actor)
        said = {line.row.pk: Ruling(verdict, "Behövs i just det här fallet.") for line in sheet.lines}
        return decide(draft, said, seen=sheet.fingerprint, by=actor, at=timezone.now())


@dataclass(frozen=True)
class Call:
    """One call to the decider, recorded by ``player``."""

    player: Player
    receiver: Workspace
    rule: RuleVersion


def make_turn(room: Workspace) -> OnCall:
    """Whoever decides in ``room`` is on call from an hour ago until tomorrow."""
    player, now = decider(room), timezone.now()
    with in_room(player):
        made, _new = OnCall.objects.get_or_create(
            workspace=room,
            member=player.member,
            ends_at__gt=now,
            defaults={"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=1)},
        )
    return made


def decided_by_phone(call: Call, person: Person | None = None, **typed: str) -> Disclosure:
    """An urgent oral disclosure of name, or of what was ``typed``, under a key each."""
    member = make_turn(call.player.member.workspace).member
    spoken = Spoken(
        receiver=call.receiver,
        rule=call.rule,
        decider=member,
        items=typed or {"name": ""},
        reason="Hot i natt.",
        answers=answers_to(call.rule),
        on_request=True,
        person=person.pk if person else None,
        reference="" if person else "SN 2026-17",
    )
    with in_room(call.player) as actor:
        return decide_by_phone(spoken, by=actor, at=timezone.now())


def make_disclosure(
    sender: Player,
    receiver: Workspace,
    person: Person,
    *,
    state: Status = Status.DECIDED,
    rule: str = RULE,
    form: Form = Form.SINGLE,
) -> Disclosure:
    """A disclosure about ``person`` in ``state``, with the rule switched on and an agreement made if there is none.

    An expired one can't be made: its last day is the database's (``received/test_alike.py`` moves it).
    """
    room = sender.member.workspace
    _open(room, receiver)
    version = rule_on(rule, sender)
    if form is Form.URGENT:
        made = decided_by_phone(Call(sender, receiver, version), person)
    else:
        verdict = Verdict.NO if state is Status.REFUSED else Verdict.YES
        [made] = decide_all(
            decider(room), make_draft(sender, receiver, version, [person], form=form), verdict
        )
    _move(made.pk, state, room, receiver)
    return made


def _open(room: Workspace, receiver: Workspace) -> None:
    pair = {room.pk, receiver.pk}
    standing = Agreement.objects.filter(first__in=pair, second__in=pair, confirmed_at__isnull=False)
    if not standing.filter(ended_at=None).exists():
        make_agreement(room, receiver)


def _move(pk: UUID, state: Status, room: Workspace, receiver: Workspace) -> None:
    now: datetime = timezone.now()
    if state is Status.RECEIVED:
        with in_room(decider(receiver)) as actor:
            receive(pk, by=actor, at=now)
    if state in {Status.WITHDRAWN, Status.CORRECTED}:
        flow = withdraw if state is Status.WITHDRAWN else correct
        with in_room(decider(room)) as actor:
            flow(pk, "Uppgiften gällde en annan adress.", by=actor, at=now)
