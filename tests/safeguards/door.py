"""One attempt to let something out of a room by raw SQL, and an independent opinion on whether it should pass.

The opinion follows trust.md, not the code it tries: who may receive, which classes and secrecy a rule lets through,
ages by counting birthdays, an agreement in force, every question answered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from gvi.trust.law.words import CONTACT, Secrecy
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.safeguards.world import Rule, World, act_as, insert, sql

SEEN = "Sågs vid torget."
OWN_PERSONS = (Kind.POLICE, Kind.PROBATION)


class Switched(StrEnum):
    """What the sending room has done with the rule."""

    NEVER = "never"
    VERIFIED = "verified"
    ON = "on"
    OFF_AGAIN = "off again"
    ELSEWHERE = "elsewhere"


class Pact(StrEnum):
    """The agreement between the two rooms."""

    NONE = "none"
    UNCONFIRMED = "unconfirmed"
    ENDED = "ended"
    EXPIRED = "expired"
    TO_COME = "to come"
    LAST_DAY = "last day"
    HOLDS = "holds"


@dataclass(frozen=True)
class Told:
    """One item: class, secrecy, whether it is marked fact or assessment, and words that no row says."""

    data_class: str
    secrecy: str
    assertion: str = "fact"
    text: str = ""


@dataclass(frozen=True)
class Attempt:
    """Everything an attempt depends on."""

    rule: Rule
    sender: Kind
    receiver: Kind
    items: tuple[Told, ...]
    switched: Switched = Switched.ON
    pact: Pact = Pact.HOLDS
    birth: date | None = date(2001, 5, 17)
    answered: int = 3
    words: str = "Behövs för att hinna fram."
    form: str = "single"
    grounds: dict[str, str] = field(default_factory=dict)

    def but(self, **changes: Any) -> "Attempt":
        return replace(self, **changes)


def opinion(attempt: Attempt, today: date) -> bool:
    """Whether trust.md lets it through."""
    rule = attempt.rule
    return all(
        (
            attempt.sender != attempt.receiver,
            attempt.switched is Switched.ON and rule.valid(today),
            attempt.sender in rule.from_kinds and attempt.receiver in rule.to_kinds,
            attempt.pact in (Pact.HOLDS, Pact.LAST_DAY),
            attempt.answered >= len(rule.questions),
            bool(attempt.words) or attempt.form == "urgent",
            attempt.form != "urgent" or rule.urgent,
            _age_fits(rule, attempt.birth, today),
            bool(attempt.items) and all(_may_travel(attempt, told) for told in attempt.items),
        )
    )


def _may_travel(attempt: Attempt, told: Told) -> bool:
    return all(
        (
            told.data_class in attempt.rule.carries,
            told.secrecy not in attempt.rule.never_secrecy,
            told.data_class != "statement" or told.assertion in ("fact", "assessment"),
            attempt.form != "urgent" or told.data_class in ("name", "address"),
            attempt.sender is not Kind.SOCIAL_SERVICES or told.secrecy in ("osl_25", "osl_26"),
            attempt.sender not in OWN_PERSONS or _row_says(attempt, told),
            attempt.sender is not Kind.POLICE
            or told.data_class != "group",  # nobody here is known with a group
            attempt.sender is not Kind.PROBATION
            or told.data_class not in ("supervision", "attendance"),  # nobody here was called
        )
    )


def _row_says(attempt: Attempt, told: Told) -> bool:
    """Whether the words are those of the person's row, where they stand in one; an empty field tells nothing."""
    own = row_words(attempt).get(told.data_class)
    return own is None or (bool(own) and words_of(attempt, told) == own)


def row_words(attempt: Attempt) -> dict[str, str]:
    """What the row of ``write_person`` says, by the class that tells it."""
    born = attempt.birth
    return {
        "name": "Ekfors, Rut",
        "identity_number": f"{born:%Y%m%d}-9801" if born else "",
        "birth_date": f"{born:%Y-%m-%d}" if born else "",
        "address": "Hittevägen 3",
        "phone": "070-174 06 41",
        "case_number": "Plats 9",
    }


