"""Keep the figures of a study as they are now: read from a file, or counted anew from the city's own incidents.

Earlier figures stay: what a result was made of can always be read.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gvi.steps.studies.flows.common import held_study, in_hand, refuse_other_rooms
from gvi.steps.studies.models import PanelFile, Study
from gvi.steps.studies.panels.checking import check_panel
from gvi.steps.studies.panels.keeping import refuse_groups, refuse_own_names
from gvi.steps.studies.panels.made import MadePanel
from gvi.steps.studies.panels.own import count_own
from gvi.steps.studies.panels.reading import read_table
from gvi.steps.studies.refusals import StudyMoved
from gvi.steps.studies.words import Source
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import known_names
from gvi.trust.workspaces.rights import Right


def read_in_panel(
    study: Study, name: str, content: bytes, *, by: Actor, at: datetime, unit: str = "", time: str = ""
) -> PanelFile:
    """Read a file in, whole or not at all. Raises ``FileRefused`` or ``PanelFaulty`` with row and column."""
    by.require(Right.WRITE_STUDIES)
    table = read_table(name, content)
    made = check_panel(table, unit, time)
    refuse_groups(table, made.unit_column, known_names(by))
    refuse_own_names(table, made.unit_column)
    with transaction.atomic():
        held = held_study(study.pk)
        refuse_other_rooms(held, by)
        if held.source != Source.FILE:
            raise StudyMoved
        kept = add_panel(held, made, by=by, at=at)
        write(Operation.COLLECT, "studies.read_panel", by=by, kind="study", record=study.pk, count=kept.rows)
    return kept


def latest_panel(study: Study) -> PanelFile | None:
    """The figures as they were kept last: one query."""
    return PanelFile.objects.filter(study=study).order_by("-number").first()


def panel_now(study: Study, *, by: Actor, at: datetime) -> PanelFile | None:
    """The figures to put a plan to: the city's own are counted anew, and kept if they have changed."""
    latest = latest_panel(study)
    if study.source != Source.OWN:
        return latest
    made = count_own(study.unit_of, study.step_of, at=at)
    if latest is not None and latest.sha256 == made.sha256:
        return latest
    return add_panel(study, made, by=by, at=at)


def add_panel(study: Study, made: MadePanel, *, by: Actor, at: datetime) -> PanelFile:
    """The next figures of a study that is held."""
    number = PanelFile.objects.filter(study=study).aggregate(latest=Max("number"))["latest"] or 0
    return PanelFile.objects.create(
        study=study,
        number=number + 1,
        csv=made.csv,
        sha256=made.sha256,
        unit_column=made.unit_column,
        time_column=made.time_column,
        step=made.step.value,
        first=made.first,
        last=made.last,
        units=list(made.units),
        columns=list(made.columns),
        rows=made.rows,
        preliminary_from=made.preliminary_from,
        **in_hand(by, at),
    )
