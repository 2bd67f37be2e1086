"""T14, T16: what nobody looked at lapses, is out of sight after thirty days and gone after sixty; nothing renews it."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.utils import timezone

from gvi.steps.groups.flows.confirm_membership import confirm_membership
from gvi.steps.groups.flows.end_membership import end_membership
from gvi.steps.groups.flows.review_membership import Review, review_membership
from gvi.steps.groups.models import Membership, Source
from gvi.steps.groups.queries.belonging import View, counts_that_wait, membership_page
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.groups.refused_persons import HasLapsed
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.words import Certainty, MemberRole, MembershipEnd
from gvi.trust.people.erasure.nightly import run
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.cluster import Cluster
from tests.erasing import count, superuser_of
from tests.steps.groups.belonging import (
    make_group,
    make_incident,
    make_involvement,
    make_member,
    make_source,
    make_tie,
    propose,
)
from tests.trust.people.persons import make_person

SHIFT = """
    update groups_membership set at = at - make_interval(days => %(d)s), review_due = review_due - %(d)s,
        confirmed_at = confirmed_at - make_interval(days => %(d)s), reviewed_on = reviewed_on - %(d)s,
        ended_on = ended_on - %(d)s, hidden_on = hidden_on - %(d)s, erase_on = erase_on - %(d)s
    where id = %(id)s
"""
OLDER = "update groups_{} set {} = {} - interval '25 months' where id = %s"
TABLES = (
    "membership",
    "membershiprevision",
    "involvement",
    "involvementrevision",
    "persontie",
    "persontierevision",
)
WORDS = "Sågs åter med gruppen vid torget i veckan"


@pytest.fixture
def analyst(own_database: str) -> Player:
    """The analyst of a police room whose rows are committed."""
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


def let_pass(connection: psycopg.Connection, days: int, membership: UUID) -> None:
    """As if the membership had been written ``days`` earlier."""
    connection.execute(SHIFT, {"d": days, "id": membership})


def test_t14_a_membership_lapses_is_hidden_and_is_erased(
    cluster: Cluster, own_database: str, analyst: Player
) -> None:
    group, person, today = make_group(), make_person(analyst), timezone.localdate()
    source = make_source(analyst)
    held = make_member(analyst, person, group)
    with superuser_of(cluster, own_database) as owner:
        let_pass(owner, 90, held.pk)
        with in_room(analyst):
            assert members_at(today) == {group.pk: 1}
        let_pass(owner, 1, held.pk)
        with in_room(analyst) as actor:
            assert members_at(today) == {}
            assert members_at(today - timedelta(days=1)) == {group.pk: 1}
            assert Membership.objects.get().reads_as(today) is MembershipState.LAPSED
            assert counts_that_wait(actor.member_id, today) == {"confirm": 0, "review": 0, "lapsed": 1}
            assert len(membership_page(View.ENDED, None, 1, reader=None, day=today).object_list) == 1
            with pytest.raises(HasLapsed):
                told = Review(WORDS, MemberRole.DRIVER, Certainty.LOW, source, Accuracy.CONFIRMED)
                review_membership(held, told, by=actor, at=timezone.now())
        let_pass(owner, 29, held.pk)
        with in_room(analyst):
            assert not Membership.objects.exists()
        again = propose(analyst, person, group)  # the one out of sight stands in nobody's way
        run(timezone.now())
        assert count(owner, "groups_membership") == 2
        let_pass(owner, 30, held.pk)
        run(timezone.now())
        assert count(owner, "groups_membership") == 1
        assert count(owner, "groups_membershiprevision", f"id = '{held.pk}'") == 0
        with in_room(analyst):
            assert Membership.objects.get().pk == again.pk


def test_t14_an_ended_one_goes_by_its_last_day_though_its_review_is_far_off(
    cluster: Cluster, own_database: str, analyst: Player
) -> None:
    held = make_member(analyst, make_person(analyst), make_group())
    with in_room(analyst) as actor:
        end_membership(held, MembershipEnd.LEFT, by=actor, at=timezone.now())
    with superuser_of(cluster, own_database) as owner:
        let_pass(owner, 29, held.pk)
        with in_room(analyst):
            assert Membership.objects.exists()
        let_pass(owner, 1, held.pk)
        with in_room(analyst):
            assert not Membership.objects.exists()
        let_pass(owner, 30, held.pk)
        run(timezone.now())
        assert count(owner, "groups_membership") == count(owner, "groups_membershiprevision") == 0


def test_t15_one_that_lapsed_unconfirmed_is_not_confirmed(
    cluster: Cluster, own_database: str, analyst: Player
) -> None:
    second = make_player(analyst.member.workspace, Role.COORDINATOR)
    proposed = propose(analyst, make_person(analyst), make_group())
    with superuser_of(cluster, own_database) as owner:
        let_pass(owner, 31, proposed.pk)
    with in_room(second) as actor, pytest.raises(HasLapsed):
        confirm_membership(proposed, by=actor, at=timezone.now())


def test_t16_ties_and_parts_in_incidents_age_out_and_take_their_history(
    cluster: Cluster, own_database: str, analyst: Player
) -> None:
    one, other = make_person(analyst), make_person(analyst, surname="Gran")
    incident = make_incident()
    old, new = make_tie(analyst, one, other), make_tie(analyst, one, other, days_ago=4)
    part = make_involvement(analyst, one, incident)
    with superuser_of(cluster, own_database) as owner:
        run(timezone.now())
        assert count(owner, "groups_persontie") == 2
        owner.execute(OLDER.format("persontie", "seen_on", "seen_on"), [old.pk])
        owner.execute(OLDER.format("involvement", "at", "at"), [part.pk])
        run(timezone.now())
        assert count(owner, "groups_persontie") == count(owner, "groups_persontie", f"id = '{new.pk}'") == 1
        assert count(owner, "groups_involvement") == 0


def test_t16_a_persons_end_takes_memberships_parts_and_ties_from_either_end(
    cluster: Cluster, own_database: str, analyst: Player
) -> None:
    persons = [make_person(analyst, surname=name) for name in ("Ek", "Gran", "Tall")]
    held = make_member(analyst, persons[0], make_group())
    with in_room(analyst) as actor:
        end_membership(held, MembershipEnd.LEFT, by=actor, at=timezone.now())
    make_involvement(analyst, persons[0], make_incident())
    for one, other in ((0, 1), (2, 0), (1, 2)):
        make_tie(analyst, persons[one], persons[other])
    with superuser_of(cluster, own_database) as owner:
        owner.execute(
            "update people_person set erase_on = current_date - 1, hidden_on = current_date - 31 where id = %s",
            [persons[0].pk],
        )
        run(timezone.now())
        left = {table: count(owner, f"groups_{table}") for table in TABLES}
    assert left == dict.fromkeys(TABLES, 0) | {"persontie": 1}
    with in_room(analyst):
        assert Source.objects.exists()
