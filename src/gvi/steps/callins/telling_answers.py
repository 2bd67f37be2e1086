"""What probation answers police about somebody they named: yes or no to supervision on the day, and whether they came.

Nothing else of the row can be told: not the kind of supervision, its last day or the reason of an absence. The
database holds the same (``sql/invitees.sql``), and that it is told in answer to what named the person.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db.models import OuterRef, Subquery

from gvi.steps.callins.models import Attendance, Invitee
from gvi.steps.callins.states import InviteeState
from gvi.steps.callins.supervising import supervised_on_the_day
from gvi.trust.disclosures.offers import ABSENT, PRESENT, SUPERVISED, UNSUPERVISED, Offered, register
from gvi.trust.law.words import DataClass, Secrecy
from gvi.trust.workspaces.kinds import Kind


def answer_offers(persons: Mapping[UUID, UUID]) -> dict[UUID, list[Offered]]:
    """What may be answered about each person: one query. ``persons`` gives the record each is read under."""
    last = Attendance.objects.filter(invitee=OuterRef("pk")).order_by("-at", "-id").values("mark")[:1]
    rows = (
        Invitee.objects.filter(person__in=list(persons))
        .select_related("callin")
        .annotate(mark=Subquery(last))
    )
    found: dict[UUID, list[Offered]] = defaultdict(list)
    for one in rows.order_by("at", "id"):
        found[persons[one.person_id]] += _offers(one, one.mark or "")
    return found


def supervision_words(one: Invitee) -> str:
    """Yes or no as of the call-in's day: the last day of supervision counts."""
    return SUPERVISED if supervised_on_the_day(one) else UNSUPERVISED


def attendance_words(mark: str) -> str:
    """By the last tap; the reason of an absence is not told. Empty before the first."""
    if not mark:
        return ""
    return PRESENT if mark == InviteeState.ATTENDED else ABSENT


def _offers(one: Invitee, mark: str) -> Iterator[Offered]:
    said = ((DataClass.SUPERVISION, supervision_words(one)), (DataClass.ATTENDANCE, attendance_words(mark)))
    for data_class, text in said:
        if text:
            yield Offered(
                key=f"{data_class.value}:{one.pk}",
                data_class=data_class,
                text=text,
                secrecy=Secrecy.PROBATION,
                answers=one.told_by,
            )


def register_answers() -> None:
    """Called when Django starts."""
    register(answer_offers, Kind.PROBATION)
