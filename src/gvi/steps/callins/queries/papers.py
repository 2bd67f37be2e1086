"""What stands on the papers of a call-in: always Swedish, never a person or a group."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Count, F, Max
from django.utils.timezone import localdate
from django.utils.translation import override

from gvi.steps.callins.calendar_file import Edition
from gvi.steps.callins.documents.data import (
    BookData,
    DoneLine,
    Head,
    MemoData,
    NotedLine,
    RunData,
    RunLine,
    SaidLine,
    ScriptLine,
)
from gvi.steps.callins.models import CallIn, HeldTotal, RunItem, ScriptVersion, SecurityPlan, SpeakerSlot
from gvi.steps.callins.plan import BY_KEY
from gvi.steps.callins.queries.plan import checklist, said_by_each, starts_at
from gvi.steps.callins.queries.run import noted, run_of
from gvi.steps.callins.words import SlotState
from gvi.steps.review.documents.words import table_time
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Programme

USUAL = timedelta(hours=1)


def ends_at(callin: CallIn) -> datetime:
    """When the last line of the run-of-show ends; an hour after the start where there is none."""
    last: int | None = RunItem.objects.filter(callin=callin).aggregate(last=Max(F("offset") + F("minutes")))[
        "last"
    ]
    return starts_at(callin) + (timedelta(minutes=last) if last and last > 0 else USUAL)


def edition_of(callin: CallIn) -> Edition:
    """How often the call-in has been changed, and when last. One query."""
    changes = apps.get_model("callins", "CallInRevision").objects.filter(pgh_obj=callin)
    told = changes.aggregate(number=Count("pgh_id"), last=Max("pgh_created_at"))
    return Edition(told["number"], told["last"] or callin.at)


def run_data(callin: CallIn, at: datetime) -> RunData:
    """The run-of-show, with what holds of the security plan."""
    plan = SecurityPlan.objects.filter(callin=callin, approved_at__isnull=False).order_by("-number").first()
    lines = tuple(
        RunLine(
            clock=_clock(row.starts),
            minutes=row.item.minutes,
            title=row.item.title,
            function=row.item.function,
            speech=row.item.slot_id is not None,
        )
        for row in run_of(callin)
    )
    return RunData(
        _head(callin, at),
        lines,
        callin.sessions,
        lead=plan.lead if plan else "",
        stop=plan.stop if plan else "",
    )


def book_data(callin: CallIn, at: datetime) -> BookData:
    """Every place in order with what is approved to be said from it."""
    slots = list(SpeakerSlot.objects.filter(callin=callin).exclude(state=SlotState.DECLINED))
    said = {
        row.slot_id: row
        for row in ScriptVersion.objects.filter(slot__in=slots, approved_at__isnull=False).order_by("number")
    }
    run = run_of(callin)
    clocks = {
        slot.pk: tuple(_clock(row.starts) for row in run if row.item.slot_id == slot.pk) for slot in slots
    }
    with override("sv"):
        scripts = tuple(
            ScriptLine(
                place=number,
                role=slot.get_role_display(),
                minutes=slot.minutes,
                clocks=clocks[slot.pk],
                version=said[slot.pk].number if slot.pk in said else 0,
                words=said[slot.pk].words if slot.pk in said else "",
            )
            for number, slot in enumerate(slots, start=1)
        )
    return BookData(_head(callin, at), scripts)


def memo_data(callin: CallIn, words: str, changes: str, *, by: Actor, at: datetime) -> MemoData:
    """All that the memo says, as things stand now."""
    total = HeldTotal.objects.filter(callin=callin).values_list("total", flat=True).first()
    slots = SpeakerSlot.objects.filter(callin=callin, state=SlotState.CONFIRMED)
    with override("sv"):
        return MemoData(
            head=_head(callin, at),
            plan=callin.get_plan_display(),
            sessions=callin.sessions,
            decided_by=callin.decided_by,
            decision=callin.decision,
            written_by=f"{by.name}, {by.workspace_name}",
            words=words,
            changes=changes,
            speakers=tuple(slot.get_role_display() for slot in slots),
            said=_said(callin),
            noted=tuple(
                NotedLine(_capital(one.row.get_kind_display()), one.by, one.row.words)
                for one in noted(callin)
            ),
            checklist=_checklist(callin, by, at),
            total=total,
        )


def _said(callin: CallIn) -> tuple[SaidLine, ...]:
    return tuple(
        SaidLine(
            who=one.who,
            what=_capital(one.verdict.get_verdict_display()) if one.verdict else "Inget besked",
            why=one.verdict.reason if one.verdict else "",
            at=table_time(one.verdict.at) if one.verdict else "",
        )
        for one in said_by_each(callin)
    )


def _checklist(callin: CallIn, by: Actor, at: datetime) -> tuple[DoneLine, ...]:
    """What is done or was due by now: in a locked memo what comes later would be not done for ever."""
    rows = sorted(checklist(callin, by, at), key=lambda row: list(BY_KEY).index(row.item.key))
    return tuple(
        DoneLine(
            what=str(row.step.label),
            who=row.owner,
            due=row.item.due.isoformat(),
            done=row.item.done_on.isoformat() if row.item.done_on else "",
        )
        for row in rows
        if row.item.done_on or row.item.due <= localdate(at)
    )


def _head(callin: CallIn, at: datetime) -> Head:
    programme = Programme.objects.first()
    return Head(
        programme=programme.name if programme else "",
        owner=callin.room.name,
        number=callin.number,
        starts=starts_at(callin),
        venue=callin.venue,
        made_at=at,
    )


def _clock(when: datetime) -> str:
    return f"{when.astimezone(STOCKHOLM):%H.%M}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
