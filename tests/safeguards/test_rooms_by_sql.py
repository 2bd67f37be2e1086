"""T01, T02, T10, T14, T15, T27 and T32 by raw SQL as the application's role: whoever asks, from whatever room."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from gvi.trust.disclosures.models import Draft
from gvi.trust.workspaces.kinds import WITH_PERSONS, Kind
from gvi.trust.workspaces.roles import WITHOUT_CASES, Role, roles_of
from tests.cast import Player
from tests.safeguards.door import (
    Attempt,
    Told,
    approve,
    fitting_attempt,
    person_row,
    prepare,
    send,
    write_person,
    write_statement,
)
from tests.safeguards.examples import many
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

TABLES = (
    "people_person",
    "people_personrole",
    "people_personrevision",
    "people_statement",
    "people_personreview",
    "disclosures_disclosure",
    "disclosures_ground",
    "disclosures_item",
    "disclosures_draft",
)
READERS = frozenset(Role) - WITHOUT_CASES - {Role.PATROL_LEADER, Role.READER, Role.EVALUATOR}
WRITERS = READERS - {Role.LOG_REVIEWER}
ROOMS_AND_ROLES = [(kind, role) for kind in Kind for role in sorted(roles_of(kind))]


def fill(world: World) -> UUID:
    """One row in every table, in the police room; what was decided is for probation."""
    attempt = fitting_attempt(world, Kind.POLICE, Kind.PROBATION)
    prepare(world, attempt)
    assert passes(send(world, attempt))
    room, by = world.rooms[Kind.POLICE].pk, world.deciders[Kind.POLICE].member.pk
    [(person,)] = sql("select id from people_person")
    insert(
        "people_personreview",
        workspace_id=room,
        person_id=person,
        need="Konflikten pågår och gruppen har synts igen.",
        basis="",
        evidence="",
        by=by,
        at=timezone.now(),
    )
    sql("update people_person set phone = '070-000 00 00' where id = %s", person)
    receiver = world.rooms[Kind.PROBATION]
    Draft.objects.create(workspace_id=room, receiver=receiver, made_by=by, made_at=timezone.now())
    if not sql("select 1 from people_statement"):
        write_statement(world, person, Told("statement", "osl_35_1"))
    assert isinstance(person, UUID)
    return person


@pytest.fixture(scope="module")
def person(world: World, django_db_blocker: DjangoDbBlocker) -> UUID:
    """The person of the police room whom every table tells of; committed once for all examples."""
    with django_db_blocker.unblock(), transaction.atomic():
        return fill(world)


def seen(table: str) -> int:
    return int(sql(f"select count(*) from {table}")[0][0])


@many
@given(place=st.sampled_from(ROOMS_AND_ROLES), table=st.sampled_from(TABLES))
def test_t01_t02_t32_only_case_roles_of_the_own_room_see_a_row(
    world: World, person: UUID, place: tuple[Kind, Role], table: str
) -> None:
    kind, role = place
    with taken_back():
        act_as(world.everyone[kind, role])
        own = kind is Kind.POLICE and role in READERS
        told = (
            kind is Kind.PROBATION
            and role in READERS
            and table in ("disclosures_disclosure", "disclosures_item")
        )
        assert bool(seen(table)) == (own or told), (kind, role, table)


@many
@given(place=st.sampled_from(ROOMS_AND_ROLES), column=st.sampled_from(["surname", "purpose", "phone"]))
def test_t01_nobody_else_changes_a_person(
    world: World, person: UUID, place: tuple[Kind, Role], column: str
) -> None:
    kind, role = place
    with taken_back():
        act_as(world.everyone[kind, role])
        change = f"update people_person set {column} = 'x' where id = %s"
        passes_without_role(lambda: sql(change, person))
        act_as(world.deciders[Kind.POLICE])
        [(now,)] = sql(f"select {column} from people_person where id = %s", person)
        assert (now == "x") == (kind is Kind.POLICE and role in WRITERS)


@many
@given(mine=st.sampled_from(list(Kind)), theirs=st.sampled_from(list(Kind)))
def test_t01_nobody_writes_into_another_room(world: World, mine: Kind, theirs: Kind) -> None:
    player = world.deciders.get(mine) or world.everyone[mine, Role.ADMINISTRATOR]
    with taken_back():
        act_as(player)
        attempt = Attempt(world.rules[0], theirs, mine, ())
        may = mine == theirs and mine in (Kind.POLICE, Kind.PROBATION)
        written = passes(lambda: write_any_person(world, attempt, player))
        assert written == may


def write_any_person(world: World, attempt: Attempt, player: Player) -> None:
    """A row that would be right in a police room, or in a probation room."""
    if attempt.sender in world.deciders:
        write_person(world, attempt)
    else:
        row = person_row(world, Kind.POLICE, uuid4()) | {"workspace_id": world.rooms[attempt.sender].pk}
        insert("people_person", **row, purpose="x", regime="not_common", basis="x", evidence="x")


FULL: dict[str, Any] = {
    "purpose": "Förhindra våld",
    "regime": "not_common",
    "basis": "Anhållen",
    "evidence": "K-1",
}


@many
@given(kind=st.sampled_from(list(Kind)), given=st.dictionaries(st.sampled_from(sorted(FULL)), st.booleans()))
def test_t10_t32_each_kind_of_room_keeps_only_its_own_fields(
    world: World, kind: Kind, given: dict[str, bool]
) -> None:
    filled = {name: FULL[name] if given.get(name) else "" for name in FULL}
    player = world.deciders.get(kind) or world.everyone[kind, Role.ADMINISTRATOR]
    may = (kind is Kind.POLICE and all(filled.values())) or (
        kind is Kind.PROBATION and not any(filled.values())
    )

    def write() -> None:
        person = uuid4()
        row = person_row(world, Kind.POLICE, person)
        row |= {"workspace_id": world.rooms[kind].pk, "entered_by": player.member.pk}
        insert("people_person", **row, **filled)
        insert_role(world, kind, person, player)

    with taken_back():
        act_as(player)
        assert passes(write) == may


def insert_role(world: World, kind: Kind, person: UUID, player: Player) -> None:
    """A role, without which police and probation know nobody."""
    insert(
        "people_personrole",
        workspace_id=world.rooms[kind].pk,
        person_id=person,
        role="suspected",
        since=timezone.localdate(),
        source="K-12",
        end_reason="",
        by=player.member.pk,
        at=timezone.now(),
    )


def test_t10_a_person_without_a_role_is_not_saved(world: World) -> None:
    for kind in (Kind.POLICE, Kind.PROBATION):
        with taken_back():
            act_as(world.deciders[kind])
            full = FULL if kind is Kind.POLICE else dict.fromkeys(FULL, "")
            assert not passes(
                lambda k=kind, f=full: insert("people_person", **person_row(world, k, uuid4()), **f)
            )


@many
@given(
    kind=st.sampled_from(sorted(WITH_PERSONS - {Kind.SOCIAL_SERVICES})),
    column=st.sampled_from(["review_due", "hidden_on", "ends_on", "erase_on"]),
    days=st.integers(-500, 5000),
    later=st.booleans(),
)
def test_t15_a_typed_date_is_overwritten(
    world: World, kind: Kind, column: str, days: int, later: bool
) -> None:
    typed = timezone.localdate() + timedelta(days=days)
    with taken_back():
        act_as(world.deciders[Kind(kind)])
        person = write_person(world, Attempt(world.rules[0], Kind(kind), Kind.TAX, ()))
        [(before,)] = sql(f"select {column} from people_person where id = %s", person)
        change = f"update people_person set {column} = %s, phone = %s where id = %s returning {column}"
        assert sql(change, typed, "1" if later else "", person) == [(before,)]


@many
@given(
    column=st.sampled_from(["entered_on", "entered_by", "based_on", "reviewed_on", "workspace_id"]),
    days=st.integers(-400, 400),
)
def test_t15_the_facts_behind_a_date_are_not_moved_without_a_renewal(
    world: World, column: str, days: int
) -> None:
    values: dict[str, Any] = {"entered_by": uuid4(), "workspace_id": world.rooms[Kind.PROBATION].pk}
    value = values.get(column, timezone.localdate() + timedelta(days=days or 1))
    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        person = write_person(world, Attempt(world.rules[0], Kind.POLICE, Kind.TAX, ()))
        assert not passes(lambda: sql(f"update people_person set {column} = %s where id = %s", value, person))


@many
@given(entered=st.integers(0, 800), minor=st.booleans())
def test_t14_overdue_is_read_only_then_set_apart(world: World, entered: int, minor: bool) -> None:
    today = timezone.localdate()
    day = today - timedelta(days=entered)
    birth = date(day.year - (10 if minor else 40), 1, 1)
    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        person = uuid4()
        row = person_row(world, Kind.POLICE, person) | {
            "entered_on": day,
            "based_on": day,
            "birth_date": birth,
            "state": "proposed" if minor else "active",
        }

        def write() -> None:
            insert("people_person", **row, **FULL)

        due = 45 if minor else 90
        if entered >= due + 30:
            write_as_time_passes(world, person, row)
            assert not sql("select 1 from people_person where id = %s", person)
            return
        assert passes_without_role(write)
        change = "update people_person set phone = '1' where id = %s"
        assert passes_without_role(lambda: sql(change, person)) == (entered <= due)


def write_as_time_passes(world: World, person: UUID, row: dict[str, Any]) -> None:
    """What is already set apart can't be written: the row would not be seen by whoever writes it."""
    assert not passes_without_role(lambda: insert("people_person", **row, **FULL))


