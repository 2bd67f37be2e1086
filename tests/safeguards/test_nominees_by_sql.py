"""T01, T11, T14–T16 and T27 by raw SQL as the application's role, for whom police nominate to a call-in."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player
from tests.safeguards.examples import many
from tests.safeguards.test_groups_by_sql import a_group, a_member, a_person, analyst, rows, second, signed
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

TABLES = ("callins_nominee", "callins_apart", "callins_seat", "callins_selection", "callins_listlock")
HISTORIES = ("callins_nomineerevision", "callins_apartrevision")
CHECK = "update callins_nominee set state = 'checked', checked_by = %s, checked_at = %s where id = %s"
DECIDE = "update callins_nominee set state = %s, decided_by = %s, decided_at = %s where id = %s"
LOOK = "update callins_nominee set rechecked_by = %s, rechecked_at = %s where id = %s"
OUTSIDE = ("injured", "witness", "close_to", "not_suspected")
ENDED = ("held", "cancelled")


def decider(world: World) -> Player:
    return world.everyone[Kind.POLICE, Role.DECISION_MAKER]


def now_less(minutes: float) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


def a_callin(world: World, *, days: int = 40, state: str = "planning", sessions: int = 1) -> UUID:
    """A call-in in ``days`` days; the coordinator runs it, and the analyst goes on."""
    by = second(world)
    act_as(by)
    callin = insert(
        "callins_callin",
        **{"room_id": by.member.workspace_id, "by": by.member.pk, "at": now_less(3)},
        **{"number": uuid4().int % 2_000_000_000, "state": "idea", "plan": "normal"},
        **{"day": timezone.localdate() + timedelta(days=days), "starts": time(18), "venue": "Kulturhuset"},
        **{"sessions": sessions, "decided_by": "Chefen", "decision": "Behövs", "cancelled_because": "Läget"},
    )
    ways = {"cancelled": ["cancelled"], "held": ["decided", "planning", "held"]}
    for step in ways.get(state, ["decided", "planning"]):
        sql("update callins_callin set state = %s where id = %s", step, callin)
    act_as(analyst(world))
    return callin


def a_nominee(world: World, player: Player, callin: UUID, person: UUID, **given: Any) -> UUID:
    row: dict[str, Any] = {
        "callin_id": callin,
        "person_id": person,
        "group_id": given.pop("group", None) or a_group(),
        "words": "De yngre lyssnar.",
        "state": "nominated",
        "session": 1,
        "erase_on": date.max,
    }
    return insert("callins_nominee", **(row | signed(world, player) | given))


def checked(world: World, nominee: UUID, by: Player | None = None) -> UUID:
    player = by or second(world)
    act_as(player)
    sql(CHECK, player.member.pk, now_less(1), nominee)
    return nominee


def decided(world: World, nominee: UUID, state: str = "approved") -> UUID:
    act_as(decider(world))
    sql(DECIDE, state, decider(world).member.pk, now_less(0.5), nominee)
    return nominee


def approved(world: World, callin: UUID, person: UUID | None = None) -> UUID:
    act_as(analyst(world))
    about = person or a_person(world, analyst(world))
    return decided(world, checked(world, a_nominee(world, analyst(world), callin, about)))


def an_apart(world: World, by: Player, one: UUID, other: UUID, **given: Any) -> UUID:
    first, last = sorted((one, other))
    row = {"first_id": first, "second_id": last, "words": "Rånet", "erase_on": date.max}
    return insert("callins_apart", **(row | signed(world, by) | given))


def a_lock(world: World, by: Player, callin: UUID) -> UUID:
    act_as(by)
    return insert("callins_listlock", callin_id=callin, **signed(world, by))


def a_seat(world: World, by: Player, nominee: UUID, row: int = 1, place: int = 1) -> UUID:
    [(person,)] = sql("select person_id from callins_nominee where id = %s", nominee)
    told = {"nominee_id": nominee, "person_id": person, "row": row, "place": place}
    return insert("callins_seat", **told, **signed(world, by))


def fill(world: World) -> UUID:
    """One row in each table, and histories; gives the nominee."""
    callin = a_callin(world)
    nominee = approved(world, callin)
    by = analyst(world)
    act_as(by)
    [(person,)] = sql("select person_id from callins_nominee where id = %s", nominee)
    pair = an_apart(world, by, person, a_person(world, by))
    sql("update callins_apart set withdrawn_at = now() where id = %s", pair)
    a_seat(world, by, nominee)
    terms = {"seats": 10, "steps": 1, "per_group": 1, "words": "Vi valde så."}
    insert("callins_selection", callin_id=callin, **terms, **signed(world, by))
    a_lock(world, second(world), callin)
    return nominee


def test_it_works(world: World) -> None:
    with taken_back():
        fill(world)
        assert [rows(table) for table in TABLES] == [1] * 5
        assert rows("callins_nomineerevision") == 2 and rows("callins_apartrevision") == 1


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.POLICE])
def test_t01_no_other_room_finds_anything_whoever_asks(world: World, kind: Kind) -> None:
    with taken_back():
        fill(world)
        for (room, _role), player in world.everyone.items():
            if room is kind:
                act_as(player)
                assert not any(rows(table) for table in (*TABLES, *HISTORIES))


@pytest.mark.parametrize(
    "role",
    [Role.ADMINISTRATOR, Role.LAWYER, Role.RULES_DECIDER, Role.DATA_PROTECTION_OFFICER, Role.PATROL_LEADER],
)
def test_t01_whoever_does_not_work_with_cases_finds_nothing(world: World, role: Role) -> None:
    with taken_back():
        nominee = fill(world)
        act_as(world.everyone[Kind.POLICE, role])
        assert not any(rows(table) for table in (*TABLES, *HISTORIES))
        assert not sql("update callins_nominee set session = 1 where id = %s returning id", nominee)
        assert not sql("delete from callins_seat returning id")


def test_t01_without_a_ticket_the_tables_are_empty(world: World) -> None:
    with taken_back():
        fill(world)
        sql("select set_config('gvi.ticket', '', true)")
        assert not any(rows(table) for table in (*TABLES, *HISTORIES))


@pytest.mark.parametrize("role", OUTSIDE)
def test_t11_whoever_is_no_part_of_it_is_not_nominated_unless_a_confirmed_member(
    world: World, role: str
) -> None:
    with taken_back():
        by, callin = analyst(world), a_callin(world)
        person = a_person(world, by, role=role)
        assert not passes(lambda: a_nominee(world, by, callin, person))
        a_member(world, person)
        assert passes(lambda: a_nominee(world, by, callin, person))


@pytest.mark.parametrize("role", OUTSIDE)
def test_t11_who_is_part_of_it_no_longer_is_neither_checked_approved_nor_looked_at(
    world: World, role: str
) -> None:
    with taken_back():
        callin = a_callin(world, days=2)
        by = analyst(world)
        person = a_person(world, by, role=role)
        held = a_member(world, person)
        nominee = a_nominee(world, by, callin, person)
        sql(
            """update groups_membership set state = 'removed', end_reason = 'left', ended_on = gvi.today(),
            ended_by = %s where id = %s""",
            by.member.pk,
            held,
        )
        assert not passes(lambda: checked(world, nominee))
        act_as(decider(world))
        assert not passes(lambda: decided(world, nominee))
        assert passes(lambda: decided(world, nominee, "not_called"))


def test_t14_nothing_is_added_about_who_waits_for_a_second_approver_or_has_left(world: World) -> None:
    with taken_back():
        by, callin = analyst(world), a_callin(world)
        young: dict[str, Any] = {
            "birth_date": timezone.localdate() - timedelta(days=16 * 365),
            "under_eighteen": "",
        }
        waiting = a_person(world, by, state="proposed", concern="reported", **young)
        gone = a_person(world, by)
        leave = "state = 'exited', exited_at = now(), exit_reason = 'wrong_person'"
        sql(f"update people_person set {leave} where id = %s", gone)
        for person in (waiting, gone):
            assert not passes(lambda: a_nominee(world, by, callin, person))  # noqa: B023
            assert not passes(lambda: an_apart(world, by, person, a_person(world, by)))  # noqa: B023


@many
@given(days=st.integers(0, 75))
def test_t14_nothing_is_added_about_who_is_overdue(world: World, days: int) -> None:
    """Found to be under eighteen ``days`` after the entry, which leaves 45 days to the review."""
    with taken_back():
        by, callin, today = analyst(world), a_callin(world), timezone.localdate()
        act_as(by)
        entered: dict[str, Any] = {"entered_on": today - timedelta(days=days), "concern": "reported"}
        person, other = a_person(world, by, **entered), a_person(world, by)
        act_as(second(world))
        young = (
            "update people_person set birth_date = %s, approved_by = %s, approved_at = now() where id = %s"
        )
        sql(young, today - timedelta(days=16 * 366), second(world).member.pk, person)
        [(due,)] = sql("select review_due from people_person where id = %s", person)
        act_as(by)
        assert passes(lambda: a_nominee(world, by, callin, person)) == (due >= today)
        assert passes(lambda: an_apart(world, by, person, other)) == (due >= today)
        assert (due >= today) == (days <= 45)


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.LOG_REVIEWER, Role.ADMINISTRATOR])
def test_who_nominates_is_whose_work_it_is(world: World, role: Role) -> None:
    with taken_back():
        by, other, callin = analyst(world), world.everyone[Kind.POLICE, role], a_callin(world)
        person, group = a_person(world, by), a_group()
        act_as(other)
        assert not passes(lambda: a_nominee(world, other, callin, person, group=group))
        act_as(by)
        assert not passes(lambda: a_nominee(world, by, callin, person, group=group, by=other.member.pk))
        assert not passes(
            lambda: a_nominee(world, by, callin, person, group=group, at=timezone.now() + timedelta(days=1))
        )
        assert passes(lambda: a_nominee(world, by, callin, person, group=group))


@pytest.mark.parametrize(
    "given",
    [
        {"state": "checked"},
        {"state": "approved"},
        {"checked_at": timezone.now()},
        {"decided_by": uuid4()},
        {"rechecked_at": timezone.now()},
        {"words": " "},
        {"session": 2},
        {"session": 3},
    ],
)
def test_a_nomination_begins_as_a_proposal(world: World, given: dict[str, Any]) -> None:
    with taken_back():
        by, callin = analyst(world), a_callin(world)
        person = a_person(world, by)
        assert not passes(lambda: a_nominee(world, by, callin, person, **given))


def test_a_second_member_checks_and_a_decision_maker_decides(world: World) -> None:
    with taken_back():
        by, callin = second(world), a_callin(world)
        act_as(by)
        own = a_nominee(world, by, callin, a_person(world, by))
        assert not passes(lambda: sql(CHECK, by.member.pk, timezone.now(), own))
        assert not passes(lambda: sql(CHECK, decider(world).member.pk, timezone.now(), own))
        act_as(analyst(world))
        assert not passes(lambda: sql(CHECK, analyst(world).member.pk, timezone.now(), own))
        act_as(decider(world))
        assert not passes(lambda: sql(DECIDE, "approved", decider(world).member.pk, timezone.now(), own))
        assert passes(lambda: checked(world, own, decider(world)))
        for player in (by, analyst(world), world.seconds[Kind.POLICE]):
            act_as(player)
            for state in ("approved", "reserve", "not_called"):
                assert not passes(lambda: sql(DECIDE, state, player.member.pk, timezone.now(), own))  # noqa: B023
        act_as(decider(world))
        assert not passes(lambda: sql(DECIDE, "approved", by.member.pk, timezone.now(), own))
        assert passes(lambda: decided(world, own))


def test_t27_about_who_may_be_under_eighteen_somebody_else_decides(world: World) -> None:
    with taken_back():
        by, callin = analyst(world), a_callin(world)
        young: dict[str, Any] = {
            "birth_date": timezone.localdate() - timedelta(days=16 * 365),
            "under_eighteen": "",
        }
        act_as(by)
        made: list[UUID] = []
        person = a_person(world, by, state="proposed", concern="reported", **young)
        act_as(second(world))
        approve = (
            "update people_person set state = 'active', approved_by = %s, approved_at = now() where id = %s"
        )
        sql(approve, second(world).member.pk, person)
        act_as(by)
        assert passes(lambda: made.append(a_nominee(world, by, callin, person)))
        checked(world, made[0], decider(world))
        act_as(decider(world))
        assert not passes(lambda: decided(world, made[0]))
        assert passes(lambda: decided(world, made[0], "not_called"))


def test_times_come_in_order_and_a_decision_is_not_rewritten(world: World) -> None:
    with taken_back():
        callin = a_callin(world)
        nominee = a_nominee(world, analyst(world), callin, a_person(world, analyst(world)))
        act_as(second(world))
        early, late = timezone.now() - timedelta(days=1), timezone.now() + timedelta(hours=1)
        for at in (early, late):
            assert not passes(lambda: sql(CHECK, second(world).member.pk, at, nominee))  # noqa: B023
        checked(world, nominee)
        act_as(decider(world))
        for at in (early, late):
            assert not passes(lambda: sql(DECIDE, "approved", decider(world).member.pk, at, nominee))  # noqa: B023
        decided(world, nominee)
        for change in ("words = 'Annat'", "decided_at = decided_at - interval '1 day'", "checked_by = null"):
            assert not passes(lambda: sql(f"update callins_nominee set {change} where id = %s", nominee))  # noqa: B023


def test_a_locked_list_gives_up_places_and_takes_reserves_only(world: World) -> None:
    with taken_back():
        callin = a_callin(world)
        one, other = approved(world, callin), approved(world, callin)
        reserve = _reserve(world, callin)
        a_lock(world, second(world), callin)
        act_as(analyst(world))
        assert not passes(lambda: a_nominee(world, analyst(world), callin, a_person(world, analyst(world))))
        act_as(decider(world))
        assert not passes(lambda: decided(world, one, "reserve"))
        assert passes(lambda: decided(world, reserve))
        assert passes(lambda: _not_called(world, other))


def _reserve(world: World, callin: UUID) -> UUID:
    act_as(analyst(world))
    made = a_nominee(world, analyst(world), callin, a_person(world, analyst(world)))
    return decided(world, checked(world, made), "reserve")


def _not_called(world: World, nominee: UUID) -> None:
    act_as(decider(world))
    sql(DECIDE, "not_called", decider(world).member.pk, timezone.now(), nominee)


def test_a_list_is_locked_by_who_may_and_when_everybody_is_decided_about(world: World) -> None:
    with taken_back():
        callin = a_callin(world)
        assert not passes(lambda: a_lock(world, second(world), callin))
        approved(world, callin)
        act_as(analyst(world))
        waiting = a_nominee(world, analyst(world), callin, a_person(world, analyst(world)))
        assert not passes(lambda: a_lock(world, second(world), callin))
        _not_called(world, waiting)
        assert not passes(lambda: a_lock(world, analyst(world), callin))
        assert passes(lambda: a_lock(world, second(world), callin))
        assert not passes(lambda: a_lock(world, decider(world), callin))


@pytest.mark.parametrize("state", ENDED)
def test_nothing_changes_when_the_call_in_is_over(world: World, state: str) -> None:
    with taken_back():
        by, callin = analyst(world), a_callin(world, days=0, state=state)
        person = a_person(world, by)
        assert not passes(lambda: a_nominee(world, by, callin, person))


@many
@given(days=st.integers(0, 30), locked=st.booleans())
def test_the_last_look_is_taken_in_the_last_week_of_a_locked_list(
    world: World, days: int, locked: bool
) -> None:
    with taken_back():
        callin = a_callin(world, days=days)
        nominee = approved(world, callin)
        if locked:
            a_lock(world, second(world), callin)
        act_as(second(world))
        looked = passes(lambda: sql(LOOK, second(world).member.pk, timezone.now(), nominee))
        assert looked == (locked and days <= 7)


@many
@given(
    days=st.integers(0, 360),
    typed=st.integers(-900, 5000),
    state=st.sampled_from(["nominated", "approved", "not_called"]),
)
def test_t15_a_typed_date_of_a_nomination_is_overwritten(
    world: World, days: int, typed: int, state: str
) -> None:
    with taken_back():
        callin = a_callin(world, days=days)
        nominee = a_nominee(world, analyst(world), callin, a_person(world, analyst(world)))
        if state == "approved":
            decided(world, checked(world, nominee))
        if state == "not_called":
            _not_called(world, nominee)
        act_as(second(world))
        change = "update callins_nominee set erase_on = %s where id = %s returning erase_on"
        [(erased,)] = sql(change, timezone.localdate() + timedelta(days=typed), nominee)
        months = "1 month" if state == "not_called" else "12 months"
        [(wanted,)] = sql(
            f"select (day + interval '{months}')::date from callins_callin where id = %s", callin
        )
        assert erased == wanted


@many
@given(typed=st.integers(-900, 5000), written=st.integers(0, 300), withdrawn=st.booleans())
def test_t15_a_pair_apart_ends_by_itself(world: World, typed: int, written: int, withdrawn: bool) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        at = timezone.now() - timedelta(days=written)
        date_typed = timezone.localdate() + timedelta(days=typed)
        pair = an_apart(world, by, a_person(world, by), a_person(world, by), at=at, erase_on=date_typed)
        if withdrawn:
            sql("update callins_apart set withdrawn_at = now() where id = %s", pair)
        [(erased,)] = sql("select erase_on from callins_apart where id = %s", pair)
        [(year,)] = sql("select (%s::date + interval '12 months')::date", timezone.localdate(at))
        wanted = min(year, timezone.localdate() + timedelta(days=30)) if withdrawn else year
        assert erased == wanted


def test_a_pair_is_withdrawn_once_and_never_rewritten(world: World) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        pair = an_apart(world, by, a_person(world, by), a_person(world, by))
        assert not passes(lambda: sql("update callins_apart set words = 'Annat' where id = %s", pair))
        act_as(world.everyone[Kind.POLICE, Role.LOG_REVIEWER])
        assert not passes(lambda: sql("update callins_apart set withdrawn_at = now() where id = %s", pair))


def test_one_to_a_seat_and_only_for_who_is_on_the_list(world: World) -> None:
    with taken_back():
        callin = a_callin(world)
        one, other = approved(world, callin), approved(world, callin)
        by = analyst(world)
        act_as(by)
        waiting = a_nominee(world, by, callin, a_person(world, by))
        a_seat(world, by, one)
        assert not passes(lambda: a_seat(world, by, other))
        assert not passes(lambda: a_seat(world, by, waiting, place=3))
        assert passes(lambda: a_seat(world, by, other, place=2))
        act_as(world.everyone[Kind.POLICE, Role.LOG_REVIEWER])
        assert not passes(lambda: sql("delete from callins_seat"))


@pytest.fixture
def shown(world: World) -> Iterator[tuple[UUID, UUID]]:
    """Two groups on their own row, in an example that is taken back."""
    with taken_back():
        act_as(analyst(world))
        groups = a_group(), a_group()
        sql("update groups_group set own_row = true where id = any(%s)", list(groups))
        yield groups


def a_reach(
    world: World, callin: UUID, groups: tuple[UUID, ...], at: datetime, *, tested: bool = True
) -> None:
    by = decider(world)
    act_as(by)
    if tested:
        told = {"what": "reach", "target": callin, "test": "Ingen kan pekas ut."}
        insert("review_release", **told, **(signed(world, by) | {"at": at}))
    for group in groups:
        row = {"callin_id": callin, "group_id": group, "reached": False, "by": by.member.pk, "at": at}
        insert("callins_groupreach", room_id=by.member.workspace_id, **row)


def test_t34_reach_is_of_all_groups_at_once_and_tested(world: World, shown: tuple[UUID, UUID]) -> None:
    callin, now = a_callin(world, days=-8, state="held"), timezone.now()
    assert not passes(lambda: a_reach(world, callin, shown[:1], now))
    assert not passes(lambda: a_reach(world, callin, shown, now, tested=False))
    assert not passes(lambda: a_reach(world, callin, (*shown, a_group()), now))
    assert passes(lambda: a_reach(world, callin, shown, now))
    assert not passes(lambda: a_reach(world, callin, shown, timezone.now()))


def test_t34_thirty_days_lie_between_any_releases(world: World, shown: tuple[UUID, UUID]) -> None:
    spring, autumn = (a_callin(world, days=days, state="held") for days in (-60, -40))
    now = timezone.now()
    assert passes(lambda: a_reach(world, autumn, shown, now - timedelta(days=31)))
    assert passes(lambda: a_reach(world, spring, shown, now))
    for callin in (spring, autumn):
        assert not passes(lambda told=callin: a_reach(world, told, shown, timezone.now()))


@pytest.mark.parametrize(("days", "state"), [(-6, "held"), (-8, "planning"), (3, "planning")])
def test_t34_reach_waits_a_week(world: World, shown: tuple[UUID, UUID], days: int, state: str) -> None:
    callin = a_callin(world, days=days, state=state)
    assert not passes(lambda: a_reach(world, callin, shown, timezone.now()))
