"""How far each name on the list has come towards probation, and what probation has answered by a disclosure.

Nothing is matched by name: an answer says which of the room's own disclosures it answers, and that one's ground says
about whom it was. What can no longer be read tells nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, TextChoices
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.nominees import NomineeRow, nominees_of
from gvi.steps.callins.states import NomineeState
from gvi.trust.disclosures.models import Disclosure, DisclosureMove, DraftLine, Item
from gvi.trust.disclosures.offers import ABSENT, PRESENT, SUPERVISED, UNSUPERVISED
from gvi.trust.disclosures.states import Move, Outcome
from gvi.trust.law.steps import Step
from gvi.trust.law.words import DataClass
from gvi.trust.workspaces.kinds import Kind

TAKEN_BACK = (Move.WITHDRAWN, Move.CORRECTED)


class Stage(TextChoices):
    """How far a name has come."""

    NOT_SENT = "not_sent", _("inte lämnad")
    DRAFTED = "drafted", _("utkast till beslut")
    SENT = "sent", _("lämnad, inget svar än")
    ANSWERED = "answered", _("besvarad")


@dataclass(frozen=True)
class Handed:
    """One on the list, how far the name has come, and the answers: None where nothing can be read."""

    nominee: NomineeRow
    stage: Stage
    supervised: bool | None
    attended: bool | None


def handed(callin: CallIn, *, reader: UUID | None, day: date) -> list[Handed]:
    """The approved, by name, and whoever was named before leaving the list: nine queries."""
    rows = [row for row in nominees_of(callin, reader=reader, day=day) if row.on_list]
    return handed_of(rows)


def handed_of(rows: list[NomineeRow]) -> list[Handed]:
    """How far each of ``rows`` has come: four queries."""
    sent, drafted = _sent(rows), _drafted(rows)
    told = _answers([pk for found in sent.values() for pk in found])
    found = []
    for row in rows:
        answers = {text for pk in sent[row.root] for text in told[pk]}
        stage = Stage.SENT if sent[row.root] else Stage.DRAFTED if row.root in drafted else Stage.NOT_SENT
        supervised = _yes_or_no(answers, SUPERVISED, UNSUPERVISED)
        attended = _yes_or_no(answers, PRESENT, ABSENT)
        if sent[row.root] and (supervised is not None or attended is not None):
            stage = Stage.ANSWERED
        found.append(Handed(row, stage, supervised, attended))
    return [one for one in found if one.nominee.row.state == NomineeState.APPROVED or sent[one.nominee.root]]


def _yes_or_no(answers: Iterable[str], yes: str, no: str) -> bool | None:
    told = set(answers)
    return True if yes in told else False if no in told else None


def _sent(rows: list[NomineeRow]) -> dict[UUID, list[UUID]]:
    """The room's own disclosures that named each person to probation since the nomination, and still hold."""
    since = {row.root: localdate(row.row.at) for row in rows}
    back = DisclosureMove.objects.filter(disclosure=OuterRef("pk"), move__in=TAKEN_BACK)
    root = Coalesce("ground__person__merged_into_id", F("ground__person_id"))
    told = Disclosure.objects.filter(
        ~Exists(back),
        outcome=Outcome.DECIDED,
        receiver__kind=Kind.PROBATION,
        rule__steps__contains=[Step.NOMINEES],
        ground__isnull=False,
    ).annotate(root=root)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for pk, who, at in told.filter(root__in=list(since)).values_list("pk", "root", "decided_at"):
        if localdate(at) >= since[who]:
            found[who].append(pk)
    return found


def _drafted(rows: list[NomineeRow]) -> set[UUID]:
    """Whoever stands in a draft to probation that somebody in the room is writing."""
    root = Coalesce("person__merged_into_id", F("person_id"))
    lines = DraftLine.objects.filter(draft__receiver__kind=Kind.PROBATION).annotate(root=root)
    return set(lines.filter(root__in=[row.root for row in rows]).values_list("root", flat=True))


def _answers(sent: list[UUID]) -> dict[UUID, set[str]]:
    """What probation's answers say, by what they answer, while they can be read."""
    asked = (DataClass.SUPERVISION, DataClass.ATTENDANCE)
    items = Item.objects.filter(disclosure__in_answer_to__in=sent, data_class__in=asked)
    found: dict[UUID, set[str]] = defaultdict(set)
    for answered, text in items.values_list("disclosure__in_answer_to", "text"):
        if answered:
            found[answered].add(text)
    return found


def supervised_of(callin: CallIn, *, reader: UUID | None, day: date) -> frozenset[UUID]:
    """Those whom probation has answered yes about."""
    return frozenset(one.nominee.root for one in handed(callin, reader=reader, day=day) if one.supervised)
