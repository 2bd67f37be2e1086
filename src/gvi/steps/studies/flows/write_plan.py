"""Write the plan of a study: checked, hashed and kept as a version of its own.

One version is locked and stays as it is. A version written after it is another plan: what it gives is told as a
deviation, with what differs.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gvi.steps.studies.flows.common import held_study, in_hand, refuse_other_rooms, refuse_telling
from gvi.steps.studies.flows.keep_panel import latest_panel
from gvi.steps.studies.models import PlanVersion, Study
from gvi.steps.studies.plan_text import check_fits, read
from gvi.steps.studies.refusals import NoPanel
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def write_plan(study: Study, text: str, *, by: Actor, at: datetime) -> PlanVersion:
    """Keep ``text`` as the next version; the same text as the latest is that version."""
    by.require(Right.WRITE_STUDIES)
    text = text.replace("\r\n", "\n").strip() + "\n"
    refuse_telling(by, text, field="text")
    plan = read(text)
    with transaction.atomic():
        held = held_study(study.pk)
        refuse_other_rooms(held, by)
        panel = latest_panel(held)
        if panel is None:
            raise NoPanel
        check_fits(plan, panel)
        latest = PlanVersion.objects.filter(study=held).first()
        if latest is not None and latest.sha256 == plan.sha256:
            return latest
        number = PlanVersion.objects.filter(study=held).aggregate(latest=Max("number"))["latest"] or 0
        written = PlanVersion.objects.create(
            study=held, number=number + 1, text=text, sha256=plan.sha256, **in_hand(by, at)
        )
        write(Operation.CHANGE, "studies.write_plan", by=by, kind="study", record=held.pk)
    return written
