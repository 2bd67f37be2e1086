"""Release a problem analysis without secrets to the joint space: a named decision with a secrecy test (domain.md, J).

The very document leaves, byte for byte and under its own id, so that what was tested is what everybody reads; once, and
one of each period: what differs between two analyses with the same end would tell of single incidents (T34).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gvi.steps.mapping.models import ProblemAnalysis, ReleasedAnalysis, Version
from gvi.steps.review.flows.secrecy_test import record_release, require_test
from gvi.steps.review.models import Release
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


class HoldsSecrets(Refusal):
    """The full version never leaves the room."""

    def __init__(self) -> None:
        super().__init__(_("Bara analysen utan hemliga uppgifter kan lämnas till samverkan."))


class AnalysisReleased(Refusal):
    """It lies in the joint space already."""

    def __init__(self) -> None:
        super().__init__(_("Analysen är redan lämnad. Öppna listan över lämnade problemanalyser."))


class PeriodReleased(Refusal):
    """Another with the same end and language lies in the joint space, be it longer or shorter."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "En problemanalys som slutar samma dag är redan lämnad på det här språket. En till lämnas inte, inte "
                "heller en längre eller kortare, för det som skiljer dem åt kan röja en enda händelse."
            )
        )


class OwnAnalysis(Refusal):
    """Somebody else reads it before it leaves."""

    def __init__(self) -> None:
        super().__init__(_("Du har själv gjort analysen. En annan beslutsfattare lämnar den."))


class MarkMissing(Refusal):
    """A joint document has a registry number and an erasure decision."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field=field)


@dataclass(frozen=True)
class Decision:
    """The secrecy test in words, and how the document is kept."""

    test: str
    registry_number: str
    erasure_decision: str
    secrecy_marking: str = ""


def release_analysis(
    analysis: ProblemAnalysis, decision: Decision, *, by: Actor, at: datetime
) -> ReleasedAnalysis:
    """Let everybody read ``analysis``; its owner is the room it was made in."""
    by.require(Right.RELEASE)
    require_test(decision.test)
    for field in ("registry_number", "erasure_decision"):
        if not getattr(decision, field).strip():
            raise MarkMissing(field)
    if analysis.version != Version.OPEN:
        raise HoldsSecrets
    if analysis.by == own_member(by):
        raise OwnAnalysis
    with transaction.atomic():
        if ReleasedAnalysis.objects.filter(pk=analysis.pk).exists():
            raise AnalysisReleased
        _refuse_a_second(analysis, by)
        record_release(Release.What.ANALYSIS, analysis.pk, decision.test, by=by, at=at)
        made = ReleasedAnalysis.objects.create(
            id=analysis.pk,
            language=analysis.language,
            period_from=analysis.period_from,
            period_until=analysis.period_until,
            pdf=bytes(analysis.pdf),
            owner_id=own_room(by),
            registry_number=decision.registry_number.strip(),
            secrecy_marking=decision.secrecy_marking.strip(),
            erasure_decision=decision.erasure_decision.strip(),
            released_at=at,
            released_by=own_member(by),
        )
        write(Operation.DISCLOSE, "mapping.release_analysis", by=by, kind="analysis", record=made.pk)
    return made


def _refuse_a_second(analysis: ProblemAnalysis, by: Actor) -> None:
    same = ReleasedAnalysis.objects.filter(
        owner_id=own_room(by), period_until=analysis.period_until, language=analysis.language
    )
    if same.exists():
        raise PeriodReleased
