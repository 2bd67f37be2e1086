"""One record of each kind, so that every route that names a record can be opened in the matrix test."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import ContextEvent, Incident
from gvi.steps.review.models import Meeting, SealedTask, Task
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Area, Deputyship, DeviceReset
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, in_room
from tests.site.matrix import Route

STAFF = ("member", "grant", "deputyship", "reset")


@dataclass
class Samples:
    """Values for the paths, by route name or by the path's own word; ``of_room``: only that room finds the record."""

    by_word: dict[str, Any] = field(default_factory=dict)
    by_route: dict[str, dict[str, Any]] = field(default_factory=dict)
    of_room: dict[str, Kind] = field(default_factory=dict)

    def values(self, route: Route) -> dict[str, Any]:
        """The values that ``route`` needs."""
        own = self.by_route.get(route.name, {})
        return {word: own.get(word, self.by_word.get(word)) for word in route.values}

    def is_id(self, word: str) -> bool:
        """Whether the word of a path stands for a record's id."""
        return isinstance(self.by_word.get(word), UUID)


def make_samples(cast: Cast) -> Samples:
    """An incident, a group, a meeting, a task … in the cast's own rooms."""
    police = cast[Kind.POLICE, Role.COORDINATOR]
    now = timezone.now()
    incident = Incident.objects.create(
        occurred_at=now, kind="shooting", source="own", source_id="1", reported_at=now, dead=1
    )
    group = Group.objects.create(code_name="Sälg", own_row=True)
    meeting = Meeting.objects.create(number=1, planned_at=now)
    task = Task.objects.create(
        title="Ring", owner=police.member.workspace, due=now + timedelta(days=1), made_at=now, group=group
    )
    context = ContextEvent.objects.create(kind="law", title="Ny lag", starts=now.date())
    with in_room(police) as actor:
        sealed = SealedTask.objects.create(
            workspace_id=actor.workspace_id, by=actor.member_id, at=now, title="Samtal", due=now, group=group
        )
    words = {
        "incident": incident.pk,
        "group": group.pk,
        "meeting": meeting.pk,
        "task": task.pk,
        "sealed_task": sealed.pk,
        "context": context.pk,
        **_staff(cast),
    }
    return Samples(by_word=words, of_room=dict.fromkeys(STAFF, Kind.POLICE))


def _staff(cast: Cast) -> dict[str, Any]:
    """A member of the police with a role, a deputy and a lost device; an area; a link that leads nowhere."""
    member, colleague = (cast[Kind.POLICE, role].member for role in (Role.COORDINATOR, Role.ANALYST))
    today = timezone.localdate()
    deputyship = Deputyship.objects.create(
        principal=cast[Kind.POLICE, Role.PATROL_LEADER].member,
        deputy=member,
        starts=today,
        ends=today + timedelta(days=5),
    )
    reset = DeviceReset.objects.create(
        member=member, reason="x", requested_at=timezone.now(), requested_by=colleague
    )
    return {
        "member": member.pk,
        "grant": member.grants.get().pk,
        "deputyship": deputyship.pk,
        "reset": reset.pk,
        "area": Area.objects.create(name="Norra torget").pk,
        "secret": "finns-inte",
        "pk": 1,
        "provider_id": "eid",
        "organization_slug": "eid",
    }
