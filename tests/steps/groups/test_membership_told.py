"""That somebody belongs to a group may be told while it is confirmed, ends with its review, and is corrected when it
ends: leaving reaches whoever received it (T13).
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gvi.steps.groups.flows.end_membership import end_membership
from gvi.steps.groups.flows.merge_groups import Merger, merge_groups
from gvi.steps.groups.models import Group, Membership
from gvi.steps.groups.states import State
from gvi.steps.groups.words import MembershipEnd
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.save_draft import Written, save_draft
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.models import Disclosure, Item
from gvi.trust.disclosures.offers import own_offers
from gvi.trust.disclosures.queries.sent import find_sent
from gvi.trust.disclosures.received.queries import find_received
from gvi.trust.disclosures.received.words import Standing
from gvi.trust.disclosures.states import Form, Status
from gvi.trust.law.words import DataClass
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.groups.belonging import confirm, make_group, make_member, merge, propose
from tests.trust.disclosures.conftest import Doors, doors
from tests.trust.disclosures.doors import decide_all, grounds_for, make_agreement
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
__all__ = ["doors"]
ENDED = "Personen bedöms inte längre höra till gruppen."


def tell(doors: Doors, person: Person, *keys: str, to: object = None) -> Disclosure:
    """A disclosure of ``keys`` about the person, decided."""
    receiver = to or doors.probation
    with in_room(doors.analyst) as actor:
        now = timezone.now()
        draft = start_draft(NewDraft(receiver, Form.SINGLE), by=actor, at=now)  # type: ignore[arg-type]
        line = add_line(draft, person=person.pk, by=actor, at=now)
        written = {line.pk: Written(dict.fromkeys(keys, ""), "Känd i konflikten.")}
        draft = save_draft(draft, grounds_for(doors.rule), written, by=actor, at=now)
    [made] = decide_all(doors.decider, draft)
    return made


def key(membership: Membership) -> str:
    return f"group:{membership.pk}"


def end(player: Player, membership: Membership, reason: MembershipEnd = MembershipEnd.LEFT) -> int:
    with in_room(player) as actor:
        return end_membership(membership, reason, by=actor, at=timezone.now())


def test_only_a_confirmed_membership_that_holds_is_offered(doors: Doors) -> None:
    person, group = make_person(doors.analyst), make_group("Hassel")
    proposed = propose(doors.analyst, person, group)
    with in_room(doors.analyst):
        assert not _groups(person)
    held = confirm(proposed, make_player(doors.police, Role.COORDINATOR))
    with in_room(doors.analyst):
        [offer] = _groups(person)
        assert (offer.text, offer.until, offer.membership) == ("Hassel", held.review_due, held.pk)
    end(doors.analyst, held)
    with in_room(doors.analyst):
        assert not _groups(person)


def _groups(person: Person) -> list:  # type: ignore[type-arg]
    return [it for it in own_offers(Kind.POLICE, [person.pk])[person.pk] if it.data_class is DataClass.GROUP]


def test_records_of_one_person_offer_a_group_once_and_under_the_first(doors: Doors) -> None:
    person, twin, group = make_person(doors.analyst), make_person(doors.analyst), make_group()
    make_member(doors.analyst, person, group)
    make_member(doors.analyst, twin, group)
    merge(doors.analyst, person, twin)
    with in_room(doors.analyst):
        root = Person.objects.get(merged_into=None)
        assert len(_groups(root)) == 1


def test_t29_what_tells_of_a_group_never_outlives_the_review(doors: Doors) -> None:
    born = timezone.localdate() - timedelta(days=16 * 365)
    person, group = make_person(doors.analyst, birth_date=born), make_group()
    held = make_member(doors.analyst, person, group)
    plain, told = tell(doors, person, "name"), tell(doors, person, "name", key(held))
    with in_room(doors.analyst):
        days = dict(Disclosure.objects.values_list("pk", "expires_on"))
    assert days[told.pk] == held.review_due < days[plain.pk]


@pytest.mark.parametrize("reason", [MembershipEnd.LEFT, MembershipEnd.MOVED, MembershipEnd.WRONG])
def test_t13_leaving_reaches_whoever_received_it_and_does_not_tell_why(
    doors: Doors, reason: MembershipEnd
) -> None:
    other = make_workspace(Kind.PROBATION, name="Frivården Granvik")
    make_agreement(doors.police, other)
    person, group = make_person(doors.analyst), make_group()
    held, elsewhere = (
        make_member(doors.analyst, person, group),
        make_member(doors.analyst, person, make_group()),
    )
    made = [tell(doors, person, "name", key(held), to=room) for room in (doors.probation, other)]
    unlike = [tell(doors, person, "name"), tell(doors, person, key(elsewhere))]
    assert end(doors.analyst, held, reason) == 2
    for one, room in zip(made, (doors.probation, other), strict=True):
        with in_room(make_player(room, Role.PROBATION_OFFICER)) as actor:
            received = find_received(actor, one.pk)
        assert (received.standing, received.items, received.wrong) == (Standing.ENDED, (), ENDED)
    with in_room(doors.officer) as actor:
        assert all(find_received(actor, one.pk).items for one in unlike)


def test_t13_a_merger_reaches_whoever_received_it_too(doors: Doors) -> None:
    person, former, into = make_person(doors.analyst), make_group(), make_group()
    held = make_member(doors.analyst, person, former)
    made = tell(doors, person, "name", key(held))
    with in_room(doors.analyst) as actor:
        merger = Merger(timezone.localdate(), "Samma ledning sedan i somras", into=into)
        merge_groups([former, into], merger, by=actor, at=timezone.now())
        assert Membership.objects.get(group=into).follows == held.pk
    with in_room(doors.officer) as actor:
        received = find_received(actor, made.pk)
    assert (received.standing, received.items, received.wrong) == (Standing.ENDED, (), ENDED)


def test_t13_another_member_of_the_same_group_is_not_corrected(doors: Doors) -> None:
    group = make_group()
    one, other = make_person(doors.analyst), make_person(doors.analyst, surname="Gran")
    left, stays = make_member(doors.analyst, one, group), make_member(doors.analyst, other, group)
    tell(doors, one, key(left))
    kept = tell(doors, other, key(stays))
    assert end(doors.analyst, left) == 1
    with in_room(doors.officer) as actor:
        assert find_received(actor, kept.pk).items


def test_what_was_withdrawn_or_corrected_is_not_corrected_again(doors: Doors) -> None:
    person, group = make_person(doors.analyst), make_group()
    held = make_member(doors.analyst, person, group)
    made = [tell(doors, person, key(held)) for _number in range(2)]
    with in_room(doors.decider) as actor:
        withdraw(made[0].pk, "Lämnades av misstag.", by=actor, at=timezone.now())
        correct(made[1].pk, "Gällde en annan.", by=actor, at=timezone.now())
    assert end(doors.analyst, held) == 0
    with in_room(doors.decider) as actor:
        assert find_sent(actor, made[0].pk, timezone.localdate()).status is Status.WITHDRAWN


def test_t13_nobody_ends_a_membership_behind_the_receivers_backs(doors: Doors) -> None:
    person = make_person(doors.analyst)
    held = make_member(doors.analyst, person, make_group())
    tell(doors, person, key(held))
    with in_room(doors.analyst) as actor, pytest.raises(IntegrityError, match="told"), transaction.atomic():
        Membership.objects.filter(pk=held.pk).update(
            state="removed",
            end_reason=MembershipEnd.LEFT,
            ended_on=timezone.localdate(),
            ended_by=actor.member_id,
        )
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_the_receiver_reads_no_group_that_has_ended_whatever_else_still_stands(doors: Doors) -> None:
    person, group = make_person(doors.analyst), make_group()
    held = make_member(doors.analyst, person, group)
    made = tell(doors, person, "name", key(held))
    with in_room(doors.officer) as actor:
        assert {it.data_class for it in find_received(actor, made.pk).items} == {"name", "group"}
    Group.objects.filter(pk=group.pk).update(state=State.DISSOLVED)
    with in_room(doors.officer) as actor:
        assert {it.data_class for it in find_received(actor, made.pk).items} == {"name"}
    with in_room(doors.decider):
        assert Item.objects.filter(membership=held.pk).exists()