def passes_without_role(statements: Any) -> bool:
    """Like ``passes``, before the transaction's end asks for a role."""
    try:
        with transaction.atomic():
            statements()
    except DatabaseError:
        return False
    return True


@many
@given(
    years=st.integers(15, 20),
    concern=st.sampled_from(["", "reported", "not_called_for"]),
    approver=st.sampled_from(["nobody", "self", "unsigned", "another"]),
)
def test_t27_under_eighteen_two_people_and_the_question_of_concern(
    world: World, years: int, concern: str, approver: str
) -> None:
    today = timezone.localdate()
    own = world.deciders[Kind.POLICE].member.pk
    named = {"self": own, "unsigned": world.everyone[Kind.POLICE, Role.COORDINATOR].member.pk}
    birth = date(today.year - years, today.month, min(today.day, 28))
    facts = {"birth_date": birth, "concern": concern, "approved_by": named.get(approver)}
    facts["state"] = "proposed" if approver == "another" else "active"
    person = uuid4()

    def write() -> None:
        insert("people_person", **person_row(world, Kind.POLICE, person) | facts, **FULL)
        if approver == "another":
            approve(world, Kind.POLICE, person)

    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        minor = years < 18
        wanted = {
            "nobody": not minor,
            "self": not minor,
            "unsigned": False,
            "another": bool(concern) or not minor,
        }
        assert passes_without_role(write) == wanted[approver]


