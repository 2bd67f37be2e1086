"""Tasks, joint and sealed: add, complete, drop, move, list, hand over."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.steps.review.flows.add_sealed_task import NewSealedTask, add_sealed_task
from gvi.steps.review.flows.add_task import NewTask, add_task
from gvi.steps.review.flows.complete_task import complete_task
from gvi.steps.review.flows.drop_task import drop_task
from gvi.steps.review.flows.move_due import move_due
from gvi.steps.review.handing import OpenTasks
from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.queries.tasks import TaskFilters, done_since, open_tasks, task_counts, task_page
from gvi.steps.review.refusals import Missing, NotAhead, NotInTheRoom, NotYours, TooFarAhead, WrongState
from gvi.steps.review.states import TaskState
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player
from tests.steps.review.cast import (
    DAY,
    HOUR,
    Company,
    acting,
    make_group,
    make_incident,
    sealed_task_as,
    task_as,
    verbs_of,
)

pytestmark = pytest.mark.django_db


def test_a_joint_task_says_what_who_and_by_when(company: Company) -> None:
    task = task_as(
        company.probation, "Ring kontaktpersonen", why="Lovat på mötet", member=company.probation.member
    )
    assert (task.owner_id, task.state) == (company.probation.member.workspace_id, TaskState.OPEN)
    assert verbs_of(company.probation) == ["review.add_task"]


def test_what_no_task_may_be(company: Company) -> None:
    with pytest.raises(Missing):
        task_as(company.partner, " ")
    with pytest.raises(NotAhead):
        task_as(company.partner, due=timezone.now() - HOUR)
    with pytest.raises(TooFarAhead):
        task_as(company.partner, due=timezone.now() + 6 * 366 * DAY)
    with pytest.raises(NotInTheRoom):
        task_as(company.partner, member=company.probation.member)
    with pytest.raises(IdentityNumberRefused):
        task_as(company.partner, why="Gäller 701063-9800")


def test_who_may_not_write_tasks(company: Company) -> None:
    reader = make_player(company.partner.member.workspace, Role.READER)
    with pytest.raises(NotAllowed):
        task_as(reader)
    for player in (company.patrol, company.partner):
        with pytest.raises(NotAllowed):
            sealed_task_as(player)


def test_a_sealed_task_may_name_both_group_and_incident_and_stays_in_the_room(company: Company) -> None:
    task = sealed_task_as(company.analyst, group=make_group("Sälg"), incident=make_incident())
    assert task.group and task.incident
    with in_room(company.partner):
        assert not SealedTask.objects.exists()
    assert verbs_of(company.analyst) == ["review.add_sealed_task"]


def test_a_sealed_task_has_the_same_checks(company: Company) -> None:
    with pytest.raises(Missing):
        sealed_task_as(company.analyst, "")
    with pytest.raises(NotAhead):
        sealed_task_as(company.analyst, due=timezone.now() - HOUR)
    with pytest.raises(TooFarAhead):
        sealed_task_as(company.analyst, due=timezone.now() + 6 * 366 * DAY)
    with pytest.raises(NotInTheRoom):
        sealed_task_as(company.analyst, member=company.partner.member)


@pytest.mark.parametrize("sealed", [False, True])
def test_done_dropped_and_moved_leave_one_event_each(company: Company, sealed: bool) -> None:
    make = sealed_task_as if sealed else task_as
    first, second, third = (make(company.analyst, f"Uppgift {number}") for number in range(3))
    now = timezone.now()
    with acting(company.analyst) as actor:
        done = complete_task(first, "Gjort", by=actor, at=now)
        dropped = drop_task(second, "Behövs inte", by=actor, at=now)
        moved = move_due(third, now + 9 * DAY, "Sjukdom", by=actor, at=now)
    assert (done.state, done.outcome, done.closed_at) == (TaskState.DONE, "Gjort", now)
    assert (dropped.state, dropped.outcome) == (TaskState.DROPPED, "Behövs inte")
    assert (moved.due, moved.moved_reason) == (now + 9 * DAY, "Sjukdom")
    assert verbs_of(company.analyst)[3:] == ["review.complete_task", "review.drop_task", "review.move_due"]


@pytest.mark.parametrize("sealed", [False, True])
def test_a_closed_task_stays_closed(company: Company, sealed: bool) -> None:
    task = (sealed_task_as if sealed else task_as)(company.analyst)
    now = timezone.now()
    with acting(company.analyst) as actor:
        complete_task(task, by=actor, at=now)
        with pytest.raises(WrongState):
            complete_task(task, by=actor, at=now)
        with pytest.raises(WrongState):
            drop_task(task, "x", by=actor, at=now)
        with pytest.raises(WrongState):
            move_due(task, now + DAY, "x", by=actor, at=now)


def test_dropping_and_moving_say_why(company: Company) -> None:
    task, now = task_as(company.analyst), timezone.now()
    with acting(company.analyst) as actor:
        with pytest.raises(Missing):
            drop_task(task, " ", by=actor, at=now)
        with pytest.raises(Missing):
            move_due(task, now + DAY, "", by=actor, at=now)
        with pytest.raises(NotAhead):
            move_due(task, now - DAY, "Sjukdom", by=actor, at=now)
        with pytest.raises(TooFarAhead):
            move_due(task, now + 6 * 366 * DAY, "Sjukdom", by=actor, at=now)


def test_every_due_time_and_its_reason_stay_in_the_history(company: Company) -> None:
    task, now = task_as(company.analyst), timezone.now()
    with acting(company.analyst) as actor:
        move_due(task, now + 5 * DAY, "Sjukdom", by=actor, at=now)
        move_due(task, now + 7 * DAY, "Semester", by=actor, at=now)
    history = apps.get_model("review", "TaskRevision").objects.order_by("pgh_id")
    assert list(history.values_list("moved_reason", flat=True)) == ["", "Sjukdom"]
    text = company.partner.client().get(reverse("review:task", args=[task.pk])).content.decode()
    assert "Sjukdom" in text and "Semester" in text


def test_a_joint_task_is_closed_by_its_room_or_the_meeting(company: Company) -> None:
    task, now = task_as(company.probation), timezone.now()
    with acting(company.analyst) as actor, pytest.raises(NotYours):
        complete_task(task, by=actor, at=now)
    with acting(company.partner) as actor:
        assert complete_task(task, by=actor, at=now).state == TaskState.DONE


def test_a_partner_can_not_close_a_sealed_task(company: Company) -> None:
    task = sealed_task_as(company.analyst)
    with in_room(company.partner) as actor, pytest.raises(NotAllowed):
        complete_task(task, by=actor, at=timezone.now())


def test_t31_what_came_of_a_joint_task_is_guarded(company: Company) -> None:
    task = task_as(company.analyst)
    with acting(company.analyst) as actor, pytest.raises(IdentityNumberRefused):
        complete_task(task, "Talade med 701063-9800", by=actor, at=timezone.now())


def late(task: Task) -> Task:
    Task.objects.filter(pk=task.pk).update(due=timezone.now() - DAY)
    return task


def test_open_tasks_come_overdue_first_and_police_see_their_own_too(company: Company) -> None:
    task_as(company.partner, "Senare", due=timezone.now() + 9 * DAY)
    sealed_task_as(company.analyst, "Polisens")
    late(task_as(company.partner, "Försenad"))
    with acting(company.analyst) as actor:
        assert [row.title for row in open_tasks(actor)] == ["Försenad", "Polisens", "Senare"]
        assert task_counts(actor, timezone.now()).late == 1
    with acting(company.partner) as actor:
        assert [row.title for row in open_tasks(actor)] == ["Försenad", "Senare"]


def listed(player: Player, **filters: str) -> list[str]:
    with acting(player) as actor:
        page = task_page(actor, TaskFilters(**filters), 1, timezone.now())
        return [row.title for row in page.object_list]


def test_the_list_filters_and_sorts(company: Company) -> None:
    late(task_as(company.partner, "Ålder"))
    task_as(company.partner, "Zebra", member=company.partner.member)
    task_as(company.probation, "Alm")
    done = task_as(company.partner, "Klar")
    with acting(company.partner) as actor:
        complete_task(done, by=actor, at=timezone.now())
        assert done_since(actor, timezone.now() - HOUR) == 1
    assert listed(company.partner, sort="title") == ["Alm", "Zebra", "Ålder"]
    assert listed(company.partner, state="late") == ["Ålder"]
    assert listed(company.partner, state="done") == ["Klar"]
    assert listed(company.partner, whose="room", sort="-title") == ["Ålder", "Zebra"]
    assert listed(company.partner, whose="me") == ["Zebra"]
    assert listed(company.partner, state="", text="al") == ["Alm"]


@pytest.mark.parametrize(("who", "queries"), [("partner", 15), ("analyst", 19)])
def test_the_list_costs_the_same_however_many(
    company: Company, who: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    groups = [make_group("Sälg"), make_group("Gran")]
    for number in range(30):
        task_as(company.partner, f"Uppgift {number}", incident=make_incident())
        sealed_task_as(company.analyst, f"Sluten {number}", group=groups[number % 2])
    task_as(company.partner, "Om gruppen", group=groups[0])
    client, url = getattr(company, who).client(), reverse("review:tasks")
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url, {"page": "2"}).status_code == 200


def test_the_forms_add_complete_drop_and_move(company: Company) -> None:
    client = company.partner.client()
    owner = str(company.partner.member.workspace_id)
    ahead = timezone.localdate() + timedelta(days=3)
    form = {"title": "Ring skolan", "owner": owner, "day": f"{ahead}", "time": "16:00"}
    url = reverse("review:add_task")
    assert client.post(url, {**form, "title": ""}).status_code == 422
    assert client.post(url, {**form, "why": "Ring 070-174 06 40"}).status_code == 422
    for _turn in range(3):
        assert client.post(url, form).status_code == 302
    first, second, third = (task.pk for task in Task.objects.all())

    def act(route: str, task: object, data: dict[str, str]) -> int:
        return client.post(reverse(f"review:{route}", args=[task]), data).status_code

    assert act("complete_task", first, {"outcome": "Gjort"}) == 302
    assert act("drop_task", second, {"reason": ""}) == 422
    assert act("drop_task", second, {"reason": "Behövs inte"}) == 302
    assert act("move_due", third, {"day": f"{ahead}", "time": "17:00", "reason": "Sjukdom"}) == 302
    assert sorted(Task.objects.values_list("state", flat=True)) == ["done", "dropped", "open"]


def test_police_choose_where_a_task_stays_and_its_forms_work(company: Company) -> None:
    client, incident = company.analyst.client(), make_incident()
    ahead = timezone.localdate() + timedelta(days=3)
    form = {
        "title": "Hotbedömning, 070-174 06 40",
        "space": "sealed",
        "owner": str(company.analyst.member.workspace_id),
        "day": f"{ahead}",
        "time": "16:00",
        "handelse": str(incident.pk),
        "group": str(make_group("Sälg").pk),
    }
    assert client.post(reverse("review:add_task"), form).status_code == 302
    with acting(company.analyst):
        pk = SealedTask.objects.get().pk
    assert "Hotbedömning" in client.get(reverse("review:sealed_task", args=[pk])).content.decode()
    assert client.post(reverse("review:add_task"), {**form, "space": "joint"}).status_code == 422
    move = {"day": f"{ahead}", "time": "17:00", "reason": "Sjukdom"}
    assert client.post(reverse("review:sealed_move_due", args=[pk]), move).status_code == 302
    assert (
        client.post(reverse("review:sealed_complete_task", args=[pk]), {"outcome": "Klart"}).status_code
        == 302
    )
    assert client.post(reverse("review:sealed_drop_task", args=[pk]), {"reason": "x"}).status_code == 422


def test_t33_a_leavers_open_tasks_go_to_the_deputy(company: Company) -> None:
    leaver, deputy, handed = company.analyst.member, company.decider.member, OpenTasks()
    task_as(company.analyst, member=leaver)
    sealed_task_as(company.analyst, member=leaver)
    done = task_as(company.analyst, "Klar", member=leaver)
    with acting(company.analyst) as actor:
        complete_task(done, by=actor, at=timezone.now())
        assert handed.count(leaver) == 2
        assert handed.move(leaver, deputy, at=timezone.now()) == 2
        assert (handed.count(leaver), handed.count(deputy)) == (0, 2)
    assert Task.objects.get(pk=done.pk).member_id == leaver.pk


def test_adding_needs_the_right_whatever_the_form_says(company: Company) -> None:
    now = timezone.now()
    new = NewTask(title="x", due=now + DAY, owner=company.partner.member.workspace)
    with acting(make_player(company.partner.member.workspace, Role.READER)) as actor:
        with pytest.raises(NotAllowed):
            add_task(new, by=actor, at=now)
        with pytest.raises(NotAllowed):
            add_sealed_task(NewSealedTask(title="x", due=now + DAY), by=actor, at=now)
