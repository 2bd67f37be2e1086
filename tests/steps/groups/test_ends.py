"""Merging, splitting, dissolving: what follows is written down, people choose what goes on, nothing is lost."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from gvi.steps.groups.flows.dissolve_group import dissolve_group
from gvi.steps.groups.flows.merge_groups import Merger, merge_groups
from gvi.steps.groups.flows.split_group import Part, Splitting, split_group
from gvi.steps.groups.models import (
    Group,
    Membership,
    Profile,
    Relation,
    RelationSign,
    RowDecision,
    Succession,
)
from gvi.steps.groups.queries.memberships import members_at
from gvi.steps.groups.queries.relations import relations_at
from gvi.steps.groups.refusals import (
    CarriedTwice,
    DayAhead,
    GroupEnded,
    NotAssigned,
    NothingSeen,
    ReasonMissing,
    TooFewGroups,
)
from gvi.steps.groups.states import MembershipState, State
from gvi.steps.groups.words import MembershipEnd, RelationEnd, SuccessionKind
from gvi.trust.log.models import Event
from gvi.trust.people.flows.common import write_roles
from gvi.trust.people.models import Person
from gvi.trust.people.words import Concern
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player
from tests.steps.groups.known import DAY, make_member, make_relation, make_sign
from tests.trust.people.persons import make_person, suspected

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WHY = "De uppträder som en grupp sedan i augusti"
TABLES = (Group, Relation, RelationSign, Membership, Profile, Succession, RowDecision)


@pytest.fixture
def second(analyst: Player) -> Player:
    return make_player(analyst.member.workspace, Role.COORDINATOR)


def groups(*names: str) -> list[Group]:
    return [Group.objects.create(code_name=name) for name in names]


def merger(day: date = TODAY, **given: object) -> Merger:
    return Merger(**{"day": day, "reason": WHY, "code_name": "Bok", **given})  # type: ignore[arg-type]


def merge(actor: Actor, former: list[Group], **given: object) -> Group:
    return merge_groups(former, merger(**given), by=actor, at=timezone.now())[0]  # type: ignore[arg-type]


def test_two_groups_become_a_new_one(analyst: Player) -> None:
    with in_room(analyst) as actor:
        former = groups("Hassel", "Hägg")
        into = merge(actor, former)
        assert set(Group.objects.values_list("code_name", "state")) == {
            ("Hassel", State.MERGED),
            ("Hägg", State.MERGED),
            ("Bok", State.ACTIVE),
        }
        followed = Succession.objects.filter(
            successor=into, kind=SuccessionKind.MERGED, reason=WHY, day=TODAY
        )
        assert {one.former_id for one in followed} == {group.pk for group in former}
        assert sorted(Event.objects.values_list("verb", flat=True)) == [
            "groups.merge",
            "groups.merge",
            "groups.name_group",
        ]


def test_a_group_may_go_up_in_one_that_goes_on(analyst: Player) -> None:
    with in_room(analyst) as actor:
        small, big = groups("Hassel", "Hägg")
        assert merge(actor, [small], into=big, code_name="") == big
    big.refresh_from_db()
    small.refresh_from_db()
    assert (small.state, big.state) == (State.MERGED, State.ACTIVE)


def test_one_group_alone_does_not_merge(analyst: Player) -> None:
    with in_room(analyst) as actor:
        (alone,) = groups("Hassel")
        for given in ({}, {"into": alone}):
            with pytest.raises(TooFewGroups):
                merge(actor, [alone], **given)


def test_what_has_ended_ends_once(analyst: Player) -> None:
    with in_room(analyst) as actor:
        one, other, third = groups("Hassel", "Hägg", "Alm")
        dissolve_group(one, TODAY, WHY, by=actor, at=timezone.now())
        with pytest.raises(GroupEnded):
            merge(actor, [one, other])
        with pytest.raises(GroupEnded):
            merge(actor, [other], into=one)
        with pytest.raises(GroupEnded):
            dissolve_group(one, TODAY, WHY, by=actor, at=timezone.now())
        assert third.state == State.ACTIVE


def test_an_end_has_a_reason_and_a_day_that_has_come(analyst: Player) -> None:
    with in_room(analyst) as actor:
        former = groups("Hassel", "Hägg")
        with pytest.raises(ReasonMissing):
            merge(actor, former, reason="  ")
        with pytest.raises(DayAhead):
            merge(actor, former, day=TODAY + DAY)


def test_only_relations_that_people_chose_go_on_and_no_sign_becomes_newer(analyst: Player) -> None:
    with in_room(analyst) as actor:
        one, other, rival, friend = groups("Hassel", "Hägg", "Alm", "Ek")
        kept = make_relation(actor, one, rival, since=TODAY - 200 * DAY)
        make_sign(actor, kept, seen_on=TODAY - 170 * DAY)
        left = make_relation(actor, other, friend, since=TODAY - 20 * DAY)
        make_sign(actor, left, seen_on=TODAY - 20 * DAY)
        inner = make_relation(actor, one, other, since=TODAY - 20 * DAY)
        into = merge(actor, [one, other], carried={kept.pk}, day=TODAY - 10 * DAY)
        (now,) = relations_at(TODAY)
        before = relations_at(TODAY - 11 * DAY)
        ended = Relation.objects.filter(end_reason=RelationEnd.SUCCEEDED, until=TODAY - 10 * DAY)
        assert {now.first, now.second} == {into.pk, rival.pk}
        assert (now.since, now.last_sign) == (TODAY - 10 * DAY, TODAY - 170 * DAY)
        assert {one.id for one in before} == {kept.pk, left.pk, inner.pk}
        assert {one.pk for one in ended} == {kept.pk, left.pk, inner.pk}


def test_two_relations_to_one_group_do_not_both_go_on(analyst: Player) -> None:
    with in_room(analyst) as actor:
        one, other, rival = groups("Hassel", "Hägg", "Alm")
        both = [make_relation(actor, it, rival, since=TODAY - 20 * DAY) for it in (one, other)]
        with pytest.raises(NothingSeen):
            merge(actor, [one, other], carried={both[0].pk})
        for relation in both:
            make_sign(actor, relation, seen_on=TODAY)
        with pytest.raises(CarriedTwice):
            merge(actor, [one, other], carried={relation.pk for relation in both})


def test_members_are_proposed_in_the_group_that_follows(analyst: Player, second: Player) -> None:
    persons = [make_person(analyst, surname=name) for name in ("Ekhult", "Norrvik", "Sandgren")]
    with in_room(analyst) as actor:
        one, other = groups("Hassel", "Hägg")
        olds = [make_member(actor, person, one, confirmed_by=second) for person in persons[:2]]
        olds.append(make_member(actor, persons[1], other))
        olds.append(make_member(actor, persons[2], other))
        assert members_at(TODAY) == {one.pk: 2}
        into, handed = merge_groups([one, other], merger(), by=actor, at=timezone.now())
        new = list(Membership.objects.filter(group=into))
        ended = Membership.objects.filter(pk__in=[old.pk for old in olds])
        assert {(old.state, old.end_reason) for old in ended} == {
            (MembershipState.REMOVED, MembershipEnd.GROUP_ENDED)
        }
        assert (handed.proposed, handed.ended) == (3, 1)
        assert {row.state for row in new} == {MembershipState.PROPOSED}
        assert {row.follows for row in new} == {olds[0].pk, olds[1].pk, olds[3].pk}
        assert members_at(TODAY) == {}


def test_t14_no_review_moves_further_off_by_a_merger(analyst: Player, second: Player) -> None:
    person = make_person(analyst)
    due = person.review_due
    with in_room(analyst) as actor:
        one, other = groups("Hassel", "Hägg")
        old = make_member(actor, person, one, confirmed_by=second)
        into = merge(actor, [one, other])
        old.refresh_from_db()
        new = Membership.objects.get(group=into)
        assert new.review_due <= old.review_due
    with in_room(second) as actor:
        confirmed = {"confirmed_by": actor.member_id, "confirmed_at": timezone.now(), "state": "confirmed"}
        Membership.objects.filter(pk=new.pk).update(**confirmed)
        new.refresh_from_db()
        assert new.review_due == old.review_due
        person.refresh_from_db()
        assert person.review_due == due


def test_t14_nothing_new_is_written_of_somebody_overdue(analyst: Player, second: Player) -> None:
    person = entered_sixty_days_ago(analyst)
    with in_room(analyst) as actor:
        one, other = groups("Hassel", "Hägg")
        make_member(actor, person, one, confirmed_by=second)
    turn_out_to_be_young(person, second)
    with in_room(analyst) as actor:
        into, handed = merge_groups([one, other], merger(), by=actor, at=timezone.now())
        assert (handed.proposed, handed.ended) == (0, 1)
        assert not Membership.objects.filter(group=into).exists()


def entered_sixty_days_ago(player: Player) -> Person:
    """Sixty days old: a third of the time left as an adult, overdue by fifteen days under eighteen."""
    person = make_person(player)
    facts = {
        it.attname: getattr(person, it.attname) for it in Person._meta.concrete_fields if not it.generated
    }
    old = Person(**facts | {"id": uuid4(), "entered_on": TODAY - 60 * DAY})
    with in_room(player) as actor:
        old.save(force_insert=True)
        write_roles(old.pk, [suspected()], by=actor, at=timezone.now())
    return old


def turn_out_to_be_young(person: Person, second: Player) -> None:
    """Found to be sixteen, and approved as such: the time to the review halves."""
    young = {"birth_date": TODAY - 16 * 365 * DAY, "concern": Concern.REPORTED, "approved_at": timezone.now()}
    with in_room(second):
        Person.objects.filter(pk=person.pk).update(**young, approved_by=second.member.pk)


def test_a_split_takes_each_membership_where_people_say(analyst: Player, second: Player) -> None:
    persons = [make_person(analyst, surname=name) for name in ("Ekhult", "Norrvik", "Sandgren")]
    with in_room(analyst) as actor:
        (group, rival) = groups("Hassel", "Alm")
        rows = [make_member(actor, person, group, confirmed_by=second) for person in persons]
        held = make_relation(actor, group, rival, since=TODAY - 20 * DAY)
        make_sign(actor, held, seen_on=TODAY - 20 * DAY)
        parts = [Part("Gran", {held.pk}), Part("Tall", {held.pk})]
        members: dict[UUID, int | None] = {rows[0].pk: 0, rows[1].pk: 1}
        with pytest.raises(NotAssigned):
            split_group(group, Splitting(TODAY, WHY, parts, members), by=actor, at=timezone.now())
        members[rows[2].pk] = None
        made, handed = split_group(group, Splitting(TODAY, WHY, parts, members), by=actor, at=timezone.now())
        following = dict(Membership.objects.exclude(follows=None).values_list("follows", "group"))
        assert following == {rows[0].pk: made[0].pk, rows[1].pk: made[1].pk}
        assert (handed.proposed, handed.ended) == (2, 1)
        assert len(relations_at(TODAY)) == 2
        assert Succession.objects.filter(former=group, kind=SuccessionKind.SPLIT).count() == 2


def test_nothing_is_lost_when_groups_merge_split_and_dissolve(analyst: Player, second: Player) -> None:
    persons = [make_person(analyst, surname=name) for name in ("Ekhult", "Norrvik")]
    with in_room(analyst) as actor:
        one, other, rival = groups("Hassel", "Hägg", "Alm")
        held = make_relation(actor, one, rival, since=TODAY - 20 * DAY)
        make_sign(actor, held, seen_on=TODAY - 20 * DAY)
        make_member(actor, persons[0], one, confirmed_by=second)
        make_member(actor, persons[1], rival, confirmed_by=second)
        seen: dict[object, set[UUID]] = {}

        def all_still_there() -> None:
            for table in TABLES:
                now = set(table.objects.values_list("pk", flat=True))
                assert seen.get(table, set()) <= now
                seen[table] = now

        all_still_there()
        into = merge(actor, [one, other], carried={held.pk})
        all_still_there()
        (member,) = Membership.objects.filter(group=into)
        splitting = Splitting(TODAY, WHY, [Part("Gran"), Part("Tall")], {member.pk: 1})
        split_group(into, splitting, by=actor, at=timezone.now())
        all_still_there()
        dissolve_group(rival, TODAY, WHY, by=actor, at=timezone.now())
        all_still_there()
        assert [len(seen[table]) for table in (Group, Relation, RelationSign, Membership, Succession)] == [
            6,
            2,
            2,
            4,
            5,
        ]
        assert relations_at(TODAY - DAY)


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.PATROL_LEADER])
def test_only_who_maps_ends_a_group(analyst: Player, role: Role) -> None:
    player = make_player(analyst.member.workspace, role)
    ended = groups("Hassel", "Hägg")
    with in_room(player) as actor, pytest.raises(NotAllowed):
        merge(actor, ended)
    assert connection.in_atomic_block
