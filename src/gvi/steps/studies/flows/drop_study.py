"""Give up a study. It stays in the list with its reason: studies nobody hears of flatter those that are left."""

from datetime import datetime

from django.db import transaction

from gvi.steps.studies.flows.common import held_study, refuse_empty, refuse_other_rooms, refuse_telling
from gvi.steps.studies.models import Study
from gvi.steps.studies.states import StudyState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def drop_study(study: Study, because: str, *, by: Actor, at: datetime) -> Study:
    """Give up ``study`` for a reason that everybody reads."""
    by.require(Right.WRITE_STUDIES)
    refuse_empty(because=because)
    refuse_telling(by, because, field="because")
    with transaction.atomic():
        held = held_study(study.pk)
        refuse_other_rooms(held, by)
        held.state, held.dropped_because = StudyState.DROPPED, because.strip()
        held.save(update_fields=["state", "dropped_because"])
        write(Operation.CHANGE, "studies.drop", by=by, kind="study", record=held.pk)
    return held
