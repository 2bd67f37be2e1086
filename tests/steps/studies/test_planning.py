"""A study is begun, its plan is written, and a second member locks it; the receipt says what it is worth."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gvi.science.evaluation.receipt import Receipt, Verdict, judge, read_receipt
from gvi.steps.groups.models import Group
from gvi.steps.studies.city_key import city_key
from gvi.steps.studies.flows.drop_study import drop_study
from gvi.steps.studies.models import PanelFile, PlanVersion, Study
from gvi.steps.studies.plan_text import read
from gvi.steps.studies.refusals import (
    GroupInStudy,
    LaterThanLock,
    NotOurStudy,
    PlanFaulty,
    SecondMemberLocks,
    StudyMoved,
)
from gvi.steps.studies.states import StudyState
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from tests.cast import Player, in_room
from tests.steps.studies.studying import begin, lock, plan_for, write

FUTURE = f"{timezone.localdate().year + 1}-03"


def test_a_study_of_own_incidents_counts_them_at_once(history: int, writer: Player) -> None:
    panel = PanelFile.objects.get(study=begin(writer))
    assert (panel.units, panel.first, panel.step) == (["Björkhamn"], "2023-01", "month")
    assert sum(int(line.split(",")[2]) for line in panel.csv.splitlines()[1:]) == history


def test_what_may_still_change_is_marked_as_preliminary(history: int, writer: Player) -> None:
    panel = PanelFile.objects.get(study=begin(writer))
    assert panel.preliminary_from == f"{timezone.localdate() - timedelta(days=90):%Y-%m}"
    assert "mature_after = 3" in plan_for(panel.study)


def test_the_plan_that_the_form_writes_is_the_plan_that_is_read(history: int, writer: Player) -> None:
    version = write(
        writer, begin(writer), periods=((1, 6), (7, 12)), phase_in=1, outcomes=("shootings", "dead")
    )
    plan = read(version.text)
    assert plan.sha256 == version.sha256
    assert plan.data.all_outcomes == ("shootings", "dead")
    assert plan.treatment.why_then.startswith("Kommunfullmäktige")
    assert list(plan.windows.periods) == [(1, 6), (7, 12)]


def test_each_version_stays(history: int, writer: Player) -> None:
    study = begin(writer)
    first = write(writer, study)
    assert write(writer, study) == first
    assert write(writer, study, start="2025-08").number == 2
    assert PlanVersion.objects.get(number=1).text == first.text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"outcomes": ("homicides",)}, "homicides"),
        ({"units": ("Granvik",)}, "Granvik"),
        ({"start": "1989"}, "start"),
    ],
)
def test_a_plan_that_names_what_is_not_in_the_figures_is_refused(
    given: dict[str, Any], told: str, history: int, writer: Player
) -> None:
    with pytest.raises(PlanFaulty, match=told):
        write(writer, begin(writer), **given)


def test_t31_a_plan_holds_no_identity_number_and_t34_no_group(history: int, writer: Player) -> None:
    study = begin(writer)
    Group.objects.create(code_name="Sälgen", own_row=True)
    with pytest.raises(IdentityNumberRefused):
        write(writer, study, why_then="Efter 19900101-9802")
    with pytest.raises(GroupInStudy):
        write(writer, study, why_then="Efter skotten mot Sälgen")


def test_only_the_room_that_owns_a_study_writes_its_plan(
    history: int, writer: Player, locker: Player
) -> None:
    with pytest.raises(NotOurStudy):
        write(locker, begin(writer))


def test_who_only_reads_begins_nothing(history: int, reader: Player) -> None:
    with pytest.raises(NotAllowed):
        begin(reader)


def test_whoever_wrote_the_plan_does_not_lock_it(history: int, writer: Player) -> None:
    study = begin(writer)
    write(writer, study)
    with pytest.raises(SecondMemberLocks):
        lock(writer, study)


def _judged(version: PlanVersion, receipt: Receipt) -> Verdict:
    return judge(read(version.text), receipt, key=city_key(receipt), at=timezone.now())


def test_a_plan_locked_before_its_start_is_registered(history: int, writer: Player, locker: Player) -> None:
    study = begin(writer)
    version = write(writer, study, start=FUTURE)
    receipt = read_receipt(lock(locker, study).receipt)
    assert receipt.outcomes_read_at is None
    assert _judged(version, receipt).status == "registered"
    assert Study.objects.get(pk=study.pk).state == StudyState.LOCKED


def test_own_outcomes_count_as_read_from_the_first_day_of_the_start(
    history: int, writer: Player, locker: Player
) -> None:
    study = begin(writer)
    version = write(writer, study)
    receipt = read_receipt(lock(locker, study).receipt)
    assert receipt.outcomes_read_at is not None
    assert timezone.localdate(receipt.outcomes_read_at) == date(2025, 7, 1)
    assert _judged(version, receipt).status == "exploratory"


def test_a_day_that_somebody_names_counts_when_it_is_the_earlier(
    history: int, writer: Player, locker: Player
) -> None:
    study = begin(writer)
    write(writer, study, start=FUTURE)
    day = timezone.localdate() - timedelta(days=3)
    read_at = lock(locker, study, read_on=day).outcomes_read_at
    assert read_at is not None
    assert timezone.localdate(read_at) == day


def test_nobody_has_read_tomorrow(history: int, writer: Player, locker: Player) -> None:
    study = begin(writer)
    write(writer, study)
    with pytest.raises(LaterThanLock):
        lock(locker, study, read_on=timezone.localdate() + timedelta(days=1))


def test_t25_the_receipt_names_a_role_and_no_member(history: int, writer: Player, locker: Player) -> None:
    study = begin(writer)
    write(writer, study)
    text = lock(locker, study).receipt
    assert "Analytiker, Polisen Björkhamn" in text
    assert locker.member.name not in text


def test_a_locked_plan_is_locked_once(history: int, writer: Player, locker: Player) -> None:
    study = begin(writer)
    write(writer, study)
    lock(locker, study)
    with pytest.raises(StudyMoved):
        lock(locker, study)


def test_a_version_after_the_lock_is_told_as_a_deviation(
    history: int, writer: Player, locker: Player
) -> None:
    study = begin(writer)
    write(writer, study, start=FUTURE)
    receipt = read_receipt(lock(locker, study).receipt)
    later = write(writer, study, start=FUTURE, phase_in=2)
    verdict = _judged(later, receipt)
    assert verdict.status == "deviated"
    assert "phase_in" in verdict.deviations[0]


def test_a_study_that_is_given_up_stays_with_its_reason(history: int, writer: Player) -> None:
    study = begin(writer)
    with in_room(writer) as actor:
        drop_study(study, "Medlen drogs in", by=actor, at=timezone.now())
    assert Study.objects.get().dropped_because == "Medlen drogs in"
    with pytest.raises(StudyMoved):
        write(writer, study)


LOCKED = "update studies_planlock set outcomes_read_at = null"
REWRITE = "update studies_planversion set text = 'x'"
UNLOCK = "update studies_study set state = 'draft'"
REMOVE = "delete from studies_studyrun"


@pytest.mark.parametrize("statement", [LOCKED, REWRITE, UNLOCK, REMOVE])
def test_nobody_changes_a_lock_by_sql(statement: str, history: int, writer: Player, locker: Player) -> None:
    study = begin(writer)
    write(writer, study)
    lock(locker, study)
    with (
        in_room(writer),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
