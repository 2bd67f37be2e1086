"""The joint minutes, as a request for public records finds them: whose they are, and how they are marked."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.review.models import Meeting
from gvi.trust.workspaces.records.documents import JointDocument, register


def joint_minutes(since: date, until: date) -> Iterable[JointDocument]:
    """Minutes of meetings that were closed on one of the days. One query."""
    held = Meeting.objects.filter(joint_minutes__isnull=False, owner__isnull=False, closed_at__isnull=False)
    within = held.filter(closed_at__date__gte=since, closed_at__date__lte=until)
    for meeting in within.only("number", "closed_at", "owner", "registry_number", "secrecy_marking"):
        if meeting.closed_at and meeting.owner_id:
            yield JointDocument(
                title=_("Gemensamma minnesanteckningar, händelsegenomgång %(number)s")
                % {"number": meeting.number},
                day=localdate(meeting.closed_at),
                owner_id=meeting.owner_id,
                registry_number=meeting.registry_number,
                secrecy_marking=meeting.secrecy_marking,
                url=reverse("review:joint_minutes", args=[meeting.pk]),
            )


def register_documents() -> None:
    """Called when Django starts."""
    register("review.minutes", joint_minutes)
