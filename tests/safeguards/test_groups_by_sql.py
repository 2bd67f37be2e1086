"""T01, T13–T16 by raw SQL as the application's role, for what police know of groups and of who belongs to them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player
from tests.safeguards.door import person_row
from tests.safeguards.examples import many
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

FULL = {"purpose": "Förhindra våld", "regime": "not_common", "basis": "Anhållen", "evidence": "K-1"}
ABOUT_PERSONS = ("groups_membership", "groups_involvement", "groups_persontie")
HISTORIES = ("groups_membershiprevision", "groups_involvementrevision", "groups_persontierevision")
ABOUT_GROUPS = (
    "groups_source",
    "groups_profile",
    "groups_relation",
    "groups_relationsign",
    "groups_succession",
)
MAPPED = ("mapping_audit", "mapping_auditgroup", "mapping_mostviolent", "mapping_problemanalysis")
WORDS = "Sågs åter med gruppen vid torget i veckan"
CONFIRM = """
    update groups_membership set state = 'confirmed', confirmed_by = %s, confirmed_at = %s where id = %s
"""
REVIEW = "update groups_membership set reviewed_on = %s, review_words = %s where id = %s"
END = """
    update groups_membership set state = 'removed', end_reason = %s, ended_on = %s, ended_by = %s where id = %s
