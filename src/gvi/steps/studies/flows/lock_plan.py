"""Lock the plan of a study: who, when, and when outcomes after the start were first read (science.md, "Evaluation").

A second member locks what another has written, as every version that others rely on is approved (trust.md). The
receipt is signed with the key that signs the log's heads, names a role and an organisation, and is kept as it was given
out. Everybody sees each of the city's own incidents as it is entered: they count as read from the start's first day. Of
a file the day counts on which figures after the start were read in. Whoever locks may name an earlier day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import override

from gvi.science.evaluation import times
from gvi.science.evaluation.plan import Plan
from gvi.science.evaluation.receipt import issue_receipt
from gvi.science.evaluation.times import Step
from gvi.steps.incidents.days import start_of
from gvi.steps.studies.flows.common import held_study, in_hand, refuse_empty, refuse_telling
from gvi.steps.studies.flows.keep_panel import latest_panel
from gvi.steps.studies.models import PanelFile, PlanLock, PlanVersion, Study
from gvi.steps.studies.plan_text import read, starts_of
from gvi.steps.studies.refusals import LaterThanLock, NoPanel, NoPlan, NothingSealed, SecondMemberLocks
from gvi.steps.studies.states import StudyState
from gvi.steps.studies.words import Source
from gvi.trust.log.models import Operation
from gvi.trust.log.seal import seal_key
from gvi.trust.log.signing import NoSealKey
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import Area, Programme
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Marks:
    """How the locked plan is kept as a joint document."""

    registry_number: str
    erasure_decision: str
    secrecy_marking: str = ""


def lock_plan(
    study: Study, marks: Marks, *, by: Actor, at: datetime, read_on: date | None = None
) -> PlanLock:
    """Lock the latest version; ``read_on`` is the day on which somebody says that outcomes were first read."""
    by.require(Right.WRITE_STUDIES)
    if read_on is not None and read_on > localdate(at):
        raise LaterThanLock
    refuse_empty(registry_number=marks.registry_number, erasure_decision=marks.erasure_decision)
    refuse_telling(by, *vars(marks).values())
    with transaction.atomic():
        held = held_study(study.pk, {StudyState.DRAFT})
        version = PlanVersion.objects.filter(study=held).first()
        if version is None:
            raise NoPlan
        if version.by == own_member(by):
            raise SecondMemberLocks
        plan = read(version.text)
        lock = _locked(held, version, plan, marks, read_on, by, at)
        held.state = StudyState.LOCKED
        held.save(update_fields=["state"])
        write(Operation.CHANGE, "studies.lock", by=by, kind="study", record=held.pk)
    return lock


def _locked(
    study: Study,
    version: PlanVersion,
    plan: Plan,
    marks: Marks,
    read_on: date | None,
    by: Actor,
    at: datetime,
) -> PlanLock:
    known = [first_readable(study, plan, at), start_of(read_on) if read_on else None]
    read_at = min((moment for moment in known if moment is not None), default=None)
    return PlanLock.objects.create(
        study=study,
        plan=version,
        panel=figures(study),
        outcomes_read_at=read_at,
        receipt=_receipt(plan, read_at, by, at),
        **vars(marks),
        **in_hand(by, at),
    )


def _receipt(plan: Plan, read_at: datetime | None, by: Actor, at: datetime) -> str:
    try:
        key = seal_key()
    except NoSealKey as error:
        raise NothingSealed from error
    programme = Programme.objects.first()
    with override("sv"):  # a document of the authorities' own, whatever the screen's language is
        role = ", ".join(str(role.label) for role in by.roles)
    receipt = issue_receipt(
        plan,
        locked_at=at,
        locked_by=f"{role}, {by.workspace_name}",
        outcomes_read_at=read_at,
        issuer=programme.name if programme else by.workspace_name,
        key=key.private,
    )
    return receipt.to_json()


def figures(study: Study) -> PanelFile:
    """The latest figures, which the lock binds. Raises ``NoPanel``."""
    panel = latest_panel(study)
    if panel is None:
        raise NoPanel
    return panel


def first_readable(study: Study, plan: Plan, at: datetime) -> datetime | None:
    """When an outcome after the start could first be read in the product; none when none is known to by ``at``."""
    panel = figures(study)
    step = Step(panel.step)
    starts = [times.read(step, text) for text in starts_of(plan)]
    known = [_read_in(panel, step, starts)]
    if study.source == Source.OWN or _known(panel.units) & _known(_own_places()):
        days = [times.first_day(step, start) for start in starts if start is not None]
        known += [moment for day in days if day and (moment := start_of(day)) <= at]
    return min((moment for moment in known if moment is not None), default=None)


def _own_places() -> list[str]:
    """The city and its areas, whose incidents everybody reads."""
    city = Programme.objects.values_list("municipality", flat=True)
    return [*city, *Area.objects.values_list("name", flat=True)]


def _known(units: Iterable[str]) -> frozenset[str]:
    return frozenset(unit.strip().casefold() for unit in units if unit)


def _read_in(panel: PanelFile, step: Step, starts: Sequence[int | None]) -> datetime | None:
    """When figures of the same units, in any study, were first read in from the first start on.

    When no start can be told, when any were. Those of the same study count whatever their units are called.
    """
    rows = PanelFile.objects.values_list("study_id", "units", "step", "last", "at")
    same = _known(panel.units)
    reached = (
        at
        for study, units, own, last, at in rows
        if (study == panel.study_id or _known(units) & same) and _reaches(Step(own), last, step, starts)
    )
    return min(reached, default=None)


def _reaches(own: Step, last: str, step: Step, starts: Sequence[int | None]) -> bool:
    """Whether figures in steps of their ``own`` reach a start in another; what can't be compared counts as reached."""
    end, known = times.read(own, last), [start for start in starts if start is not None]
    if end is None or not known or len(known) < len(starts):
        return True
    after, first = times.first_day(own, end + 1), times.first_day(step, min(known))
    if after is None or first is None:
        return own is not step or end >= min(known)
    return after > first