def words_of(attempt: Attempt, told: Told) -> str:
    """The words an item is told in: those of the row unless the attempt makes up its own."""
    return told.text or (attempt.sender in OWN_PERSONS and row_words(attempt).get(told.data_class)) or SEEN


def _age_fits(rule: Rule, birth: date | None, today: date) -> bool:
    if rule.age_from is None and rule.age_under is None:
        return True
    if birth is None:
        return False
    years = birthdays(birth, today)
    return (rule.age_from is None or years >= rule.age_from) and (
        rule.age_under is None or years < rule.age_under
    )


def birthdays(birth: date, today: date) -> int:
    """How many birthdays have come, counted one by one; who is born on a leap day has it on 1 March otherwise."""
    count = 0
    while True:
        year = birth.year + count + 1
        try:
            day = birth.replace(year=year)
        except ValueError:
            day = date(year, 3, 1)
        if day > today:
            return count
        count += 1


def prepare(world: World, attempt: Attempt) -> None:
    """The rule's acts and the agreement, as the attempt says; who ends it all is the sender's decider."""
    _switch(world, attempt)
    _agree(world, attempt)
    act_as(world.deciders[attempt.sender])


def _switch(world: World, attempt: Attempt) -> None:
    kind = attempt.sender
    if attempt.switched is Switched.ELSEWHERE:
        kind = next(other for other in world.deciders if other != attempt.sender)
    if attempt.switched is Switched.NEVER:
        return
    write_act(world, kind, attempt.rule.id, "verified")
    if attempt.switched is not Switched.VERIFIED:
        write_act(world, kind, attempt.rule.id, "enabled")
    if attempt.switched is Switched.OFF_AGAIN:
        write_act(world, kind, attempt.rule.id, "disabled")


def write_act(world: World, kind: Kind, rule: UUID, act: str) -> None:
    """One act about a rule, signed by the lawyer or by the decider of rules."""
    player = (world.lawyers if act == "verified" else world.rulers)[kind]
    act_as(player)
    insert(
        "law_ruleact",
        workspace_id=world.rooms[kind].pk,
        rule_id=rule,
        act=act,
        name="Rut Ek, jurist",
        note="Prövad.",
        by=player.member.pk,
        at=timezone.now(),
    )


def _agree(world: World, attempt: Attempt) -> None:
    if attempt.pact is Pact.NONE or attempt.sender == attempt.receiver:
        return
    today = timezone.localdate()
    days = {Pact.EXPIRED: (-90, -1), Pact.TO_COME: (1, 90), Pact.LAST_DAY: (-90, 0)}
    begins, ends = days.get(attempt.pact, (-90, 90))
    sender, receiver = world.rulers[attempt.sender], world.rulers[attempt.receiver]
    act_as(sender)
    made = insert(
        "disclosures_agreement",
        first_id=world.rooms[attempt.sender].pk,
        second_id=world.rooms[attempt.receiver].pk,
        reference="A 2026-14",
        purposes="Gruppvåldsintervention",
        signatory="Rut Ek",
        valid_from=today + timedelta(days=begins),
        valid_until=today + timedelta(days=ends),
        made_by=sender.member.pk,
        made_at=timezone.now(),
        counter_signatory="",
        end_reason="",
    )
    act_as(receiver)
    if attempt.pact is not Pact.UNCONFIRMED:
        confirm = (
            "update disclosures_agreement set confirmed_at = now(), counter_signatory = 'x' where id = %s"
        )
        sql(confirm, made)
    if attempt.pact is Pact.ENDED:
        end = (
            "update disclosures_agreement set ended_at = now(), ended_by = %s, end_reason = 'x' where id = %s"
        )
        sql(end, receiver.member.pk, made)


