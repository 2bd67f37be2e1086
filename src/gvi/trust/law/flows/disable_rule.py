"""The decision maker for rules switches a version off: what it carries stops the same moment (trust.md, T29)."""

from datetime import datetime

from gvi.trust.law.flows.common import Words, record
from gvi.trust.law.models import RuleAct, RuleVersion
from gvi.trust.law.queries import is_on
from gvi.trust.law.refused import NotOn
from gvi.trust.law.words import Act
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right


def disable_rule(rule: RuleVersion, words: Words, *, by: Actor, at: datetime) -> RuleAct:
    """Switch ``rule`` off in ``by``'s room; the note says why. What was disclosed by it before stands."""
    by.require(Right.ENABLE_RULES)
    if not is_on(rule, own_room(by)):
        raise NotOn
    return record(Act.DISABLED, rule, words, by=by, at=at, note=True)