"""


def analyst(world: World) -> Player:
    return world.everyone[Kind.POLICE, Role.ANALYST]


def second(world: World) -> Player:
    return world.everyone[Kind.POLICE, Role.COORDINATOR]


def signed(world: World, by: Player, *, days_ago: int = 0) -> dict[str, Any]:
    """The columns that every sealed row has."""
    at = timezone.now() - timedelta(days=days_ago, minutes=2)
    return {"workspace_id": by.member.workspace_id, "by": by.member.pk, "at": at}


def a_person(
    world: World, by: Player, *, regime: str = "not_common", role: str = "suspected", **facts: Any
) -> UUID:
    """A person of the police room; kept for ``by`` alone where that is the regime."""
    person, room = uuid4(), world.rooms[Kind.POLICE].pk
    if regime == "common_p2":
        insert("people_officer", workspace_id=room, person_id=person, member=by.member.pk)
    row = (
        person_row(world, Kind.POLICE, person) | FULL | {"regime": regime, "entered_by": by.member.pk} | facts
    )
    insert("people_person", **row)
    told = {"role": role, "since": timezone.localdate(), "source": "K-12", "end_reason": ""}
    insert("people_personrole", person_id=person, **told, **signed(world, by))
    return person


def a_group() -> UUID:
    group = uuid4()
    sql(
        "insert into groups_group (id, code_name, state, own_row) values (%s, %s, 'active', false)",
        group,
        f"Hassel {group.hex[:8]}",
    )
    return group


def a_source(world: World, by: Player) -> UUID:
    name = f"PM {uuid4().hex[:8]}"
    return insert(
        "groups_source",
        name=name,
        kind="surveillance",
        reliability="B",
        day=timezone.localdate(),
        **signed(world, by),
    )


def a_membership(world: World, by: Player, person: UUID, *, days_ago: int = 0, **given: Any) -> UUID:
    """A proposal."""
    row: dict[str, Any] = {
        "person_id": person,
        "group_id": given.pop("group", None) or a_group(),
        "source_id": given.get("source_id") or a_source(world, by),
        "accuracy": "2",
        "role": "follower",
        "certainty": "medium",
        "basis": "Körde bilen vid två tillfällen",
        "since": timezone.localdate() - timedelta(days=days_ago),
        "state": "proposed",
        "review_words": "",
        "end_reason": "",
        "review_due": date.max,
        "hidden_on": date.max,
        "erase_on": date.max,
    }
    return insert("groups_membership", **(row | signed(world, by, days_ago=days_ago) | given))


def a_member(world: World, person: UUID) -> UUID:
    """A confirmed membership; the analyst goes on."""
    held = a_membership(world, analyst(world), person)
    act_as(second(world))
    sql(CONFIRM, second(world).member.pk, timezone.now(), held)
    act_as(analyst(world))
    return held


def an_involvement(world: World, by: Player, person: UUID, side: str = "suspected") -> UUID:
    now = timezone.now()
    incident = insert(
        "incidents_incident",
        **{"occurred_at": now, "precision": "minute", "kind": "shooting", "dead": 0, "injured": 0},
        **{"source": "egen", "source_id": uuid4().hex, "link": "", "summary": "", "state": "reported"},
        **{"unfounded_reason": "", "reported_at": now},
    )
    told = {"person_id": person, "incident_id": incident, "side": side, "accuracy": "2"}
    return insert("groups_involvement", source_id=a_source(world, by), **told, **signed(world, by))


def a_tie(world: World, by: Player, one: UUID, other: UUID, *, seen_on: date | None = None) -> UUID:
    first, last = sorted((one, other))
    told = {"first_id": first, "second_id": last, "kind": "stated", "accuracy": "2"}
    day = seen_on or timezone.localdate()
    return insert("groups_persontie", seen_on=day, source_id=a_source(world, by), **told, **signed(world, by))


def fill(world: World) -> UUID:
    """One row in each table about persons, each with a history; a source beside them. The analyst has written all."""
    by = analyst(world)
    act_as(by)
    one, other = a_person(world, by), a_person(world, by)
    held = a_member(world, one)
    sql(
        "update groups_membership set reviewed_on = %s, review_words = %s where id = %s",
        timezone.localdate(),
        WORDS,
        held,
    )
    an_involvement(world, by, one)
    a_tie(world, by, one, other)
    return one


def rows(table: str) -> int:
    [(number,)] = sql(f"select count(*) from {table}")
    return int(number)


def test_it_works(world: World) -> None:
    with taken_back():
        fill(world)
        assert all(rows(table) == 1 for table in ABOUT_PERSONS)
        assert rows("groups_membershiprevision") == 2 and rows("groups_source") == 3


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.POLICE])
def test_t01_no_other_room_finds_anything_whoever_asks(world: World, kind: Kind) -> None:
    with taken_back():
        fill(world)
        for (room, _role), player in world.everyone.items():
            if room is kind:
                act_as(player)
                assert not any(rows(table) for table in (*ABOUT_PERSONS, *HISTORIES, *ABOUT_GROUPS, *MAPPED))


@pytest.mark.parametrize(
    "role",
    [Role.ADMINISTRATOR, Role.LAWYER, Role.RULES_DECIDER, Role.DATA_PROTECTION_OFFICER, Role.PATROL_LEADER],
)
def test_t01_whoever_does_not_work_with_cases_finds_nothing(world: World, role: Role) -> None:
    with taken_back():
        fill(world)
        act_as(world.everyone[Kind.POLICE, role])
        assert not any(rows(table) for table in (*ABOUT_PERSONS, *HISTORIES, *ABOUT_GROUPS, *MAPPED))
        assert not sql("update groups_membership set certainty = 'high' returning id")


@pytest.mark.parametrize("kind", [Kind.PROBATION, Kind.SOCIAL_SERVICES])
def test_only_police_keep_what_is_known_of_groups(world: World, kind: Kind) -> None:
    with taken_back():
        player = world.deciders[kind]
        act_as(player)
        assert not passes(lambda: a_source(world, player))


@pytest.mark.parametrize(
    "role", [Role.LOG_REVIEWER, Role.DECISION_MAKER, Role.ADMINISTRATOR, Role.PATROL_LEADER]
)
def test_who_enters_persons_in_groups_is_whose_work_it_is(world: World, role: Role) -> None:
    with taken_back():
        by, other = analyst(world), world.everyone[Kind.POLICE, role]
        act_as(by)
        one, two = a_person(world, by), a_person(world, by)
        group, source = a_group(), a_source(world, by)
        act_as(other)
        given: dict[str, Any] = {"group": group, "source_id": source}
        assert not passes(lambda: a_membership(world, other, one, **given))
        assert not passes(lambda: a_tie(world, other, one, two))
        act_as(by)
        assert passes(lambda: a_membership(world, by, one, **given))


def test_a_row_is_signed_by_who_writes_it(world: World) -> None:
    with taken_back():
        by, other = analyst(world), second(world)
        act_as(by)
        person, source = a_person(world, by), a_source(world, by)
        assert not passes(lambda: a_membership(world, other, person, source_id=source))
        assert not passes(lambda: a_membership(world, by, person, at=timezone.now() + timedelta(days=1)))


@pytest.mark.parametrize(
    "given",
    [
        {"state": "confirmed"},
        {"state": "lapsed"},
        {"confirmed_at": timezone.now()},
        {"reviewed_on": timezone.localdate()},
        {"review_words": WORDS},
        {"ended_on": timezone.localdate()},
        {"end_reason": "left"},
        {"basis": " "},
        {"role": "leader"},
        {"certainty": "sure"},
        {"accuracy": "9"},
        {"since": timezone.localdate() + timedelta(days=1)},
        {"follows": uuid4()},
    ],
)
def test_a_membership_begins_as_a_proposal_in_known_words(world: World, given: dict[str, Any]) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by)
        assert not passes(lambda: a_membership(world, by, person, **given))
        assert passes(lambda: a_membership(world, by, person))


@pytest.mark.parametrize("state", ["dissolved", "merged", "split"])
def test_nobody_is_put_in_a_group_that_has_ended(world: World, state: str) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person, group = a_person(world, by), a_group()
        sql("update groups_group set state = %s where id = %s", state, group)
        assert not passes(lambda: a_membership(world, by, person, group=group))


def test_nobody_confirms_their_own_nor_in_anothers_name(world: World) -> None:
    with taken_back():
        by, other = second(world), world.seconds[Kind.POLICE]
        act_as(by)
        held = a_membership(world, by, a_person(world, by))
        now = timezone.now()
        assert not passes(lambda: sql(CONFIRM, by.member.pk, now, held))
        assert not passes(lambda: sql(CONFIRM, other.member.pk, now, held))
        act_as(analyst(world))
        assert not passes(lambda: sql(CONFIRM, analyst(world).member.pk, now, held))
        act_as(other)
        assert not passes(lambda: sql(CONFIRM, other.member.pk, None, held))
        assert not passes(lambda: sql(CONFIRM, None, now, held))
        assert not passes(lambda: sql("update groups_membership set state = 'confirmed' where id = %s", held))
        assert passes(lambda: sql(CONFIRM, other.member.pk, now, held))
        assert not passes(
            lambda: sql("update groups_membership set confirmed_by = %s where id = %s", uuid4(), held)
        )


@many
@given(
    column=st.sampled_from(["review_due", "hidden_on", "erase_on"]),
    days=st.integers(-900, 5000),
    act=st.sampled_from(["nothing", "confirm", "review", "end"]),
)
def test_t15_a_typed_date_of_a_membership_is_overwritten(
    world: World, column: str, days: int, act: str
) -> None:
    today = timezone.localdate()
    with taken_back():
        act_as(analyst(world))
        person = a_person(world, analyst(world))
        held = a_membership(world, analyst(world), person) if act == "confirm" else a_member(world, person)
        if act == "confirm":
            act_as(second(world))
        mine, now = analyst(world).member.pk, timezone.now()
        acts: dict[str, tuple[str, tuple[Any, ...]]] = {
            "nothing": ("", ()),
            "confirm": (
                ", state = 'confirmed', confirmed_by = %s, confirmed_at = %s",
                (second(world).member.pk, now),
            ),
            "review": (", reviewed_on = %s, review_words = %s", (today, WORDS)),
            "end": (", state = 'removed', end_reason = 'left', ended_on = %s, ended_by = %s", (today, mine)),
        }
        more, values = acts[act]
        due = today + timedelta(days=180 if act == "review" else 90)
        hidden = (today if act == "end" else due) + timedelta(days=30)
        wanted = {"review_due": due, "hidden_on": hidden, "erase_on": hidden + timedelta(days=30)}
        change = f"update groups_membership set {column} = %s{more} where id = %s returning {column}"
        assert sql(change, today + timedelta(days=days), *values, held) == [(wanted[column],)]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["confirm", "review", "end", "rewrite", "age", "type"]),
        st.integers(-3, 40),
        st.integers(0, 3),
    ),
    max_size=8,
)


@many
@given(written=st.integers(0, 45), minor=st.booleans(), acts=ACTS)
def test_t15_whatever_the_order_of_acts_no_membership_outlives_the_rule(
    world: World, written: int, minor: bool, acts: list[tuple[str, int, int]]
) -> None:
    today, by, other = timezone.localdate(), analyst(world), second(world)
    with taken_back():
        act_as(by)
        said = {"under_eighteen": "no", "concern": "reported"}
        person = a_person(world, by, **said)
        made: list[UUID] = []
        if not passes(lambda: made.append(a_membership(world, by, person, days_ago=written))):
            return
        if minor:
            act_as(other)
            born = {"b": today.replace(day=1) - timedelta(days=16 * 365)}
            young = "update people_person set birth_date = %s, approved_by = %s, approved_at = now() where id = %s"
            assert passes(lambda: sql(young, born["b"], other.member.pk, person))
        for act, days, words in acts:
            attempt(world, made[0], act, today - timedelta(days=days), words)
        [(at, confirmed, reviewed, ended, due, hidden, erased)] = sql(
            """select at, confirmed_at, reviewed_on, ended_on, review_due, hidden_on, erase_on
            from groups_membership where id = %s""",
            made[0],
        )
        share = 2 if minor else 1
        longest = timezone.localdate(at) + timedelta(days=30)
        if confirmed:
            longest = timezone.localdate(confirmed) + timedelta(days=90 // share)
        if reviewed:
            longest = max(longest if confirmed else date.min, reviewed + timedelta(days=180 // share))
        assert due <= longest and max(filter(None, (reviewed, ended, today))) == today
        assert hidden == min(filter(None, (ended, due))) + timedelta(days=30)
        assert erased == hidden + timedelta(days=30)


def attempt(world: World, held: UUID, act: str, day: date, words: int) -> None:
    """One act, by whoever may; what the database refuses has not happened."""
    by, other = analyst(world), second(world)
    at = timezone.now() - (timezone.localdate() - day)
    tries: dict[str, tuple[Player, str, tuple[Any, ...]]] = {
        "confirm": (other, CONFIRM, (other.member.pk, at, held)),
        "review": (by, REVIEW, (day, f"{WORDS} {'igen ' * words}", held)),
        "end": (by, END, ("left", day, by.member.pk, held)),
        "rewrite": (by, "update groups_membership set certainty = 'high' where id = %s", (held,)),
        "age": (
            by,
            "update groups_membership set at = at + make_interval(days => %s) where id = %s",
            (words, held),
        ),
        "type": (by, "update groups_membership set review_due = %s where id = %s", (date.max, held)),
    }
    player, change, values = tries[act]
    act_as(player)
    passes(lambda: sql(change, *values))
    act_as(by)


@pytest.mark.parametrize("reason", ["", "support", "hjälp"])
def test_t17_an_end_has_one_of_the_known_reasons(world: World, reason: str) -> None:
    with taken_back():
        by, today = analyst(world), timezone.localdate()
        act_as(by)
        held = a_member(world, a_person(world, by))
        assert not passes(lambda: sql(END, reason, today, by.member.pk, held))
        assert not passes(lambda: sql(END, "left", today, second(world).member.pk, held))
        assert not passes(lambda: sql(END, "left", today - timedelta(days=1), by.member.pk, held))
        assert not passes(lambda: sql(END, "left", today + timedelta(days=1), by.member.pk, held))
        assert not passes(lambda: sql(END, "left", None, by.member.pk, held))
        assert passes(lambda: sql(END, "left", today, by.member.pk, held))
        assert not passes(
            lambda: sql("update groups_membership set end_reason = 'moved' where id = %s", held)
        )
        assert not passes(lambda: sql("update groups_membership set state = 'confirmed' where id = %s", held))


def test_t01_what_stands_beside_a_person_kept_for_named_officers_is_not_there(world: World) -> None:
    by, other = second(world), analyst(world)
    with taken_back():
        act_as(by)
        hidden, plain = a_person(world, by, regime="common_p2"), a_person(world, by)
        a_membership(world, by, hidden)
        part = an_involvement(world, by, hidden)
        tie = a_tie(world, by, hidden, plain)
        sql("update groups_involvement set withdrawn_at = now() where id = %s", part)
        sql("update groups_persontie set withdrawn_at = now() where id = %s", tie)
        a_tie(world, by, hidden, plain)
        seen = [rows(table) for table in (*ABOUT_PERSONS, *HISTORIES)]
        assert seen == [1, 1, 2, 0, 1, 1]
        act_as(other)
        assert not any(rows(table) for table in (*ABOUT_PERSONS, *HISTORIES))
        assert not passes(lambda: a_tie(world, other, hidden, plain))
        assert not passes(lambda: a_membership(world, other, hidden))


def test_t14_who_has_left_takes_everything_along_from_both_ends(world: World) -> None:
    by = analyst(world)
    with taken_back():
        act_as(by)
        one, other = a_person(world, by), a_person(world, by)
        a_member(world, one)
        an_involvement(world, by, one)
        a_tie(world, by, one, other)
        sql("update people_person set state = 'exited', exit_reason = 'no_longer_needed' where id = %s", one)
        assert not passes(lambda: a_membership(world, by, one))
        assert not passes(lambda: a_tie(world, by, one, other))


def test_t13_a_suspicion_that_ends_takes_the_part_in_the_incident_along(world: World) -> None:
    by, today = analyst(world), timezone.localdate()
    drop = """update people_personrole set until = %s, end_reason = 'Nedlagd'
        where person_id = %s and role = 'suspected' and until is null"""
    with taken_back():
        act_as(by)
        one, both, injured = a_person(world, by), a_person(world, by), a_person(world, by, role="injured")
        told = {"role": "convicted", "since": today, "source": "K-13", "end_reason": ""}
        insert("people_personrole", person_id=both, **told, **signed(world, by))
        assert not passes(lambda: an_involvement(world, by, injured))
        an_involvement(world, by, injured, "injured")
        for person in (one, both):
            an_involvement(world, by, person)
            sql(drop, today, person)
        left = sql("select person_id from groups_involvement where withdrawn_at is null")
        assert {person for (person,) in left} == {both, injured}


def test_what_was_withdrawn_is_not_taken_back_nor_rewritten(world: World) -> None:
    by = analyst(world)
    with taken_back():
        act_as(by)
        one, other = a_person(world, by), a_person(world, by)
        part, tie = an_involvement(world, by, one), a_tie(world, by, one, other)
        for table, row in (("groups_involvement", part), ("groups_persontie", tie)):
            assert not passes(lambda t=table, r=row: sql(f"update {t} set accuracy = '1' where id = %s", r))
            sql(f"update {table} set withdrawn_at = '2001-01-01' where id = %s", row)
            assert sql(f"select withdrawn_at = now() from {table} where id = %s", row) == [(True,)]
            assert not passes(
                lambda t=table, r=row: sql(f"update {t} set withdrawn_at = null where id = %s", r)
            )


def test_t15_a_tie_past_its_time_is_not_written(world: World) -> None:
    by, today = analyst(world), timezone.localdate()
    with taken_back():
        act_as(by)
        one, other = a_person(world, by), a_person(world, by)
        long_ago = today.replace(day=min(today.day, 28), year=today.year - 2)
        assert not passes(lambda: a_tie(world, by, one, other, seen_on=long_ago))
        assert not passes(lambda: a_tie(world, by, one, other, seen_on=today + timedelta(days=1)))
        assert passes(lambda: a_tie(world, by, one, other, seen_on=long_ago + timedelta(days=1)))
        assert not passes(lambda: a_tie(world, by, one, one))
