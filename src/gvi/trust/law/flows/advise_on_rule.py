"""The data protection officer advises (GDPR art. 39): recorded and shown to whoever decides, never a decision."""

from datetime import datetime

from gvi.trust.law.flows.common import Words, record
from gvi.trust.law.models import RuleAct, RuleVersion
from gvi.trust.law.words import Act
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def advise_on_rule(rule: RuleVersion, words: Words, *, by: Actor, at: datetime) -> RuleAct:
    """Record advice about ``rule`` in ``by``'s room."""
    by.require(Right.ADVISE_ON_RULES)
    return record(Act.ADVISED, rule, words, by=by, at=at, note=True)
