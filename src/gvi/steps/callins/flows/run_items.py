"""The run-of-show to the minute: propose, add, change, move, take away (domain.md, "Call-in")."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.plan_checks import in_hand, locked_callin, refuse_empty, refuse_telling
from gvi.steps.callins.models import CallIn, RunItem, SpeakerSlot
from gvi.steps.callins.refusals_plan import RunExists
from gvi.steps.callins.run_of_show import Line, proposal, swapped
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Running:
    """A line of the run-of-show as somebody words it."""

    offset: int
    minutes: int
    title: str
    function: str = ""
    slot: SpeakerSlot | None = None


def propose_run(callin: CallIn, *, by: Actor, at: datetime) -> list[RunItem]:
    """Fill an empty run-of-show with the proposal, and the speakers' places with its roles where there are none."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        current = locked_callin(callin.pk)
        if RunItem.objects.filter(callin=current).exists():
            raise RunExists
        lines = proposal(current.sessions)
        slots = _slots(current, lines, by, at)
        items = RunItem.objects.bulk_create(_item(current, line, slots, by, at) for line in lines)
        write(Operation.COLLECT, "callins.propose_run", by=by, kind="callin", record=callin.pk)
    return items


def _slots(callin: CallIn, lines: list[Line], by: Actor, at: datetime) -> dict[str, SpeakerSlot]:
    """The first place of each role; made from the proposal when there is none at all."""
    held = list(SpeakerSlot.objects.filter(callin=callin))
    if not held:
        spoken = {line.role: line.minutes for line in lines if line.role}
        held = SpeakerSlot.objects.bulk_create(
            SpeakerSlot(callin=callin, position=place, role=role, minutes=minutes, **in_hand(by, at))
            for place, (role, minutes) in enumerate(spoken.items(), start=1)
        )
    return {slot.role: slot for slot in reversed(held)}


def _item(callin: CallIn, line: Line, slots: dict[str, SpeakerSlot], by: Actor, at: datetime) -> RunItem:
    slot = slots.get(line.role) if line.role else None
    function = line.function or (str(line.role.label) if line.role else "")
    return RunItem(
        callin=callin,
        offset=line.offset,
        minutes=line.minutes,
        title=line.title,
        function=function,
        slot=slot,
        **in_hand(by, at),
    )


def add_item(callin: CallIn, running: Running, *, by: Actor, at: datetime) -> RunItem:
    """Add a line."""
    by.require(Right.RUN_CALLIN)
    _check(running, by)
    with transaction.atomic():
        current = locked_callin(callin.pk)
        item = RunItem.objects.create(callin=current, **vars(running), **in_hand(by, at))
        write(Operation.COLLECT, "callins.add_run_item", by=by, kind="callin", record=callin.pk)
    return item


def change_item(item: RunItem, running: Running, *, by: Actor, at: datetime) -> RunItem:
    """Change a line."""
    by.require(Right.RUN_CALLIN)
    _check(running, by)
    with transaction.atomic():
        locked_callin(item.callin_id)
        current = RunItem.objects.select_for_update().get(pk=item.pk)
        for field, value in vars(running).items():
            setattr(current, field, value)
        current.save(update_fields=list(vars(running)))
        write(Operation.CHANGE, "callins.change_run_item", by=by, kind="callin", record=item.callin_id)
    return current


def move_item(item: RunItem, *, by: Actor, at: datetime) -> None:
    """Let ``item`` go before its neighbour above; both keep their length, and the pause between them stays."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        locked_callin(item.callin_id)
        lines = list(RunItem.objects.filter(callin=item.callin_id))
        place = next((number for number, line in enumerate(lines) if line.pk == item.pk), 0)
        if place == 0:
            return
        above, below = lines[place - 1], lines[place]
        above.offset, below.offset = swapped((above.offset, above.minutes), (below.offset, below.minutes))
        RunItem.objects.bulk_update([above, below], ["offset"])
        write(Operation.CHANGE, "callins.move_run_item", by=by, kind="callin", record=item.callin_id)


def remove_item(item: RunItem, *, by: Actor, at: datetime) -> None:
    """Take a line away."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        locked_callin(item.callin_id)
        RunItem.objects.filter(pk=item.pk).delete()
        write(Operation.CHANGE, "callins.remove_run_item", by=by, kind="callin", record=item.callin_id)


def _check(running: Running, by: Actor) -> None:
    refuse_empty(title=running.title)
    refuse_telling(by, running.title, running.function)
