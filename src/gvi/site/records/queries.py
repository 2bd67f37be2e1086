"""Requests for public records: the list, one of them, its documents by owner, and what waits for the own room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import RecordPart, RecordRequest, Workspace
from gvi.trust.workspaces.records.documents import JointDocument, joint_documents
from gvi.trust.workspaces.records.states import PartState, RequestState
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait


@dataclass(frozen=True)
class OwnersPart:
    """The documents that one authority owns, and whether it has answered."""

    owner: str
    mine: bool
    documents: tuple[JointDocument, ...]
    part: RecordPart | None = None


def requests_for(actor: Actor) -> QuerySet[RecordRequest]:
    """Every request, those that wait for the actor's room first, then open ones, then the latest. One query."""
    own = RecordPart.objects.filter(request=OuterRef("pk"), owner=actor.workspace_id, state=PartState.WAITING)
    return (
        RecordRequest.objects.select_related("receiver")
        .annotate(mine=Exists(own), left=Count("parts", filter=Q(parts__state=PartState.WAITING)))
        .order_by("-mine", F("closed_at").desc(nulls_first=True), "-made_at", "id")
    )


def find_request(pk: UUID, *, lock: bool = False) -> RecordRequest:
    """One request; 404 if there is none."""
    rows = RecordRequest.objects.select_for_update(of=("self",)) if lock else RecordRequest.objects.all()
    found = rows.select_related("receiver").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def by_owner(request: RecordRequest) -> dict[UUID, list[JointDocument]]:
    """The joint documents from the days that the request is about, by the room that owns them."""
    found: dict[UUID, list[JointDocument]] = {}
    for document in joint_documents(request.since, request.until):
        found.setdefault(document.owner_id, []).append(document)
    return found


def parts_of(request: RecordRequest, actor: Actor) -> list[OwnersPart]:
    """What was found, owner by owner: as it is now, or as it was when the request was routed."""
    if request.state == RequestState.RECEIVED:
        found = by_owner(request)
        names = dict(Workspace.objects.filter(pk__in=found).values_list("pk", "name"))
        parts = [OwnersPart(names[pk], pk == actor.workspace_id, tuple(them)) for pk, them in found.items()]
        return sorted(parts, key=lambda part: part.owner)
    kept = RecordPart.objects.filter(request=request).select_related("owner")
    return [
        OwnersPart(part.owner.name, part.owner_id == actor.workspace_id, tuple(_kept(part)), part)
        for part in kept
    ]


def _kept(part: RecordPart) -> Iterable[JointDocument]:
    for told in part.documents:
        day = datetime.fromisoformat(told["day"]).date()
        yield JointDocument(told["title"], day, part.owner_id, told["registry"], told["marking"], told["url"])


def waits(actor: Actor, now: datetime) -> Iterable[Wait]:
    """What the own room is to answer."""
    if not actor.may(Right.HANDLE_RECORD_REQUEST):
        return
    own = RecordPart.objects.filter(owner=actor.workspace_id, state=PartState.WAITING)
    for part in own.select_related("request").order_by("request__received_on")[:5]:
        yield Wait(
            _("Begäran om allmän handling %(number)s väntar på ert svar")
            % {"number": part.request.reference},
            _("Öppna"),
            reverse("records:request", args=[part.request_id]),
            why=_("Frågan ska prövas skyndsamt av den myndighet som har handlingen."),
        )
