"""The likely earlier incident of the one at hand, with its rule (screens.md, "Genomgång"; science.md, "Chains").

The latest earlier incident within the window in which the sides were reversed. A suggestion to people: shown while
nobody has said yes or no, and no judgement holds an answer.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from gvi.science.chains.suggestion import WINDOW_DAYS, likely_earlier
from gvi.science.chains.suggestion import Incident as Sided
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.flows.answer_suggestion import Suggestion
from gvi.steps.review.models import AnswerVerdict, Judgement, JudgementSide, Side


def suggested_answer(incident: Incident, *, lang: str = "sv") -> Suggestion | None:
    """The suggestion that nobody has answered yet, if there is one: at most four queries."""
    latest = Judgement.objects.filter(incident=incident).order_by("-version").first()
    if latest is None or latest.answer_to_id:
        return None
    now = _pairs([incident], [latest.pk])
    found = [one for row in now if (one := likely_earlier(row, _earlier(incident))) is not None]
    if not found:
        return None
    best = min(found, key=lambda one: one.days)
    earlier = Incident.objects.select_related("area").get(pk=best.answers)
    if AnswerVerdict.objects.filter(incident=incident, earlier=earlier).exists():
        return None
    return Suggestion(incident, earlier, best.window_days, best.sentence(lang))


def _earlier(incident: Incident) -> list[Sided]:
    within = Incident.objects.filter(
        occurred_at__lt=incident.occurred_at,
        occurred_at__gte=incident.occurred_at - timedelta(days=WINDOW_DAYS),
    )
    rows = list(within.exclude(state=State.UNFOUNDED))
    newest = Judgement.objects.filter(incident__in=rows).order_by("incident_id", "-version")
    return _pairs(rows, newest.distinct("incident_id").values_list("pk", flat=True))


def _pairs(incidents: Iterable[Incident], judgements: Iterable[UUID]) -> list[Sided]:
    """One row for each acting and suffering group of each incident."""
    at = {one.pk: one.occurred_at for one in incidents}
    sides: dict[UUID, dict[str, list[UUID]]] = {}
    rows = JudgementSide.objects.filter(judgement__in=list(judgements)).order_by("group")
    for judged, side, group in rows.values_list("judgement__incident_id", "side", "group_id"):
        sides.setdefault(judged, {Side.ACTING: [], Side.SUFFERING: []})[side].append(group)
    return [
        Sided(str(pk), at[pk], str(actor), str(target))
        for pk, both in sides.items()
        for actor in both[Side.ACTING]
        for target in both[Side.SUFFERING]
    ]
