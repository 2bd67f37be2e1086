"""Make a problem analysis: one click, a PDF kept as it was made (domain.md, "Groups"; screens.md, "Every long job").

What is few is written at once; a register is left to ``gvi worker``. The version without secrets ends at a month end at
least thirty days old, and first freezes the counts of persons of the quarter before it, if nobody has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import polars as pl
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.science.concentration import Concentration, concentration
from gvi.steps.groups.models import Source
from gvi.steps.incidents.queries.months import month_after
from gvi.steps.mapping.analyses import Method, Told
from gvi.steps.mapping.documents import Cover, FullAnalysis, OpenAnalysis, full_pdf, open_pdf
from gvi.steps.mapping.flows.ask_analysis import AT_ONCE, ask_analysis
from gvi.steps.mapping.flows.freeze_counts import freeze_counts
from gvi.steps.mapping.models import Analysis, AnalysisRun, Language, ProblemAnalysis, Version
from gvi.steps.mapping.queries import chains
from gvi.steps.mapping.queries.concentration import FEW, SHARES, TOP, Units
from gvi.steps.mapping.queries.facts import within
from gvi.steps.mapping.queries.report.groups import WINDOW, groups_of
from gvi.steps.mapping.queries.report.incidents import incidents_of
from gvi.steps.mapping.queries.report.opened import old_enough, opened, quarter_end_by
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models import Programme, Workspace
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

MANY = 5_000


class EverySourceCounts(Refusal):
    """The difference between two versions without secrets would tell what one source has told."""

    def __init__(self) -> None:
        super().__init__(
            _('Analysen utan hemliga uppgifter räknar alltid med alla källor. Välj "räkna alla källor".'),
            field="without",
        )


@dataclass(frozen=True)
class Wanted:
    """Which analysis, of so many ``months``; ``without`` is a source of incidents, ``source`` one of groups.

    The version without secrets leaves no source out.
    """

    version: Version
    language: Language = Language.SWEDISH
    months: int = 12
    without: str = ""
    source: UUID | None = None


def make_analysis(wanted: Wanted, *, by: Actor, at: datetime, at_once: int = AT_ONCE) -> AnalysisRun:
    """Have the analysis made; the run is done, or on its way when there are more incidents than ``at_once``."""
    by.require(Right.READ_MAPPING)
    if wanted.version == Version.OPEN and (wanted.without or wanted.source):
        raise EverySourceCounts
    since, until = period_of(wanted, localdate(at))
    if wanted.version == Version.OPEN:
        freeze_counts(quarter_end_by(until), by=by, at=at)
    asked = {
        "version": str(wanted.version),
        "language": str(wanted.language),
        "since": f"{since}",
        "until": f"{until}",
        "without": wanted.without,
        "source": f"{wanted.source or ''}",
        "room": Workspace.objects.get(pk=own_room(by)).name,
        "at": at.isoformat(),
    }
    return ask_analysis(Analysis.REPORT, asked, by=by, at=at, at_once=at_once)


def period_of(wanted: Wanted, today: date) -> tuple[date, date]:
    """Whole months and the one that goes on; without secrets whole months only, the last old enough to be told of.

    >>> [f"{day}" for day in period_of(Wanted(Version.FULL), date(2026, 11, 23))]
    ['2025-11-01', '2026-11-23']
    >>> [f"{day}" for day in period_of(Wanted(Version.OPEN), date(2026, 11, 23))]
    ['2025-10-01', '2026-09-30']
    """
    until = old_enough(today) if wanted.version == Version.OPEN else today
    year, month = divmod(until.year * 12 + until.month - 1 - wanted.months, 12)
    first = date(year, month + 1, 1)
    return (month_after(first) if wanted.version == Version.OPEN else first), until


def rows(asked: Mapping[str, Any]) -> int:
    """How many incidents there are, counted no further than ``MANY``; a full one reads those of its chains too."""
    return within(*_days(asked))[:MANY].count()


def read(asked: Mapping[str, Any]) -> FullAnalysis | OpenAnalysis:
    """Everything the document tells, as plain values: about fifty queries, however many rows there are."""
    (since, until), without = _days(asked), asked["without"]
    cover, today = _cover(asked), localdate(datetime.fromisoformat(asked["at"]))
    incidents = incidents_of(since, until, today, without)
    if asked["version"] == Version.OPEN:
        return OpenAnalysis(cover, incidents, opened(since, until))
    source = UUID(asked["source"]) if asked["source"] else None
    groups = groups_of(since, until, incidents.all.confirmed, without, source)
    return FullAnalysis(cover, incidents, groups)


def work(analysis: FullAnalysis | OpenAnalysis, asked: Mapping[str, Any], told: Told) -> bytes:
    """Measure and write: the PDF."""
    areas = _measured(analysis.incidents.areas)
    told(10)
    if isinstance(analysis, OpenAnalysis):
        counts = analysis.opened.counts
        return open_pdf(analysis, {"groups": _measured(Units((), counts)), "areas": areas})
    acting, either = _measured(analysis.groups.acting), _measured(analysis.groups.either)
    told(30)
    found = _chains(analysis.groups.chain_rows)
    told(80)
    return full_pdf(analysis, {"acting": acting, "either": either, "areas": areas}, found)


def keep(pdf: bytes, asked: Mapping[str, Any], by: Actor, at: datetime) -> dict[str, Any]:
    """Put the document where it stays."""
    since, until = _days(asked)
    made = ProblemAnalysis.objects.create(
        version=asked["version"],
        language=asked["language"],
        period_from=since,
        period_until=until,
        without_source=_cover(asked).without,
        pdf=pdf,
        **signed(by, at),
    )
    write(Operation.COLLECT, "mapping.make_analysis", by=by, kind="analysis", record=made.pk)
    return {"analysis": f"{made.pk}"}


def _days(asked: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"])


def _cover(asked: Mapping[str, Any]) -> Cover:
    (since, until), programme = _days(asked), Programme.objects.first()
    source = Source.objects.filter(pk=asked["source"]).first() if asked["source"] else None
    return Cover(
        programme=programme.name if programme else "",
        room=asked["room"],
        since=since,
        until=until,
        made_at=datetime.fromisoformat(asked["at"]),
        language=asked["language"],
        without=source.name if source else asked["without"],
    )


def _measured(units: Units) -> Concentration | None:
    """The first few where units are few, else shares of them; None without an event."""
    n = len(units.counts)
    if not sum(units.counts):
        return None
    if n <= FEW:
        return concentration(units.counts, shares=(), top=tuple(k for k in TOP if k <= n))
    return concentration(units.counts, shares=SHARES, top=(3,))


def _chains(incidents: pl.DataFrame) -> dict[str, Any]:
    return chains.work(incidents, {"window": WINDOW}, lambda done: None)


METHOD = Method(rows=rows, read=read, work=work, keep=keep)
