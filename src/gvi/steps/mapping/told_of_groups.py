"""What the problem analysis tells on a group's own page: the latest audit that covered it, and a decision about it.

Groups lie below and know neither (house.md, "Floors"); the page says in a line each what a coordinator asks first.
"""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gvi.steps.groups.told_elsewhere import Line, register
from gvi.steps.mapping.models import AuditGroup, MostViolent
from gvi.steps.mapping.states import AuditState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def latest_audit(actor: Actor, group: UUID) -> Iterator[Line]:
    """When the group was last gone through, and what that came to."""
    if not actor.may(Right.READ_MAPPING):
        return
    covered = AuditGroup.objects.filter(group=group, audit__state=AuditState.APPROVED)
    last = covered.select_related("audit").order_by("-audit__planned_on").first()
    label = _("Senaste gruppgenomgång")
    if last is None:
        yield Line(label, _("ingen godkänd än"))
        return
    day = date_format(last.audit.planned_on, "j F Y")
    words = _("%(day)s: %(changed)s") % {"day": day, "changed": last.get_changed_display()}
    yield Line(label, words, reverse("mapping:audit", args=[last.audit_id]))


def decided_most_violent(actor: Actor, group: UUID) -> Iterator[Line]:
    """That the group is the one decided on now, if it is: a decision by people, with its day."""
    if not actor.may(Right.READ_MAPPING):
        return
    now = MostViolent.objects.order_by("-decided_on", "-at").first()
    if now and now.group_id == group:
        day = date_format(now.decided_on, "j F Y")
        yield Line(_("Mest våldsdrivande grupp"), _("beslutat %(day)s") % {"day": day})


def register_lines() -> None:
    """Called when Django starts."""
    register("mapping.audit", latest_audit)
    register("mapping.most_violent", decided_most_violent)
