"""The invented city as it stands in the database: whole, in its rooms, and stamped."""

from datetime import UTC, date, datetime

import pytest

from gvi.cli.demo.city import load_city
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.models import Judgement, Meeting, MonthFigures, QuickReview, Task
from gvi.trust.workspaces.actor import load_actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Member, Programme, Workspace
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import roles_of
from gvi.trust.workspaces.rooms import as_workspace

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def city(own_database: str) -> None:
    load_city(1, at=NOW, today=TODAY)


@pytest.mark.usefixtures("city")
def test_the_whole_city_is_there() -> None:
    assert Programme.objects.get().fictional
    assert Incident.objects.count() == 155
    assert Incident.objects.filter(state=State.WAITING).exists()
    assert Meeting.objects.count() == 209
    assert Task.objects.count() == 91
    assert MonthFigures.objects.count() >= 11
    assert {room.kind for room in Workspace.objects.all()} == set(Kind)


@pytest.mark.usefixtures("city")
def test_every_role_of_every_room_has_someone() -> None:
    held = {
        (Kind(member.workspace.kind), role)
        for member in Member.objects.select_related("user", "workspace")
        if (actor := load_actor(member.user, day=TODAY))
        for role in actor.roles
    }
    assert held == {(kind, role) for kind in Kind for role in roles_of(kind)}


@pytest.mark.usefixtures("city")
def test_judgements_are_sealed_in_the_police_room() -> None:
    assert Judgement.objects.count() == 0
    actors = [load_actor(member.user, day=TODAY) for member in Member.objects.select_related("user")]
    analyst = next(actor for actor in actors if actor and actor.may(Right.JUDGE))
    with as_workspace(analyst):
        confirmed = Incident.objects.filter(state=State.CONFIRMED).count()
        assert Judgement.objects.count() == confirmed
        assert QuickReview.objects.count() == 1
