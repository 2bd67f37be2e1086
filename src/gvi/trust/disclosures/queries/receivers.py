"""To whom something may be disclosed today, and in words why not: the agreement, the other room, the rules.

Said before anybody types (trust.md, "Law as data"; T29). No person here.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.disclosures.models import Agreement
from gvi.trust.disclosures.queries.agreements import in_force
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.queries import enabled_rules
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, Kind
from gvi.trust.workspaces.models import Workspace

ON = "select w.id from workspaces_workspace w where gvi.room_is_on(w.id)"


@dataclass(frozen=True)
class Standing:
    """One other room: the agreement in force, whether the room is on, and the rules that lead there."""

    room: Workspace
    agreement: Agreement | None
    is_on: bool
    rules: tuple[RuleVersion, ...]

    @property
    def hindrance(self) -> str:
        """Why nothing can be begun, in a sentence; empty when there is a road."""
        if not self.is_on:
            return _("%(room)s är avstängd: myndigheten har inte slagit på sin arbetsyta.") % self._named
        if self.agreement is None:
            return (
                _("Det finns ingen bekräftad överenskommelse mellan er och %(room)s som gäller i dag.")
                % self._named
            )
        if not self.rules:
            return _("Ingen regel för utlämnande till %(room)s är påslagen hos er.") % self._named
        return ""

    @property
    def _named(self) -> dict[str, str]:
        return {"room": self.room.name}


def receivers(actor: Actor, day: date) -> list[Standing]:
    """Every other room that may hold a person, by name."""
    others = Workspace.objects.filter(kind__in=sorted(WITH_PERSON_ROUTES)).exclude(pk=own_room(actor))
    agreed, on = in_force(actor, day), _rooms_on()
    kinds = {room.kind: tuple(enabled_rules(actor, Kind(room.kind), day)) for room in others}
    return [Standing(room, agreed.get(room.pk), room.pk in on, kinds[room.kind]) for room in others]


def standing_of(room: Workspace, *, by: Actor, at: datetime) -> Standing:
    """The same for one room."""
    day = timezone.localdate(at)
    rules = tuple(enabled_rules(by, Kind(room.kind), day))
    return Standing(room, in_force(by, day).get(room.pk), room.pk in _rooms_on(), rules)


def _rooms_on() -> set[object]:
    with connection.cursor() as cursor:
        cursor.execute(ON)
        return {row[0] for row in cursor.fetchall()}
