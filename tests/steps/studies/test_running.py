"""A plan is put to its figures in the background, judged by the receipt, and found again as a page."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gvi.steps.studies.flows.ask_run import ask_run
from gvi.steps.studies.flows.work_on_run import work_on_run
from gvi.steps.studies.models import Study, StudyReport, StudyRun
from gvi.steps.studies.refusals import NoPlan, StillGoing
from gvi.steps.studies.states import RunState
from gvi.trust.refusals import NotAllowed
from tests.cast import Player, in_room
from tests.steps.studies.answering import answered
from tests.steps.studies.studying import begin, lock, write


def ask(player: Player, study: Study) -> StudyRun:
    with in_room(player) as actor:
        return ask_run(study, by=actor, at=timezone.now(), defer=False)


def answer(player: Player, run: StudyRun) -> StudyRun:
    work_on_run(run.pk, by=player.actor, at=timezone.now())
    return StudyRun.objects.get(pk=run.pk)


def test_a_trial_before_the_lock_is_answered_and_marked(history: int, writer: Player) -> None:
    study = begin(writer)
    write(writer, study, periods=((1, 6),))
    done = answer(writer, ask(writer, study))
    assert (done.state, done.status, done.done) == (RunState.DONE, "exploratory", 100)
    assert done.result is not None
    assert "skjutningar" in done.result["sentence"]["sv"]
    assert "shootings" in done.result["sentence"]["en"]
    assert done.result["out"]["sv"]["plan_sha256"] == done.plan.sha256
    assert done.result["power"]["sentence"]["sv"].startswith("Med dessa data")
    report = StudyReport.objects.get(run=done, language="sv")
    assert report.html.startswith("<!doctype html>") or report.html.startswith("<!DOCTYPE html>")
    assert bytes(report.pdf).startswith(b"%PDF-")


def test_own_incidents_are_counted_anew_for_each_run(history: int, writer: Player) -> None:
    study = begin(writer, at=timezone.now() - timedelta(days=800))
    write(writer, study)
    first = study.panels.get()
    run = ask(writer, study)
    assert run.panel.number == 2
    assert run.panel.last > first.last


def test_what_the_data_do_not_allow_is_told_on_the_page(history: int, writer: Player) -> None:
    study = begin(writer)
    write(writer, study, start=f"{timezone.localdate().year + 2}-01")
    done = answer(writer, ask(writer, study))
    assert (done.state, done.result) == (RunState.FAILED, None)
    assert "data end" in done.error
    page = writer.client().get(f"/utvardering/korningar/{done.pk}/").content.decode()
    assert "data end" in page


def test_one_run_at_a_time(history: int, writer: Player) -> None:
    study = begin(writer)
    write(writer, study)
    ask(writer, study)
    with pytest.raises(StillGoing):
        ask(writer, study)


def test_nothing_is_run_without_a_plan(history: int, writer: Player) -> None:
    with pytest.raises(NoPlan):
        ask(writer, begin(writer))


def test_who_only_reads_runs_nothing(history: int, writer: Player, reader: Player) -> None:
    study = begin(writer)
    write(writer, study)
    with pytest.raises(NotAllowed):
        ask(reader, study)


def test_everybody_reads_the_answer_and_takes_the_report(
    history: int, writer: Player, reader: Player
) -> None:
    study = begin(writer)
    write(writer, study)
    run = answered(writer, study)
    client = reader.client()
    page = client.get(f"/utvardering/korningar/{run.pk}/").content.decode()
    assert "utforskande" in page
    assert "Tiden före är kort." in page
    assert run.plan.sha256 in page
    for name, kind in (
        ("rapport.html", "octet-stream"),
        ("rapport.pdf", "application/pdf"),
        ("resultat.json", "json"),
    ):
        got = client.get(f"/utvardering/korningar/{run.pk}/{name}")
        assert kind in got["Content-Type"]
        assert "attachment" in got["Content-Disposition"]


def test_the_page_that_waits_asks_by_itself_and_ends(history: int, writer: Player) -> None:
    study = begin(writer)
    write(writer, study)
    run, client = ask(writer, study), writer.client(HX_Request="true")
    waiting = client.get(f"/utvardering/korningar/{run.pk}/lage/", headers={"HX-Request": "true"})
    assert b"hx-get" in waiting.content
    StudyRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    with in_room(writer):
        StudyRun.objects.filter(pk=run.pk).update(state=RunState.FAILED)
    assert (
        client.get(f"/utvardering/korningar/{run.pk}/lage/", headers={"HX-Request": "true"})["HX-Refresh"]
        == "true"
    )


def test_a_result_is_registered_only_when_the_plan_was_locked(
    history: int, writer: Player, locker: Player
) -> None:
    study = begin(writer)
    write(writer, study, start=f"{timezone.localdate().year + 1}-03")
    lock(locker, study)
    assert answered(writer, study, status="registered").status == "registered"


@pytest.mark.parametrize("locked", [False, True])
def test_by_sql_nothing_else_is_registered(
    locked: bool, history: int, writer: Player, locker: Player
) -> None:
    study = begin(writer)
    write(writer, study)
    if locked:  # after its start
        lock(locker, study)
    with pytest.raises(DatabaseError, match="registered"), transaction.atomic():
        answered(writer, study, status="registered")
