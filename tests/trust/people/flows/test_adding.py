"""Who may be entered, with what, in which room (T10, T15, T27)."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.people.facts import NewPerson, NewRole
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.approve_person import approve_person
from gvi.trust.people.flows.common import check_now
from gvi.trust.people.identity import NotAnIdentityNumber
from gvi.trust.people.labels import labels
from gvi.trust.people.models import Officer, Person
from gvi.trust.people.refusals import (
    ApproveOwn,
    InTheFuture,
    Missing,
    NotAnOfficer,
    NotKeptHere,
    TooOld,
    Wrong,
)
from gvi.trust.people.words import Concern, PersonRoleName, Regime, State, UnderEighteen
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.people.persons import make_person, new_person, suspected
from tests.trust.workspaces.events import one_event

TODAY = timezone.localdate()
YOUNG = TODAY - timedelta(days=16 * 365)


def add(player: Player, kind: Kind = Kind.POLICE, **given: Any) -> Person:
    with in_room(player) as actor:
        return add_person(new_person(kind, **given), by=actor, at=timezone.now())


def refused(player: Player, refusal: type[Refusal], kind: Kind = Kind.POLICE, /, **given: Any) -> str:
    with pytest.raises(refusal) as caught:
        add(player, kind, **given)
    return caught.value.field


def test_a_person_is_entered_with_everything(analyst: Player) -> None:
    with one_event(analyst, Operation.COLLECT, "people.add_person") as actor:
        person = add_person(
            new_person(Kind.POLICE, identity_number="850315-9801"), by=actor, at=timezone.now()
        )
    assert (person.identity_number, str(person.birth_date)) == ("19850315-9801", "1985-03-15")
    assert (person.state, person.review_due) == (State.ACTIVE, TODAY + timedelta(days=90))


@pytest.mark.parametrize("field", ["purpose", "regime", "basis", "evidence"])
def test_t10_police_enter_nobody_without_purpose_regime_basis_and_evidence(
    analyst: Player, field: str
) -> None:
    empty: Any = Regime.NONE if field == "regime" else " "
    assert refused(analyst, Missing, **{field: empty}) == field


def test_t10_nobody_is_entered_without_a_role(analyst: Player, officer: Player) -> None:
    assert refused(analyst, Missing, roles=()) == "roles"
    assert refused(officer, Missing, Kind.PROBATION, roles=()) == "roles"


def test_t10_a_role_has_a_source_and_a_day_that_has_been(analyst: Player) -> None:
    assert refused(analyst, Missing, roles=(replace(suspected(), source=" "),)) == "source"
    tomorrow = NewRole(PersonRoleName.SUSPECTED, TODAY + timedelta(days=1), "K-1")
    assert refused(analyst, InTheFuture, roles=(tomorrow,)) == "since"


def test_t10_the_database_wants_a_role_too(analyst: Player) -> None:
    why = ("purpose", "regime", "basis", "evidence")
    copied = ("workspace_id", "surname", "under_eighteen", *why, "based_on", "entered_by")
    person = make_person(analyst)
    facts = {name: getattr(person, name) for name in copied}
    with in_room(analyst), pytest.raises(DatabaseError, match="has a role"), transaction.atomic():
        Person.objects.create(**facts, entered_on=TODAY, review_due=TODAY)
        check_now()


def test_a_bare_reference_is_enough_in_the_police_room(analyst: Player) -> None:
    assert add(analyst, surname="", given_name="", local_reference="Plats 7").local_reference == "Plats 7"
    assert refused(analyst, Wrong, surname="", given_name="") == "local_reference"


def test_no_reference_is_an_identity_number(analyst: Player) -> None:
    assert refused(analyst, Wrong, local_reference="850315-9801") == "local_reference"


def test_probation_keeps_its_short_list(officer: Player) -> None:
    assert add(officer, Kind.PROBATION).surname == "Ekhult"
    assert refused(officer, NotKeptHere, Kind.PROBATION, purpose="Våld") == "purpose"


def test_social_services_keep_a_number_and_no_name(case_worker: Player) -> None:
    assert add(case_worker, Kind.SOCIAL_SERVICES).local_reference == "SN 2026-17"
    assert refused(case_worker, NotKeptHere, Kind.SOCIAL_SERVICES, surname="Ek") == "surname"
    assert refused(case_worker, NotKeptHere, Kind.SOCIAL_SERVICES, birth_date=YOUNG) == "birth_date"
    assert refused(case_worker, Wrong, Kind.SOCIAL_SERVICES, local_reference="Rut Ek") == "local_reference"


def test_t32_a_receiving_room_and_the_municipality_enter_nobody(db: None) -> None:
    for kind, role in ((Kind.PROSECUTOR, Role.CONTACT_PERSON), (Kind.MUNICIPALITY, Role.COORDINATOR)):
        with pytest.raises(NotAllowed):
            add(make_player(make_workspace(kind), role))


def test_number_and_birth_date_agree(analyst: Player) -> None:
    assert refused(analyst, NotAnIdentityNumber, identity_number="850315-9802") == "identity_number"
    assert refused(analyst, Wrong, identity_number="850315-9801", birth_date=YOUNG) == "birth_date"


def test_an_old_basis_is_no_basis(analyst: Player) -> None:
    assert refused(analyst, TooOld, based_on=TODAY - timedelta(days=720)) == "based_on"
    assert refused(analyst, InTheFuture, based_on=TODAY + timedelta(days=1)) == "based_on"


def test_protected_persons_have_no_address_here(analyst: Player) -> None:
    assert add(analyst, protected=True, address="Hittevägen 3").address == ""


def test_t15_no_date_of_review_or_erasure_can_be_given() -> None:
    dates = {"review_due", "hidden_on", "ends_on", "erase_on", "entered_on", "reviewed_on", "closed_on"}
    assert dates & {it.name for it in fields(NewPerson)} == set()


def test_t15_the_databases_dates_stand_whatever_is_written(analyst: Player) -> None:
    person = make_person(analyst)
    with in_room(analyst):
        Person.objects.filter(pk=person.pk).update(review_due=TODAY + timedelta(days=999))
        person.refresh_from_db()
    assert person.review_due == TODAY + timedelta(days=90)


def test_t27_under_eighteen_waits_for_a_second_person(analyst: Player, coordinator: Player) -> None:
    person = add(analyst, birth_date=YOUNG)
    assert (person.state, person.review_due) == (State.PROPOSED, TODAY + timedelta(days=45))
    with one_event(coordinator, Operation.CHANGE, "people.approve_person") as actor:
        approved = approve_person(
            person, concern=Concern.REPORTED, reference="SN 2026-4", by=actor, at=timezone.now()
        )
    assert (approved.state, approved.approved_by) == (State.ACTIVE, coordinator.member.pk)


def test_t27_a_number_tells_the_age_too(analyst: Player) -> None:
    assert add(analyst, identity_number="20090620-9804", concern=Concern.REPORTED).state == State.PROPOSED


def test_t27_no_number_hides_an_age_from_the_database(analyst: Player) -> None:
    person = make_person(analyst, identity_number="850315-9801")
    with in_room(analyst), pytest.raises(DatabaseError, match="day of birth"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(birth_date=None)


@pytest.mark.parametrize("kind", [Kind.POLICE, Kind.PROBATION])
def test_t27_without_a_day_of_birth_the_age_is_asked(analyst: Player, officer: Player, kind: Kind) -> None:
    player = analyst if kind == Kind.POLICE else officer
    assert refused(player, Wrong, kind, under_eighteen=UnderEighteen.NONE) == "under_eighteen"
    assert (
        refused(player, Wrong, kind, under_eighteen=UnderEighteen.UNKNOWN, concern=Concern.NONE) == "concern"
    )
    assert add(player, kind, under_eighteen=UnderEighteen.NO).review_due == TODAY + timedelta(days=90)


@pytest.mark.parametrize("said", [UnderEighteen.YES, UnderEighteen.UNKNOWN])
def test_t27_whoever_may_be_under_eighteen_waits_for_a_second_person(
    analyst: Player, coordinator: Player, said: UnderEighteen
) -> None:
    place: dict[str, Any] = {"surname": "", "given_name": "", "local_reference": "Plats 7"}
    person = add(analyst, under_eighteen=said, **place)
    assert (person.state, person.review_due) == (State.PROPOSED, TODAY + timedelta(days=45))
    with in_room(coordinator) as actor:
        approved = approve_person(person, by=actor, at=timezone.now())
        label = labels([person.pk])[person.pk]
    assert (approved.state, label.minor) == (State.ACTIVE, True)
    assert label.age_unknown == (said is UnderEighteen.UNKNOWN)


def test_t27_a_known_day_of_birth_is_itself_the_answer(analyst: Player) -> None:
    grown = add(analyst, identity_number="850315-9801", under_eighteen=UnderEighteen.UNKNOWN)
    assert (grown.state, grown.under_eighteen) == (State.ACTIVE, "")


def test_t27_social_services_are_not_asked(case_worker: Player) -> None:
    said = {"under_eighteen": UnderEighteen.NO}
    assert refused(case_worker, NotKeptHere, Kind.SOCIAL_SERVICES, **said) == "under_eighteen"


def test_t27_the_report_of_concern_is_answered_first(analyst: Player) -> None:
    assert refused(analyst, Wrong, birth_date=YOUNG, concern=Concern.NONE) == "concern"


def test_t27_nobody_approves_their_own(coordinator: Player, analyst: Player) -> None:
    person = add(coordinator, birth_date=YOUNG)
    with in_room(coordinator) as actor, pytest.raises(ApproveOwn):
        approve_person(person, by=actor, at=timezone.now())
    with in_room(analyst) as actor, pytest.raises(NotAllowed):
        approve_person(person, by=actor, at=timezone.now())


def test_t08_eighteen_on_the_birthday_and_not_the_day_before(analyst: Player) -> None:
    birthday = TODAY.replace(year=TODAY.year - 18)
    assert add(analyst, birth_date=birthday).state == State.ACTIVE
    young = birthday + timedelta(days=1)
    assert add(analyst, birth_date=young).state == State.PROPOSED


def test_named_officers_alone_see_whom_they_are_named_for(
    analyst: Player, coordinator: Player, police: Workspace
) -> None:
    named = (analyst.member.pk, coordinator.member.pk)
    person = add(analyst, regime=Regime.COMMON_P2, officers=named)
    with in_room(coordinator):
        assert Person.objects.filter(pk=person.pk).exists()
    with in_room(make_player(police, Role.ANALYST)):
        assert not Person.objects.filter(pk=person.pk).exists()
    with in_room(analyst):
        assert Officer.objects.filter(person=person).count() == 2


def test_named_officers_are_members_and_one_of_them_writes(analyst: Player, coordinator: Player) -> None:
    p2: dict[str, Any] = {"regime": Regime.COMMON_P2}
    assert refused(analyst, NotAnOfficer, **p2) == "officers"
    assert refused(analyst, NotAnOfficer, **p2, officers=(coordinator.member.pk,)) == "officers"
    stranger = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST).member.pk
    assert refused(analyst, NotAnOfficer, **p2, officers=(analyst.member.pk, stranger)) == "officers"
    assert refused(analyst, NotAnOfficer, officers=(analyst.member.pk,)) == "officers"
    alone: dict[str, Any] = {**p2, "officers": (analyst.member.pk,), "birth_date": YOUNG}
    assert refused(analyst, NotAnOfficer, **alone) == "officers"
