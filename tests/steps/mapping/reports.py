"""Problem analyses as the tests make, release and read them."""

import io
from uuid import UUID

from django.utils import timezone
from pypdf import PdfReader

from gvi.steps.mapping.flows.make_analysis import Wanted, make_analysis
from gvi.steps.mapping.flows.release_analysis import Decision, release_analysis
from gvi.steps.mapping.models import AnalysisRun, Language, ProblemAnalysis, ReleasedAnalysis, Version
from gvi.trust.workspaces.actor import Actor
from tests.cast import Player, in_room

DECISION = Decision(
    test="Inga grupper är namngivna och inga personer går att peka ut.",
    registry_number="A 2026-17",
    erasure_decision="RA-MS 2026:4",
)


def make_as(actor: Actor, version: Version, **wanted: object) -> tuple[ProblemAnalysis, AnalysisRun]:
    """The analysis that ``actor``, inside the room, makes now, and the run that made it."""
    run = make_analysis(Wanted(version, **wanted), by=actor, at=timezone.now())  # type: ignore[arg-type]
    assert run.result is not None
    return ProblemAnalysis.objects.get(pk=UUID(run.result["analysis"])), run


def made_by(
    player: Player, version: Version, language: Language = Language.SWEDISH, **wanted: object
) -> ProblemAnalysis:
    """The same, from outside."""
    with in_room(player) as actor:
        return make_as(actor, version, language=language, **wanted)[0]


def release_as(player: Player, analysis: ProblemAnalysis, decision: Decision = DECISION) -> ReleasedAnalysis:
    """``player`` releases ``analysis``, now."""
    with in_room(player) as actor:
        return release_analysis(analysis, decision, by=actor, at=timezone.now())


def text_of(pdf: bytes | memoryview) -> str:
    """Everything written in a document, its alternative texts and its outline too, with single spaces."""
    reader = PdfReader(io.BytesIO(bytes(pdf)))
    written = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(f"{written} {reader.metadata} {reader.outline}".split())


def reader_of(pdf: bytes | memoryview) -> PdfReader:
    """A document, opened."""
    return PdfReader(io.BytesIO(bytes(pdf)))
