"""Speakers and what they say, as pages show them: by role for everybody, by name in the municipality's room alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from gvi.steps.callins.diffs import Piece, changes
from gvi.steps.callins.models import CallIn, RunItem, ScriptVersion, Speaker, SpeakerLink, SpeakerSlot
from gvi.steps.callins.models.joint import Approved
from gvi.steps.callins.queries.plan import starts_at
from gvi.steps.review.queries.words import names_of
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

Version = TypeVar("Version", bound=Approved)
EARLY = timedelta(hours=24)
"""How long before the start a speaker is shown the place."""


@dataclass(frozen=True)
class SlotRow:
    """One place: its state, its script, its page, and, where that may be read, who fills it."""

    slot: SpeakerSlot
    approved: ScriptVersion | None
    latest: ScriptVersion | None
    link: SpeakerLink | None
    speaker: Speaker | None

    @property
    def waits(self) -> bool:
        """Whether the latest version waits for a second member."""
        return self.latest is not None and self.latest.approved_at is None


@dataclass(frozen=True)
class VersionRow:
    """One version: who wrote and approved it, and what it changed."""

    row: Approved
    by: str
    approved_by: str
    pieces: Sequence[Piece]


def find_slot(pk: UUID) -> SpeakerSlot:
    """The place ``pk`` with its call-in; 404 for any other."""
    found = SpeakerSlot.objects.select_related("callin").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def find_script(pk: UUID) -> ScriptVersion:
    """The version ``pk`` of a script; 404 for any other."""
    found = ScriptVersion.objects.select_related("slot").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def slots_of(callin: CallIn, actor: Actor, at: datetime) -> list[SlotRow]:
    """Every place in order: four queries, and the names only for whoever keeps them."""
    slots = list(SpeakerSlot.objects.filter(callin=callin))
    return _rows(slots, actor, at)


def slot_row(slot: SpeakerSlot, actor: Actor, at: datetime) -> SlotRow:
    """One place."""
    (row,) = _rows([slot], actor, at)
    return row


def _rows(slots: list[SpeakerSlot], actor: Actor, at: datetime) -> list[SlotRow]:
    scripts = list(ScriptVersion.objects.filter(slot__in=slots).order_by("number"))
    latest = {row.slot_id: row for row in scripts}
    approved = {row.slot_id: row for row in scripts if row.approved_at}
    open_links = SpeakerLink.objects.filter(slot__in=slots, revoked_at=None, expires_at__gt=at)
    links = {row.slot_id: row for row in open_links}
    keeps = actor.may(Right.KEEP_SPEAKERS)
    speakers = {row.slot_id: row for row in Speaker.objects.filter(slot__in=slots)} if keeps else {}
    return [
        SlotRow(it, approved.get(it.pk), latest.get(it.pk), links.get(it.pk), speakers.get(it.pk))
        for it in slots
    ]


def versions_of(rows: Iterable[Version], texts: Iterable[str]) -> list[VersionRow]:
    """Versions, the latest first, each with what it changed against the one before; ``texts`` say what each says."""
    told = list(zip(rows, texts, strict=True))
    names = names_of(member for row, _text in told for member in (row.by, row.approved_by))
    before = [*(text for _row, text in told[1:]), *([""] if told else [])]
    return [
        VersionRow(
            row=row,
            by=names.get(row.by, ""),
            approved_by=names.get(row.approved_by, "") if row.approved_by else "",
            pieces=changes(earlier, text) if earlier else (),
        )
        for (row, text), earlier in zip(told, before, strict=True)
    ]


@dataclass(frozen=True)
class SpeakerPage:
    """What a speaker's own page shows: the role, when, what to say, and the place when it is time."""

    slot: SpeakerSlot
    script: ScriptVersion | None
    starts: datetime
    speaks: tuple[datetime, ...]
    venue: str
    order: int
    others: tuple[str, ...]


def speaker_page(slot: SpeakerSlot, at: datetime) -> SpeakerPage:
    """The page of ``slot``; the place from 24 hours before the start: three queries."""
    callin = slot.callin
    starts = starts_at(callin)
    said = ScriptVersion.objects.filter(slot=slot, approved_at__isnull=False).order_by("-number").first()
    offsets = RunItem.objects.filter(slot=slot).values_list("offset", flat=True)
    slots = list(SpeakerSlot.objects.filter(callin=callin))
    return SpeakerPage(
        slot=slot,
        script=said,
        starts=starts,
        speaks=tuple(starts + timedelta(minutes=offset) for offset in sorted(offsets)),
        venue=callin.venue if at >= starts - EARLY else "",
        order=[it.pk for it in slots].index(slot.pk) + 1,
        others=tuple(it.get_role_display() for it in slots if it.pk != slot.pk),
    )