def send(world: World, attempt: Attempt) -> Callable[[], UUID]:
    """The statements that record the decision, to be tried."""

    def statements() -> UUID:
        room, by = world.rooms[attempt.sender].pk, world.deciders[attempt.sender].member.pk
        person = write_person(world, attempt) if attempt.sender in OWN_PERSONS else None
        grouped = attempt.sender is Kind.POLICE and any(told.data_class == "group" for told in attempt.items)
        membership = write_membership(world, attempt, person) if grouped and person else None
        header = insert(
            "disclosures_disclosure",
            sender_id=room,
            receiver_id=world.rooms[attempt.receiver].pk,
            rule_id=attempt.rule.id,
            form=attempt.form,
            outcome="decided",
            on_request=False,
            reservation="",
            decided_by=by,
            decider="Rut Ek, beslutsfattare",
            recorded_by=by,
            decided_at=timezone.now(),
            expires_on=timezone.localdate() + timedelta(days=30 if membership else 9999),
        )
        answers = dict.fromkeys(attempt.rule.questions[: attempt.answered], "Ja, det är prövat.")
        grounds = {"subject_reference": "Plats 7", "need": "Möte.", "reason": "Kallas till call-in."}
        insert(
            "disclosures_ground",
            workspace_id=room,
            disclosure_id=header,
            person_id=person,
            birth_date=attempt.birth,
            necessity=attempt.words,
            test_words=attempt.words,
            answers=answers,
            asked=[],
            **grounds | attempt.grounds,
        )
        for position, told in enumerate(attempt.items):
            _tell(world, attempt, header, person, membership, position, told)
        return header

    return statements


def _tell(
    world: World,
    attempt: Attempt,
    header: UUID,
    person: UUID | None,
    membership: UUID | None,
    position: int,
    told: Told,
) -> None:
    statement, of_group = None, told.data_class == "group" and attempt.sender is Kind.POLICE
    if told.data_class == "statement" and attempt.sender is Kind.POLICE and told.assertion:
        statement = write_statement(world, person, told)
    insert(
        "disclosures_item",
        workspace_id=world.rooms[attempt.sender].pk,
        disclosure_id=header,
        position=position,
        data_class=told.data_class,
        assertion=told.assertion if told.data_class == "statement" else "",
        secrecy=told.secrecy,
        text=GROUP if of_group else words_of(attempt, told),
        role="misstänkt"
        if told.data_class == "name" and not CONTACT.issuperset(attempt.rule.carries)
        else "",
        statement=statement,
        membership=membership if of_group else None,
    )


GROUP = "Hassel"


def write_membership(world: World, attempt: Attempt, person: UUID) -> UUID:
    """A confirmed membership of a group, which police may tell until its review; the decider goes on."""
    proposer, second, today = (
        world.everyone[Kind.POLICE, Role.ANALYST],
        world.seconds[Kind.POLICE],
        timezone.localdate(),
    )
    signed = {"workspace_id": world.rooms[Kind.POLICE].pk, "by": proposer.member.pk, "at": timezone.now()}
    act_as(proposer)
    group = insert("groups_group", code_name=GROUP, state="active", own_row=False)
    source = insert("groups_source", name="PM 7", kind="other", reliability="B", day=today, **signed)
    words = {
        "role": "follower",
        "certainty": "low",
        "basis": "Körde bilen",
        "review_words": "",
        "end_reason": "",
    }
    held = insert(
        "groups_membership",
        **signed | words | dict.fromkeys(("since", "review_due", "hidden_on", "erase_on"), today),
        person_id=person,
        group_id=group,
        source_id=source,
        accuracy="2",
        state="proposed",
    )
    act_as(second)
    sql(
        "update groups_membership set state = 'confirmed', confirmed_by = %s, confirmed_at = now() where id = %s",
        second.member.pk,
        held,
    )
    act_as(world.deciders[attempt.sender])
    return held


