"""The decision maker for rules switches a version on, once somebody else has verified it (trust.md, T03)."""

from datetime import datetime

from gvi.trust.law.flows.common import Words, record
from gvi.trust.law.models import RuleAct, RuleVersion
from gvi.trust.law.queries import in_force, is_on
from gvi.trust.law.refused import AlreadyOn, NotInForce, NotVerified
from gvi.trust.law.words import Act
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import day_of
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


def enable_rule(rule: RuleVersion, words: Words, *, by: Actor, at: datetime) -> RuleAct:
    """Switch ``rule`` on in ``by``'s room from now on; the words say who decided."""
    by.require(Right.ENABLE_RULES)
    verified = RuleAct.objects.filter(workspace=own_room(by), rule=rule, act=Act.VERIFIED)
    if not verified.exclude(by=own_member(by)).exists():
        raise NotVerified
    if not in_force(day_of(at)).filter(pk=rule.pk).exists():
        raise NotInForce
    if is_on(rule, own_room(by)):
        raise AlreadyOn
    return record(Act.ENABLED, rule, words, by=by, at=at, note=False)