@many
@given(
    said=st.sampled_from(["", "yes", "no", "unknown", "kanske"]),
    concern=st.sampled_from(["", "reported"]),
    kind=st.sampled_from([Kind.POLICE, Kind.PROBATION]),
    approved=st.booleans(),
)
def test_t27_without_a_day_of_birth_somebody_says_whether_under_eighteen(
    world: World, said: str, concern: str, kind: Kind, approved: bool
) -> None:
    facts = {"under_eighteen": said, "concern": concern, "state": "proposed" if approved else "active"}
    full, person = FULL if kind is Kind.POLICE else dict.fromkeys(FULL, ""), uuid4()

    def write() -> None:
        insert("people_person", **person_row(world, kind, person) | facts, **full)
        if approved:
            approve(world, kind, person)

    with taken_back():
        act_as(world.deciders[kind])
        maybe = said in ("yes", "unknown")
        wanted = said == "no" or (maybe and approved and bool(concern))
        assert passes_without_role(write) == wanted
        if wanted:
            due = timezone.localdate() + timedelta(days=45 if maybe else 90)
            assert sql("select review_due from people_person where id = %s", person) == [(due,)]


def test_t27_no_answer_is_taken_back_behind_the_second_persons_back(world: World) -> None:
    with taken_back():
        act_as(world.deciders[Kind.POLICE])
        person = uuid4()
        insert("people_person", **person_row(world, Kind.POLICE, person), **FULL)
        for said in ("yes", "unknown", ""):
            change = "update people_person set under_eighteen = %s where id = %s"
            assert not passes_without_role(lambda s=said, c=change: sql(c, s, person))


@many
@given(role=st.sampled_from(sorted(READERS & roles_of(Kind.POLICE))), named=st.booleans())
def test_t01_nobody_names_themself_for_a_person_kept_for_named_officers(
    world: World, role: Role, named: bool
) -> None:
    room, decider = world.rooms[Kind.POLICE].pk, world.deciders[Kind.POLICE]
    person, other = uuid4(), world.everyone[Kind.POLICE, role]

    def name(player: Player) -> None:
        insert("people_officer", workspace_id=room, person_id=person, member=player.member.pk)

    with taken_back():
        act_as(decider)
        name(decider)
        insert("people_person", **person_row(world, Kind.POLICE, person), **FULL | {"regime": "common_p2"})
        if named and other != decider:
            name(other)
        act_as(other)
        may = named or other == decider
        assert bool(sql("select 1 from people_person where id = %s", person)) == may
        written = passes_without_role(lambda: name(world.everyone[Kind.POLICE, Role.LAWYER]))
        assert written == (may and role in WRITERS)
