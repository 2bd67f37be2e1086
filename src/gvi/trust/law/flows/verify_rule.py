"""A lawyer states that the text of a version says what the law says, and signs it by name and function."""

from datetime import datetime

from gvi.trust.law.flows.common import Words, record
from gvi.trust.law.models import RuleAct, RuleVersion
from gvi.trust.law.words import Act
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def verify_rule(rule: RuleVersion, words: Words, *, by: Actor, at: datetime) -> RuleAct:
    """Record that ``rule`` has been verified for ``by``'s room. It is still off."""
    by.require(Right.VERIFY_RULES)
    return record(Act.VERIFIED, rule, words, by=by, at=at, note=False)
