"""Begin a study: a question to the city's own joint incidents, or to a panel that is read from a file."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gvi.steps.studies.flows.common import in_hand, refuse_empty, refuse_telling
from gvi.steps.studies.flows.keep_panel import add_panel
from gvi.steps.studies.models import Study
from gvi.steps.studies.panels.own import count_own
from gvi.steps.studies.words import Source, StepOf, UnitOf
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class NewStudy:
    """What it is called and where its figures come from."""

    title: str
    source: str
    unit_of: str = UnitOf.CITY
    step_of: str = StepOf.MONTH


def create_study(new: NewStudy, *, by: Actor, at: datetime) -> Study:
    """Create a study as a draft; own incidents are counted at once, so that the plan can choose."""
    by.require(Right.WRITE_STUDIES)
    refuse_empty(title=new.title)
    refuse_telling(by, new.title, field="title")
    with transaction.atomic():
        list(Programme.objects.select_for_update())  # one at a time: numbers follow on each other
        latest = Study.objects.aggregate(latest=Max("number"))["latest"] or 0
        study = Study.objects.create(number=latest + 1, **vars(new), **in_hand(by, at))
        if study.source == Source.OWN:
            add_panel(study, count_own(study.unit_of, study.step_of, at=at), by=by, at=at)
        write(Operation.COLLECT, "studies.create", by=by, kind="study", record=study.pk)
    return study
