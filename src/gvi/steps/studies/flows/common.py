"""What the flows of studies share: the study held in a state that allows it, joint texts that tell nobody."""

from collections.abc import Collection
from uuid import UUID

from gvi.steps.callins.flows.plan_checks import in_hand
from gvi.steps.studies.models import Study
from gvi.steps.studies.refusals import GroupInStudy, NotOurStudy, ReasonNeeded, StudyMoved
from gvi.steps.studies.states import StudyState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import in_text
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_room

__all__ = ["held_study", "in_hand", "refuse_empty", "refuse_other_rooms", "refuse_telling"]

OPEN = frozenset({StudyState.DRAFT, StudyState.LOCKED})


def held_study(pk: UUID, states: Collection[str] = OPEN) -> Study:
    """The study as it is now, held until the transaction ends; raises ``StudyMoved`` in any other state."""
    current = Study.objects.select_for_update().filter(pk=pk).first()
    if current is None or current.state not in states:
        raise StudyMoved
    return current


def refuse_other_rooms(study: Study, by: Actor) -> None:
    """Only the room that owns a study writes its plan and its figures."""
    if study.room_id != own_room(by):
        raise NotOurStudy


def refuse_telling(by: Actor, *texts: str, field: str = "") -> None:
    """No joint text of a study holds an identity number (T31) or names a group (T34)."""
    refuse_identity_numbers(*texts)
    for name in in_text("\n".join(texts), by).exact:
        raise GroupInStudy(name, field)


def refuse_empty(**texts: str) -> None:
    """Refuse an empty text at its field."""
    for field, text in texts.items():
        if not text.strip():
            raise ReasonNeeded(field)