def write_person(world: World, attempt: Attempt) -> UUID:
    """A person of the sender's room, with a role; whoever is under eighteen is approved by a second person."""
    kind, by, today = attempt.sender, world.deciders[attempt.sender].member.pk, timezone.localdate()
    full = kind is Kind.POLICE
    person = uuid4()
    young = attempt.birth is not None and birthdays(attempt.birth, today) < 18
    insert(
        "people_person",
        **person_row(world, kind, person)
        | {
            "state": "proposed" if young else "active",
            "birth_date": attempt.birth,
            **{name: row_words(attempt)[name] for name in ("identity_number", "address", "phone")},
            "local_reference": row_words(attempt)["case_number"],
            "identity_hash": "x" if attempt.birth else "",
            "purpose": "Förhindra våld" if full else "",
            "regime": "not_common" if full else "",
            "basis": "Anhållen i närheten" if full else "",
            "evidence": "K-12" if full else "",
        },
    )
    insert(
        "people_personrole",
        workspace_id=world.rooms[kind].pk,
        person_id=person,
        role="suspected",
        since=today,
        source="K-12",
        end_reason="",
        by=by,
        at=timezone.now(),
    )
    if young:
        approve(world, kind, person)
    return person


APPROVE = "update people_person set state = 'active', approved_by = %s, approved_at = now() where id = %s"


def approve(world: World, kind: Kind, person: UUID) -> None:
    """A second person of the room approves; the decider goes on."""
    second = world.seconds[kind]
    act_as(second)
    sql(APPROVE, second.member.pk, person)
    act_as(world.deciders[kind])


def person_row(world: World, kind: Kind, person: UUID) -> dict[str, Any]:
    """The columns that every person has."""
    today = timezone.localdate()
    return {
        "id": person,
        "workspace_id": world.rooms[kind].pk,
        "state": "active",
        "local_reference": "",
        "given_name": "Rut",
        "surname": "Ekfors",
        "identity_number": "",
        "identity_hash": "",
        "protected": False,
        "address": "",
        "phone": "",
        "based_on": today,
        "under_eighteen": "" if kind is Kind.SOCIAL_SERVICES else "no",
        "concern": "reported",
        "concern_reference": "",
        "entered_on": today,
        "entered_by": world.deciders[kind].member.pk,
        "approved_by": None,
        "exit_reason": "",
        "review_due": today,
    }


def write_statement(world: World, person: UUID | None, told: Told) -> UUID:
    """A statement of the police room, as the item will tell it."""
    return insert(
        "people_statement",
        workspace_id=world.rooms[Kind.POLICE].pk,
        person_id=person,
        kind=told.assertion,
        text=SEEN,
        source="Patrull",
        reliability="B",
        accuracy="2",
        secrecy=told.secrecy,
        said_on=timezone.localdate(),
        by=world.deciders[Kind.POLICE].member.pk,
        at=timezone.now(),
        withdrawn_reason="",
    )


def fitting(rule: Rule) -> Attempt:
    """An attempt that keeps to ``rule`` in every way, if the rule can be kept to."""
    sender = next((Kind(k) for k in rule.from_kinds if k != Kind.SOCIAL_SERVICES), Kind(rule.from_kinds[0]))
    receiver = next(Kind(k) for k in rule.to_kinds if k != sender)
    free = next(s for s in Secrecy.values if s not in rule.never_secrecy)
    data_class = next(c for c in rule.carries if c not in ("group", "supervision", "attendance"))
    years = (rule.age_from or 0) + 2 if rule.age_from or rule.age_under else 30
    birth = timezone.localdate().replace(month=1, day=1) - timedelta(days=366 * years)
    return Attempt(rule, sender, receiver, (Told(data_class, free),), birth=birth)


def fitting_attempt(world: World, sender: Kind, receiver: Kind) -> Attempt:
    """An attempt between these two rooms that passes, telling a name."""
    rule = next(
        rule
        for rule in world.rules
        if {sender, "name"} <= {*rule.from_kinds, *rule.carries}
        and receiver in rule.to_kinds
        and rule.valid(timezone.localdate())
    )
    return fitting(rule).but(
        sender=sender, receiver=receiver, items=(Told("name", fitting(rule).items[0].secrecy),)
    )
