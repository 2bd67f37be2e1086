"""What is done with a rule in a room: a lawyer verifies, the data protection officer advises, the decider switches."""

from gvi.trust.law.flows.advise_on_rule import advise_on_rule
from gvi.trust.law.flows.common import Words
from gvi.trust.law.flows.disable_rule import disable_rule
from gvi.trust.law.flows.enable_rule import enable_rule
from gvi.trust.law.flows.verify_rule import verify_rule

__all__ = ["Words", "advise_on_rule", "disable_rule", "enable_rule", "verify_rule"]
