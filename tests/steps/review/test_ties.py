"""T34: nothing in the joint space ties a group to an incident: no table, page, document or word."""

import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.close_meeting import Closing, close_meeting
from gvi.steps.review.flows.complete_task import complete_task
from gvi.steps.review.flows.drop_task import drop_task
from gvi.steps.review.flows.move_due import move_due
from gvi.steps.review.flows.open_meeting import open_meeting
from gvi.steps.review.flows.quick_review import QuickLook, quick_review
from gvi.steps.review.models import Meeting, Motive, Task
from gvi.steps.review.queries.agenda import agenda
from gvi.steps.review.queries.minutes import agenda_data, joint_minutes
from gvi.steps.review.refusals import CodeNameBesideIncident, TieRefused
from gvi.trust.workspaces.code_names import CodeNameRefused
from tests.cast import Player, in_room
from tests.steps.review.cast import (
    DAY,
    HOUR,
    Company,
    acting,
    judge_as,
    make_group,
    make_incident,
    make_meeting,
    sealed_task_as,
    task_as,
)

SEALED = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relforcerowsecurity and c.relname not like 'log_%%'
"""


def sealed_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(SEALED)
        return {name for (name,) in cursor.fetchall()}


def points_at(model: type[models.Model], target: type[models.Model]) -> list[str]:
    return [
        field.name for field in model._meta.get_fields() if field.concrete and field.related_model is target
    ]


def every_model() -> list[type[models.Model]]:
    return list(apps.get_models(include_auto_created=True))


@pytest.mark.django_db
def test_t34_only_the_guarded_task_points_at_both() -> None:
    sealed = sealed_tables()
    both = {
        model._meta.db_table
        for model in every_model()
        if model._meta.db_table not in sealed and points_at(model, Group) and points_at(model, Incident)
    }
    assert both == {"review_task", "review_taskrevision"}


@pytest.mark.django_db
def test_t34_no_joint_table_holds_side_motive_or_answer() -> None:
    sealed = sealed_tables()
    assert "review_judgement" in sealed and "review_judgementside" in sealed
    for model in every_model():
        if model._meta.db_table not in sealed:
            names = {field.name for field in model._meta.get_fields()}
            assert not names & {"side", "sides", "motive", "answer_to", "gmi"}, model


@pytest.mark.django_db
def test_t34_no_joint_table_reaches_a_sealed_one() -> None:
    """A foreign key from a joint row to a judgement would tell that there is one."""
    sealed = [model for model in every_model() if model._meta.db_table in sealed_tables()]
    assert sealed
    for model in every_model():
        if model not in sealed:
            for target in sealed:
                assert not points_at(model, target), (model, target)


@pytest.mark.django_db
def test_t34_the_database_refuses_a_task_about_both(company: Company) -> None:
    task, group = task_as(company.partner, incident=make_incident()), make_group("Sälg")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(group=group)
    other, meeting = task_as(company.partner, group=group), make_meeting()
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=other.pk).update(meeting=meeting)


@pytest.mark.django_db
def test_t34_the_flow_refuses_it_in_words(company: Company) -> None:
    with pytest.raises(TieRefused, match="aldrig båda"):
        task_as(company.coordinator, incident=make_incident(), group=make_group("Sälg"))


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["Tala med Sälg", "Sälgs lokal", "Om Sälg.", "Följ upp Stora Eken"])
def test_t34_a_task_about_an_incident_names_no_group(company: Company, title: str) -> None:
    make_group("Sälg")
    make_group("Stora Eken")
    with pytest.raises(CodeNameBesideIncident):
        task_as(company.coordinator, title, incident=make_incident())
    assert task_as(company.coordinator, title).title == title


@pytest.mark.django_db
def test_t34_what_is_written_later_on_a_task_about_an_incident_names_no_group(company: Company) -> None:
    make_group("Sälg")
    task, other = task_as(company.coordinator, incident=make_incident()), task_as(company.coordinator)
    now = timezone.now()
    with acting(company.coordinator) as actor:
        with pytest.raises(CodeNameRefused):
            complete_task(task, "Talade med Sälg", by=actor, at=now)
        with pytest.raises(CodeNameRefused):
            drop_task(task, "SÄLG ville inte", by=actor, at=now)
        with pytest.raises(CodeNameRefused):
            move_due(task, now + DAY, "Sälgs möte", by=actor, at=now)
        assert complete_task(other, "Talade med Sälg", by=actor, at=now).outcome


@pytest.mark.django_db
def test_t34_a_form_about_such_a_task_asks_about_what_is_alike(company: Company) -> None:
    make_group("Sälg")
    task = task_as(company.coordinator, incident=make_incident())
    url = reverse("review:complete_task", args=[task.pk])
    response = company.coordinator.client().post(url, {"outcome": "Talade med sälgarna"})
    assert response.status_code == 422 and "sälgarna" in response.content.decode()


@pytest.mark.django_db
def test_t34_the_refusal_does_not_tell_what_stands_under_others(company: Company) -> None:
    make_group("Rönn", own_row=False)
    assert task_as(company.partner, "Rönn vid skolan", incident=make_incident()).title
    with pytest.raises(CodeNameBesideIncident):
        task_as(company.coordinator, "Rönn vid skolan", incident=make_incident())


@pytest.mark.django_db
def test_t34_a_task_for_a_group_keeps_no_meeting(company: Company) -> None:
    meeting = make_meeting()
    assert task_as(company.coordinator, group=make_group("Sälg"), meeting=meeting).meeting_id is None
    assert task_as(company.coordinator, incident=make_incident(), meeting=meeting).meeting_id == meeting.pk


CANARIES = ("Kanariegul", "Kanarieblå", "Kanarierisk", "Kanarievarning", "Kanariesnabb", "Kanarieuppgift")


def judge_everything(company: Company) -> tuple[Incident, Meeting]:
    """An incident with everything the police know of it, and a meeting that went through it."""
    acting_group, suffering = make_group("Kanariegul"), make_group("Kanarieblå", own_row=False)
    before, incident = make_incident(ago=9 * DAY), make_incident(ago=HOUR, area="Norra torget")
    with acting(company.coordinator) as actor:
        meeting = open_meeting(make_meeting(), by=actor, at=timezone.now())
    judge_as(
        company.analyst,
        incident,
        acting=[acting_group],
        suffering=[suffering],
        answer_to=before,
        motive=Motive.RETALIATION,
        risk="Kanarierisk",
        warn="Kanarievarning",
    )
    with acting(company.decider) as actor:
        quick_review(incident, QuickLook("Kanariesnabb", True), by=actor, at=timezone.now())
    sealed_task_as(company.analyst, "Kanarieuppgift", group=acting_group, incident=incident)
    task_as(company.coordinator, "Förbered nästa möte", group=acting_group)
    with acting(company.coordinator) as actor:
        meeting = close_meeting(meeting, Closing(note="Väl genomfört"), by=actor, at=timezone.now())
    return incident, meeting


def shown_to(player: Player, url: str) -> str:
    response = player.client().get(url)
    assert response.status_code == 200, url
    return response.content.decode(errors="replace")


@pytest.mark.django_db
def test_t34_no_page_shows_partners_a_tie(company: Company) -> None:
    incident, meeting = judge_everything(company)
    urls = [
        reverse("review:incident", args=[incident.pk]),
        reverse("review:meeting", args=[meeting.pk]),
        reverse("review:figures"),
        reverse("incidents:detail", args=[incident.pk]),
        reverse("incidents:list"),
    ]
    for url in urls:
        for player in (company.partner, company.probation, company.patrol):
            text = shown_to(player, url)
            assert not [canary for canary in CANARIES if canary in text], url
            assert "hämnd" not in text and "Misstänkt sida" not in text, url


@pytest.mark.django_db
def test_t34_lists_that_hold_both_keep_them_on_rows_of_their_own(company: Company) -> None:
    incident, _meeting = judge_everything(company)
    for route in ("prepare", "tasks", "home"):
        text = shown_to(company.partner, reverse(f"review:{route}"))
        rows = [row for row in text.replace("<li", "<tr").split("<tr") if str(incident.pk) in row]
        assert not [row for row in rows for canary in CANARIES if canary in row]
        assert not [canary for canary in CANARIES[1:] if canary in text]


def told(data: object) -> str:
    return json.dumps(data, default=lambda it: getattr(it, "__dict__", str(it)), ensure_ascii=False)


@pytest.mark.django_db
def test_t34_the_joint_minutes_and_a_partners_agenda_hold_no_tie(company: Company) -> None:
    _incident, meeting = judge_everything(company)
    minutes = told(joint_minutes(meeting))
    assert "Norra torget" in minutes and "Förbered nästa möte" in minutes
    assert not [canary for canary in CANARIES if canary in minutes]
    with in_room(company.partner) as actor:
        data = agenda_data(actor, timezone.now())
        assert not data.acute and not data.sealed
        for task in data.tasks:
            assert not ("Kanarie" in task.about and "Norra torget" in task.about)


@pytest.mark.django_db
def test_t34_a_hidden_group_is_others_on_a_partners_task(company: Company) -> None:
    task = task_as(company.coordinator, "Se över underlaget", group=make_group("Rönn", own_row=False))
    text = shown_to(company.partner, reverse("review:task", args=[task.pk]))
    assert "Övriga" in text and "Rönn" not in text
    assert "Rönn" in shown_to(company.coordinator, reverse("review:task", args=[task.pk]))


@pytest.mark.django_db
def test_t34_a_released_month_never_tells_one_months_class(company: Company) -> None:
    fields = {field.name for field in apps.get_model("review", "MonthFigures")._meta.get_fields()}
    assert fields == {"id", "month_end", "known", "suspected", "total", "released_at", "released_by"}


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["sealed_task", "release_task", "quick_review", "acute", "police_minutes"])
def test_t01_the_polices_own_rows_do_not_exist_for_partners(company: Company, route: str) -> None:
    """The same answer whether the row is there or not."""
    incident, meeting = judge_everything(company)
    own = {"police_minutes": meeting.pk, "quick_review": incident.pk, "acute": incident.pk}
    task = sealed_task_as(company.analyst).pk
    client = company.partner.client()
    answers = [client.get(reverse(f"review:{route}", args=[pk])) for pk in (own.get(route, task), uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.django_db
def test_the_agenda_holds_what_came_changed_and_waits(company: Company) -> None:
    now = timezone.now()
    new, old = make_incident(ago=DAY), make_incident(ago=60 * DAY)
    decided = make_incident(ago=50 * DAY, decided_at=now - HOUR)
    waiting = make_incident(ago=40 * DAY, state="reported")  # type: ignore[arg-type]
    last_year = make_incident(ago=300 * DAY, reported_at=now - HOUR, decided_at=None)
    unfounded = make_incident(ago=2 * DAY, state="unfounded")  # type: ignore[arg-type]
    with acting(company.partner) as actor:
        made = agenda(actor, now)
    assert [it.pk for it in made.new] == [new.pk]
    assert {it.pk for it in made.changed} == {decided.pk, unfounded.pk}
    assert [it.pk for it in made.waiting] == [waiting.pk]
    assert not {old.pk, last_year.pk} & {it.pk for it in made.incidents}
