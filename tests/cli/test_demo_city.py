"""The invented city as it stands in the database: whole, in its rooms, guarded, and stamped."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from gvi.city import City
from gvi.city.mapping import unasked
from gvi.cli.demo.city import load_city
from gvi.cli.guards import check
from gvi.site.menu import HOUSE, STEPS
from gvi.steps.groups.models import (
    Group,
    Involvement,
    Membership,
    PersonTie,
    Profile,
    Relation,
    RelationSign,
    Source,
    Succession,
)
from gvi.steps.groups.queries.relations import relations_at
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.states import State as GroupState
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.mapping.models import Audit, AuditGroup, MostViolent
from gvi.steps.mapping.states import AuditState
from gvi.steps.review.models import AnswerVerdict, Judgement, Meeting, MonthFigures, QuickReview, Task
from gvi.trust.disclosures.models import Agreement, Disclosure, DisclosureMove, Draft, OnCall
from gvi.trust.disclosures.states import Form, Move, Outcome
from gvi.trust.law.models import RuleAct
from gvi.trust.law.words import Act, DataClass
from gvi.trust.log.models import Event, LogReview, ReviewState
from gvi.trust.people.models import Batch, ExtractRequest, Pair, Person, PersonReview, PersonRole, Statement
from gvi.trust.people.words import BatchState, PairState, PersonRoleName, Regime
from gvi.trust.people.words import State as PersonState
from gvi.trust.workspaces.actor import Actor, load_actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Member, Programme, RecordRequest, Workspace
from gvi.trust.workspaces.roles import Role, roles_of
from gvi.trust.workspaces.rooms import as_workspace
from tests.cast import Player
from tests.cluster import Cluster
from tests.conftest import own_clone

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture(scope="module")
def address(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    with django_db_blocker.unblock(), own_clone(cluster, template) as name:
        yield cluster.url("gvi_migrator", name)


@pytest.fixture(scope="module")
def city(address: str) -> City:
    return load_city(1, at=NOW, today=TODAY, migrator_url=address)


def holder(kind: Kind, role: Role) -> Player:
    for member in Member.objects.select_related("user", "workspace").order_by("workspace__name", "name"):
        actor = load_actor(member.user, day=TODAY)
        if actor and actor.kind == kind and role in actor.roles:
            return Player(member.user, member)
    raise LookupError(f"{role} of {kind}")


def actor(kind: Kind, role: Role) -> Actor:
    return holder(kind, role).actor


def test_the_whole_city_is_there(city: City) -> None:
    assert Programme.objects.get().fictional
    assert Incident.objects.count() == city.incidents.height > 100
    assert Incident.objects.filter(state=State.WAITING).exists()
    assert Meeting.objects.count() == city.meetings.height
    assert Task.objects.count() == city.tasks.height
    assert MonthFigures.objects.count() >= 11
    assert {room.kind for room in Workspace.objects.all()} == set(Kind)


@pytest.mark.usefixtures("city")
def test_every_role_of_every_room_has_someone() -> None:
    held = {
        (Kind(member.workspace.kind), role)
        for member in Member.objects.select_related("user", "workspace")
        if (found := load_actor(member.user, day=TODAY))
        for role in found.roles
    }
    assert held == {(kind, role) for kind in Kind for role in roles_of(kind)}


@pytest.mark.usefixtures("city")
def test_judgements_are_sealed_in_the_police_room() -> None:
    assert Judgement.objects.count() == 0
    with as_workspace(actor(Kind.POLICE, Role.ANALYST)):
        confirmed = Incident.objects.filter(state=State.CONFIRMED).count()
        assert Judgement.objects.filter(version=1).count() == confirmed
        assert QuickReview.objects.count() == 1


@pytest.mark.usefixtures("city")
def test_the_police_know_their_persons_in_every_state() -> None:
    assert Person.objects.count() == 0
    with as_workspace(actor(Kind.POLICE, Role.ANALYST)):
        found = list(Person.objects.all())
        states = Counter(person.state for person in found)
        assert (len(found) > 55, states[PersonState.PROPOSED]) == (True, 2)
        assert {person.regime for person in found} == set(Regime) - {Regime.NONE}
        assert {role.role for role in PersonRole.objects.all()} == set(PersonRoleName)
        overdue = [person for person in found if person.review_due < TODAY]
        soon = [person for person in found if TODAY <= person.review_due <= TODAY + timedelta(days=14)]
        assert len(overdue) == 5
        assert 3 <= len(soon) <= 12
        assert sum(person.protected for person in found) == 3
        assert not any(person.address for person in found if person.protected)
        assert all(person.hidden_on > TODAY for person in found if person.hidden_on)
        assert min(person.entered_on for person in found) < TODAY - timedelta(days=300)
        assert Statement.objects.count() > 150
        assert PersonReview.objects.exclude(at__date=TODAY).count() > 40
        assert Pair.objects.filter(state=PairState.OPEN).count() >= 2
        assert Pair.objects.filter(state=PairState.DIFFERENT).count() == 1
        assert Batch.objects.get().state == BatchState.PROPOSED


def test_the_police_know_how_groups_stand_and_where_they_know_it_from(city: City) -> None:
    assert Relation.objects.count() == 0
    with as_workspace(actor(Kind.POLICE, Role.ANALYST)):
        assert Source.objects.count() == city.mapping.sources.height
        assert Profile.objects.count() == city.mapping.profiles.height
        assert RelationSign.objects.count() == city.mapping.signs.height
        kinds = {(one.said, one.faded) for one in relations_at(TODAY)}
        assert {("conflict", False), ("conflict", True), ("alliance", False)} <= kinds
        earlier = {one.id for one in relations_at(TODAY - timedelta(days=900))}
        assert earlier.isdisjoint(one.id for one in relations_at(TODAY)) is False
        assert len(earlier - {one.id for one in relations_at(TODAY)}) >= 3


@pytest.mark.usefixtures("city")
def test_groups_have_merged_split_ended_and_changed_their_name_long_ago() -> None:
    with as_workspace(actor(Kind.POLICE, Role.COORDINATOR)):
        became = Counter(Succession.objects.values_list("kind", flat=True))
        assert became == {"merged": 2, "split": 2, "dissolved": 1}
        assert all(one.at < NOW - timedelta(days=365) for one in Succession.objects.all())
    assert Group.objects.get(code_name="Ljung").state == GroupState.MERGED
    renamed = apps.get_model("groups", "GroupRevision").objects.get(pgh_obj__code_name="Ask")
    assert renamed.code_name == "Nypon"
    assert renamed.pgh_created_at < NOW - timedelta(days=365)


@pytest.mark.usefixtures("city")
def test_t14_memberships_hold_wait_and_have_ended_as_the_days_say() -> None:
    assert Membership.objects.count() == 0
    with as_workspace(actor(Kind.POLICE, Role.ANALYST)):
        rows = list(Membership.objects.all())
        states = Counter(row.reads_as(TODAY) for row in rows)
        assert states[MembershipState.CONFIRMED] >= 18
        assert states[MembershipState.PROPOSED] >= 2
        assert states[MembershipState.LAPSED] >= 1
        assert states[MembershipState.REMOVED] >= 4
        assert all(row.hidden_on > TODAY for row in rows)
        assert min(row.at for row in rows) < NOW - timedelta(days=200)
        assert not any(row.confirmed_by == row.by for row in rows)
        assert Involvement.objects.count() > 50
        assert PersonTie.objects.count() > 50


@pytest.mark.usefixtures("city")
def test_t13_whoever_was_told_of_a_membership_was_told_of_its_end() -> None:
    with as_workspace(actor(Kind.POLICE, Role.DECISION_MAKER)):
        told = Disclosure.objects.filter(items__data_class=DataClass.GROUP)
        assert told.filter(moves__move=Move.CORRECTED, moves__at__lt=NOW - timedelta(days=1)).exists()


def test_audits_are_held_every_quarter_and_one_is_planned(city: City) -> None:
    with as_workspace(actor(Kind.POLICE, Role.COORDINATOR)):
        states = Counter(Audit.objects.values_list("state", flat=True))
        assert states == {AuditState.APPROVED: city.mapping.audits.height - 1, AuditState.PLANNED: 1}
        coming = Audit.objects.get(state=AuditState.PLANNED)
        assert TODAY < coming.planned_on <= TODAY + timedelta(days=10)
        assert all(audit.minutes for audit in Audit.objects.filter(state=AuditState.APPROVED))
        assert AuditGroup.objects.count() == city.mapping.covered.height


def test_people_have_decided_and_answered_and_have_some_left_to_answer(city: City) -> None:
    with as_workspace(actor(Kind.POLICE, Role.DECISION_MAKER)):
        assert MostViolent.objects.count() == city.mapping.most_violent.height
        verdicts = Counter(AnswerVerdict.objects.values_list("verdict", flat=True))
        assert verdicts == {"accepted": 6, "rejected": 3}
        unanswered = unasked(city.incidents, city.mapping.verdicts)
        assert len(unanswered) >= 3
        latest = Judgement.objects.filter(incident__in=unanswered, answer_to=None)
        assert latest.count() == len(unanswered)


@pytest.mark.usefixtures("city")
def test_a_patrol_leader_and_an_administrator_see_nobody() -> None:
    for role in (Role.PATROL_LEADER, Role.ADMINISTRATOR):
        with as_workspace(actor(Kind.POLICE, role)):
            assert Person.objects.count() == 0


@pytest.mark.usefixtures("city")
def test_only_named_officers_see_whom_they_alone_may_see() -> None:
    for role, known in ((Role.ANALYST, True), (Role.LOG_REVIEWER, False)):
        with as_workspace(actor(Kind.POLICE, role)):
            assert Person.objects.filter(regime=Regime.COMMON_P2).exists() is known


@pytest.mark.usefixtures("city")
def test_probation_and_social_services_have_their_short_lists() -> None:
    with as_workspace(actor(Kind.PROBATION, Role.PROBATION_OFFICER)):
        named = Person.objects.exclude(surname="")
        assert named.count() == 20
        roles = PersonRole.objects.filter(person__in=named)
        assert set(roles.values_list("role", flat=True)) == {PersonRoleName.CONVICTED}
        assert Person.objects.filter(surname="", local_reference__startswith="Plats").exists()
    with as_workspace(actor(Kind.SOCIAL_SERVICES, Role.CASE_WORKER)):
        cases = list(Person.objects.all())
        assert cases
        assert not any(case.surname or case.given_name for case in cases)


@pytest.mark.usefixtures("city")
def test_disclosures_stand_in_every_state() -> None:
    with as_workspace(actor(Kind.POLICE, Role.DECISION_MAKER)):
        police = Workspace.objects.get(kind=Kind.POLICE)
        sent = Disclosure.objects.filter(sender=police)
        decided = sent.filter(outcome=Outcome.DECIDED)
        assert sent.filter(outcome=Outcome.REFUSED).count() >= 2
        assert decided.filter(expires_on__lt=TODAY).exists()
        assert decided.filter(form=Form.JOINT).count() > 2
        assert {move.move for move in DisclosureMove.objects.all()} >= {
            Move.RECEIVED,
            Move.WITHDRAWN,
            Move.CORRECTED,
        }
        urgent = sorted(NOW - it.decided_at for it in decided.filter(form=Form.URGENT))
        assert len(urgent) == 2
        assert urgent[1] > timedelta(hours=24) > urgent[0] - timedelta(hours=18)
        assert Draft.objects.count() == 4
        assert Draft.objects.exclude(sent_at=None).count() == 1
        assert Disclosure.objects.filter(receiver=police).count() >= 4
        assert OnCall.objects.exists()


@pytest.mark.usefixtures("city")
def test_agreements_hold_end_soon_and_have_ended() -> None:
    with as_workspace(actor(Kind.POLICE, Role.COORDINATOR)):
        left = sorted((it.valid_until - TODAY).days for it in Agreement.objects.exclude(confirmed_at=None))
    assert len(left) == 7
    assert (left[0], left[1]) == (-30, 18)


@pytest.mark.usefixtures("city")
def test_rules_are_verified_advised_on_and_switched_on_by_those_who_may() -> None:
    with as_workspace(actor(Kind.POLICE, Role.LAWYER)):
        acts = Counter(RuleAct.objects.values_list("act", flat=True))
        assert acts[Act.VERIFIED] >= acts[Act.ENABLED] > 5
        assert acts[Act.ADVISED] >= 2
        assert all(it.at < NOW - timedelta(days=200) for it in RuleAct.objects.all())


@pytest.mark.usefixtures("city")
def test_what_waits_is_there_in_the_other_rooms() -> None:
    with as_workspace(actor(Kind.PROBATION, Role.COORDINATOR)):
        request = ExtractRequest.objects.get()
        assert request.person_id
        assert request.due_on > TODAY
    assert RecordRequest.objects.get().reference == "BK 2026/1472"


@pytest.mark.usefixtures("city")
def test_t21_the_log_is_reviewed_but_for_one_month_of_the_police() -> None:
    with as_workspace(actor(Kind.POLICE, Role.LOG_REVIEWER)):
        months = set(LogReview.objects.filter(state=ReviewState.SIGNED).values_list("month", flat=True))
        assert len(months) > 10
        acted = set(Event.objects.exclude(member_id=None).dates("at", "month"))
    ended = {month for month in acted if month < TODAY.replace(day=1)}
    assert len(ended - months) == 1


@pytest.mark.usefixtures("city")
def test_nothing_of_the_past_lies_in_the_future() -> None:
    with as_workspace(actor(Kind.POLICE, Role.LOG_REVIEWER)):
        assert not Event.objects.filter(at__gt=timezone.now()).exists()
        assert Event.objects.filter(at__lt=NOW - timedelta(days=300)).exists()


def test_the_guards_hold_after_the_past_has_been_written(city: City, address: str) -> None:
    app, backup = (address.replace("gvi_migrator", role) for role in ("gvi_app", "gvi_backup"))
    off = {finding.guard: finding.faults for finding in check(app, backup) if finding.faults}
    assert set(off) <= {"seal", "anchor", "worker", "log review", "fictional stamp", "retention job"}, off
    assert len(off["log review"]) == 1  # the month that the police have missed


@pytest.mark.usefixtures("city")
def test_the_past_is_closed_again_to_the_application() -> None:
    analyst = actor(Kind.POLICE, Role.ANALYST)
    with pytest.raises(ProgrammingError, match="permission"), as_workspace(analyst):
        Disclosure.objects.update(decided_at=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("kind", sorted(Kind))
def test_every_role_opens_every_page_of_its_menu(kind: Kind) -> None:
    for role in sorted(roles_of(kind)):
        player = holder(kind, role)
        client: Client = player.client()
        answers = {
            entry.route: client.get(reverse(entry.route)).status_code
            for entry in (*STEPS, *HOUSE)
            if player.actor.may(entry.right)
        }
        assert set(answers.values()) <= {200}, (role, answers)
        assert settings.SESSION_COOKIE_NAME in client.cookies
