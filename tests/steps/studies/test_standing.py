"""Which of a study's answers stands: a registered one is never replaced, by a deviation or by giving the study up."""

from django.utils import timezone

from gvi.steps.studies.flows.drop_study import drop_study
from gvi.steps.studies.queries.effects import own_answers
from gvi.steps.studies.queries.studies import studies_page
from tests.cast import Player, in_room
from tests.steps.studies.answering import answered
from tests.steps.studies.studying import begin, lock, write


def test_a_registered_answer_stands_before_a_later_deviation_also_when_the_study_is_given_up(
    history: int, writer: Player, locker: Player
) -> None:
    study = begin(writer)
    write(writer, study, start=f"{timezone.localdate().year + 1}-03")
    lock(locker, study)
    registered = answered(writer, study, status="registered")
    deviated = answered(writer, study, status="deviated")
    with in_room(writer) as actor:
        assert [one.run for one in own_answers("sv")] == [registered.pk, deviated.pk]
        assert studies_page(1).object_list[0].latest_run == registered.pk
        drop_study(study, "Medlen drogs in", by=actor, at=timezone.now())
        kept = own_answers("sv")
    assert [(one.run, one.dropped) for one in kept] == [(registered.pk, True), (deviated.pk, True)]
    page = writer.client().get("/utvardering/andra-stader/").content.decode()
    assert "nedlagd" in page
