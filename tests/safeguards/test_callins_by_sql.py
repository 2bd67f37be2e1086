"""T25, T31 by raw SQL: who writes a call-in's plan, who approves, who reads a speaker's name, and what stays."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

DECIDE = "update callins_callin set state = 'decided', decided_by = 'x', decision = 'y' where id = %s"
MOVE = "update callins_callin set state = %s where id = %s"
APPROVE = "update {} set approved_by = %s, approved_at = now() where id = %s"


def police(world: World) -> Player:
    return world.everyone[Kind.POLICE, Role.COORDINATOR]


def town(world: World) -> Player:
    return world.everyone[Kind.MUNICIPALITY, Role.COORDINATOR]


def hand(by: Player) -> dict[str, Any]:
    return {"by": by.member.pk, "room_id": by.member.workspace_id, "at": timezone.now()}


def a_callin(by: Player, *, day: date | None = None, **given: Any) -> UUID:
    row = {
        "number": int(uuid4()) % 100_000,
        "state": "idea",
        "plan": "normal",
        "day": day or timezone.localdate() + timedelta(days=60),
        "starts": time(10),
        "venue": "Stadshuset",
        "sessions": 1,
        "decided_by": "",
        "decision": "",
        "cancelled_because": "",
    }
    return insert("callins_callin", **(row | hand(by) | given))


def in_planning(by: Player) -> UUID:
    """A call-in of today, in planning."""
    callin = a_callin(by, day=timezone.localdate())
    sql(DECIDE, callin)
    sql(MOVE, "planning", callin)
    return callin


def held(by: Player) -> UUID:
    """A call-in that has been held."""
    callin = in_planning(by)
    sql(MOVE, "held", callin)
    return callin


def an_item(callin: UUID) -> UUID:
    return insert("callins_checkitem", callin_id=callin, key="speakers", due=timezone.localdate(), note="")


def a_slot(by: Player, callin: UUID, **given: Any) -> UUID:
    row = {"callin_id": callin, "position": 1, "role": "grief", "minutes": 5, "state": "open"}
    return insert("callins_speakerslot", **(row | hand(by) | given))


def asked(by: Player, callin: UUID) -> UUID:
    """A place that somebody has been asked for."""
    slot = a_slot(by, callin)
    sql("update callins_speakerslot set state = 'asked' where id = %s", slot)
    return slot


def a_script(by: Player, slot: UUID, number: int = 1, **given: Any) -> UUID:
    row = {"slot_id": slot, "number": number, "words": "Hej."}
    return insert("callins_scriptversion", **(row | hand(by) | given))


def a_plan(by: Player, callin: UUID) -> UUID:
    told = {"lead": "Befäl", "arrival": "", "inside": "", "departure": "", "stop": ""}
    return insert("callins_securityplan", callin_id=callin, number=1, **told, **hand(by))


def a_card(by: Player) -> UUID:
    told = {"number": int(uuid4()) % 100_000, "lines": "Hej", "phone": "0", "small_print": ""}
    return insert("callins_cardversion", **told, **hand(by))


def a_line(by: Player, callin: UUID) -> UUID:
    told = {"callin_id": callin, "offset": 0, "minutes": 5, "title": "Hej", "function": ""}
    return insert("callins_runitem", **told, **hand(by))


def a_word(by: Player, callin: UUID, kind: str, **given: Any) -> UUID:
    row = {"callin_id": callin, "kind": kind, "verdict": "go", "reason": ""}
    return insert("callins_gonogo", **(row | hand(by) | given))


def an_observation(by: Player, callin: UUID) -> UUID:
    return insert("callins_observation", callin_id=callin, kind="worked", words="Bra", **hand(by))


def a_debrief(by: Player, callin: UUID) -> UUID:
    return insert("callins_debrief", callin_id=callin, words="Bra", changes="", memo=b"x", **hand(by))


def a_speaker(by: Player, slot: UUID) -> UUID:
    told = {"slot_id": slot, "name": "Lovisa Ekhammar", "phone": "", "email": "", "note": ""}
    signed = {"workspace_id": by.member.workspace_id, "by": by.member.pk, "at": timezone.now()}
    return insert("callins_speaker", **told, **signed)


def a_link(by: Player, slot: UUID, **given: Any) -> UUID:
    now = timezone.now()
    row = {"slot_id": slot, "fingerprint": uuid4().hex, "made_by": by.member.pk, "made_at": now}
    return insert("callins_speakerlink", **(row | {"expires_at": now + timedelta(days=900)} | given))


def test_coordinators_of_police_and_municipality_write_the_plan_in_their_own_hand(world: World) -> None:
    may = {(Kind.POLICE, Role.COORDINATOR), (Kind.MUNICIPALITY, Role.COORDINATOR)}
    for cell, player in world.everyone.items():
        with taken_back():
            act_as(player)
            assert passes(lambda p=player: a_callin(p)) is (cell in may), cell
    with taken_back():
        act_as(town(world))
        assert not passes(lambda: a_callin(police(world)))
        assert not passes(lambda: a_callin(town(world), state="decided", decided_by="x", decision="y"))
        assert not passes(lambda: a_callin(town(world), at=timezone.now() + timedelta(hours=1)))


def test_a_call_in_goes_its_way_and_is_held_on_its_day_and_gone_through_in_writing(world: World) -> None:
    with taken_back():
        act_as(town(world))
        coming = a_callin(town(world))
        assert not passes(lambda: sql(MOVE, "decided", coming))
        sql(DECIDE, coming)
        assert not passes(lambda: sql(MOVE, "held", coming))
        assert not passes(lambda: sql("update callins_callin set decision = 'z' where id = %s", coming))
        assert not passes(lambda: sql("update callins_callin set number = 7 where id = %s", coming))
        sql(MOVE, "planning", coming)
        assert not passes(lambda: sql(MOVE, "held", coming))
        assert not passes(lambda: sql(MOVE, "cancelled", coming))
        today = held(town(world))
        assert not passes(lambda: sql(MOVE, "debriefed", today))
        a_debrief(town(world), today)
        assert passes(lambda: sql(MOVE, "debriefed", today))


def test_what_is_over_is_not_rewritten(world: World) -> None:
    by = town(world)
    with taken_back():
        act_as(by)
        callin = in_planning(by)
        line, slot, item = a_line(by, callin), asked(by, callin), an_item(callin)
        script, plan = a_script(by, slot), a_plan(by, callin)
        sql(MOVE, "held", callin)
        for change in (
            lambda: sql("update callins_callin set venue = 'Annan' where id = %s", callin),
            lambda: sql("update callins_callin set day = day + 7 where id = %s", callin),
            lambda: sql(MOVE, "cancelled", callin),
            lambda: sql("update callins_runitem set title = 'Annat' where id = %s", line),
            lambda: sql("delete from callins_runitem where id = %s", line),
            lambda: a_line(by, callin),
            lambda: a_slot(by, callin),
            lambda: sql("update callins_speakerslot set minutes = 9 where id = %s", slot),
            lambda: a_script(by, slot, 2),
            lambda: a_plan(by, callin),
            lambda: a_link(by, slot),
        ):
            assert not passes(change)
        assert passes(lambda: sql("update callins_checkitem set note = 'x' where id = %s", item))
        act_as(police(world))
        assert not passes(
            lambda: sql(APPROVE.format("callins_scriptversion"), police(world).member.pk, script)
        )
        assert not passes(lambda: sql(APPROVE.format("callins_securityplan"), police(world).member.pk, plan))


@pytest.mark.parametrize("table", ["callins_scriptversion", "callins_securityplan", "callins_cardversion"])
def test_a_version_is_approved_once_by_a_second_member_and_never_rewritten(world: World, table: str) -> None:
    by, other = town(world), police(world)
    with taken_back():
        act_as(by)
        callin = in_planning(by)
        version = {
            "callins_scriptversion": lambda: a_script(by, asked(by, callin)),
            "callins_securityplan": lambda: a_plan(by, callin),
            "callins_cardversion": lambda: a_card(by),
        }[table]()
        approve = APPROVE.format(table)
        assert not passes(lambda: sql(approve, by.member.pk, version))
        assert not passes(lambda: sql(approve, other.member.pk, version))
        act_as(other)
        assert not passes(lambda: sql(f"update {table} set number = 9 where id = %s", version))
        assert passes(lambda: sql(approve, other.member.pk, version))
        assert not passes(lambda: sql(approve, other.member.pk, version))


def test_a_version_begins_as_a_proposal(world: World) -> None:
    by = town(world)
    with taken_back():
        act_as(by)
        slot = asked(by, in_planning(by))
        approved: Any = {"approved_by": police(world).member.pk, "approved_at": timezone.now()}
        assert not passes(lambda: a_script(by, slot, **approved))


def test_a_line_is_ticked_in_the_tickers_own_hand(world: World) -> None:
    done = "update callins_checkitem set done_on = %s, done_by = %s where id = %s"
    today, probation = timezone.localdate(), world.everyone[Kind.PROBATION, Role.COORDINATOR]
    with taken_back():
        act_as(town(world))
        item = an_item(in_planning(town(world)))
        assert not passes(lambda: sql(done, today, police(world).member.pk, item))
        assert not passes(lambda: sql(done, today + timedelta(days=1), town(world).member.pk, item))
        assert not passes(lambda: sql("update callins_checkitem set key = 'other' where id = %s", item))
        act_as(probation)
        assert passes(lambda: sql(done, today, probation.member.pk, item))
        act_as(world.everyone[Kind.SOCIAL_SERVICES, Role.COORDINATOR])
        assert not passes(lambda: sql("update callins_checkitem set note = 'x' where id = %s", item))


def test_an_authority_speaks_for_itself_and_gives_its_reason(world: World) -> None:
    with taken_back():
        act_as(town(world))
        callin = in_planning(town(world))
        assert not passes(lambda: a_word(town(world), callin, Kind.POLICE))
        a_word(town(world), callin, Kind.MUNICIPALITY)
        assert not passes(lambda: a_word(town(world), callin, Kind.MUNICIPALITY, verdict="no_go"))
        officer = world.everyone[Kind.PROBATION, Role.PROBATION_OFFICER]
        act_as(officer)
        assert not passes(lambda: a_word(officer, callin, Kind.PROBATION))


def test_observations_end_with_the_debrief(world: World) -> None:
    by = town(world)
    with taken_back():
        act_as(by)
        callin = held(by)
        an_observation(by, callin)
        a_debrief(by, callin)
        sql(MOVE, "debriefed", callin)
        assert not passes(lambda: an_observation(by, callin))
        assert not passes(lambda: a_debrief(by, in_planning(by)))


def test_t25_a_speakers_name_is_the_municipalitys_and_its_coordinators_alone(world: World) -> None:
    by = town(world)
    seen = "select name from callins_speaker"
    with taken_back():
        act_as(by)
        callin = in_planning(by)
        assert not passes(lambda: a_speaker(by, a_slot(by, callin)))
        slot = asked(by, callin)
        a_speaker(by, slot)
        assert sql(seen) == [("Lovisa Ekhammar",)]
        for cell, player in world.everyone.items():
            act_as(player)
            may = cell[0] is Kind.MUNICIPALITY and cell[1] in {Role.COORDINATOR, Role.LOG_REVIEWER}
            assert bool(sql(seen)) is may, cell
        act_as(police(world))
        assert not passes(lambda: a_speaker(police(world), slot))
        act_as(world.everyone[Kind.MUNICIPALITY, Role.LOG_REVIEWER])
        assert not passes(lambda: sql("delete from callins_speaker"))


def test_whoever_has_been_asked_is_not_unasked_by_sql_either(world: World) -> None:
    by = town(world)
    with taken_back():
        act_as(by)
        callin = in_planning(by)
        slot = asked(by, callin)
        assert not passes(lambda: sql("update callins_speakerslot set state = 'open' where id = %s", slot))
        assert not passes(lambda: sql("delete from callins_speakerslot where id = %s", slot))
        assert not passes(lambda: a_slot(by, callin, state="confirmed"))
        free = a_slot(by, callin)
        assert passes(lambda: sql("delete from callins_speakerslot where id = %s", free))


def test_t25_a_speakers_link_closes_by_itself_and_is_revoked_once(world: World) -> None:
    by = town(world)
    with taken_back():
        act_as(by)
        callin = in_planning(by)
        slot = asked(by, callin)
        link = a_link(by, slot)
        closes = "select expires_at at time zone 'Europe/Stockholm' from callins_speakerlink where id = %s"
        ((end,),) = sql(closes, link)
        assert (end.date(), end.time()) == (timezone.localdate() + timedelta(days=1), time(0))
        sql("update callins_callin set day = day + 7 where id = %s", callin)
        ((moved,),) = sql(closes, link)
        assert moved - end == timedelta(days=7)
        for change in (
            "update callins_speakerlink set expires_at = expires_at + interval '1 day' where id = %s",
            "update callins_speakerlink set fingerprint = 'x' where id = %s",
        ):
            assert not passes(lambda c=change: sql(c, link))
        assert passes(lambda: sql("update callins_speakerlink set revoked_at = now() where id = %s", link))
        assert not passes(lambda: sql("update callins_speakerlink set revoked_at = null where id = %s", link))
        act_as(police(world))
        assert not passes(lambda: a_link(police(world), slot))


NEVER = [
    *(
        ("callins_gonogo", how)
        for how in ("update callins_gonogo set reason = 'x'", "delete from callins_gonogo")
    ),
    ("callins_observation", "update callins_observation set words = 'x'"),
    ("callins_debrief", "update callins_debrief set memo = 'x'"),
    *(
        (table, f"delete from {table}")
        for table in (
            "callins_callin",
            "callins_scriptversion",
            "callins_securityplan",
            "callins_cardversion",
            "callins_speakerlink",
        )
    ),
]


@pytest.mark.parametrize(("table", "change"), NEVER)
def test_what_was_said_and_approved_is_never_taken_away(world: World, table: str, change: str) -> None:
    with taken_back():
        act_as(town(world))
        with pytest.raises(DatabaseError, match=f"permission denied for table {table}"), transaction.atomic():
            sql(change)


def test_t15_a_call_in_lies_within_two_years(world: World) -> None:
    by = town(world)
    with taken_back():
        act_as(by)
        assert passes(lambda: a_callin(by, day=timezone.localdate() + timedelta(days=731)))
        assert not passes(lambda: a_callin(by, day=timezone.localdate() + timedelta(days=732)))
