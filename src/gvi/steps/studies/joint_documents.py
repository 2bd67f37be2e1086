"""Locked plans, extracts and released sentences, as a request for public records finds them."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.studies.models import Extract, PlanLock, ReleasedSentence
from gvi.trust.workspaces.records.documents import JointDocument, register


def locked_plans(since: date, until: date) -> Iterable[JointDocument]:
    """Plans locked on one of the days. One query."""
    within = PlanLock.objects.filter(at__date__gte=since, at__date__lte=until)
    for lock in within.select_related("study").defer("receipt"):
        yield JointDocument(
            title=_("Låst plan för utvärdering %(number)s") % {"number": lock.study.number},
            day=localdate(lock.at),
            owner_id=lock.study.room_id,
            registry_number=lock.registry_number,
            secrecy_marking=lock.secrecy_marking,
            url=reverse("studies:study", args=[lock.study_id]),
        )


def extracts(since: date, until: date) -> Iterable[JointDocument]:
    """Extracts frozen on one of the days. One query."""
    for extract in Extract.objects.filter(at__date__gte=since, at__date__lte=until).defer("content", "files"):
        yield JointDocument(
            title=_("Utvärderarens utdrag %(number)s") % {"number": extract.number},
            day=localdate(extract.at),
            owner_id=extract.room_id,
            registry_number=extract.registry_number,
            secrecy_marking=extract.secrecy_marking,
            url=reverse("studies:extracts"),
        )


def sentences(since: date, until: date) -> Iterable[JointDocument]:
    """Sentences released on one of the days. One query."""
    within = ReleasedSentence.objects.filter(released_at__date__gte=since, released_at__date__lte=until)
    for sentence in within:
        yield JointDocument(
            title=_("Mening om kontakt med grupper, till och med %(until)s")
            % {"until": f"{sentence.period_until}"},
            day=localdate(sentence.released_at),
            owner_id=sentence.owner_id,
            registry_number=sentence.registry_number,
            secrecy_marking=sentence.secrecy_marking,
            url=reverse("studies:home"),
        )


def register_documents() -> None:
    """Called when Django starts."""
    register("studies.locks", locked_plans)
    register("studies.extracts", extracts)
    register("studies.sentences", sentences)
