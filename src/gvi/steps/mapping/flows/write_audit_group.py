"""Write what the audit came to about one group: unchanged, changed, or that it should rest or end, in words.

Nothing follows by itself: to merge, split or dissolve a group is a decision of its own. May be rewritten until the
minutes are approved; who wrote first stays, and the log keeps who wrote again.
"""

from datetime import datetime

from django.db import transaction

from gvi.steps.groups.flows.checks import refuse_ended, refuse_persons
from gvi.steps.groups.models import Group
from gvi.steps.mapping.audit_refusals import WordsMissing
from gvi.steps.mapping.flows.audit_checks import locked_audit
from gvi.steps.mapping.models import Audit, AuditGroup, Changed
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def write_group(
    audit: Audit, group: Group, changed: Changed, words: str = "", *, by: Actor, at: datetime
) -> AuditGroup:
    """Write it, or write it anew."""
    by.require(Right.WRITE_MAPPING)
    words = words.strip()
    refuse_persons(words, "words")
    if changed != Changed.SAME and not words:
        raise WordsMissing
    with transaction.atomic():
        current = locked_audit(audit, AuditState.RUNNING)
        row = AuditGroup.objects.select_for_update().filter(audit=current, group=group).first()
        if row is None:
            refuse_ended(group)
            row = AuditGroup(audit=current, group=group, **signed(by, at))
        row.changed, row.words = changed, words
        row.save()
        write(Operation.CHANGE, "mapping.audit_group", by=by, kind="group", record=group.pk)
    return row
