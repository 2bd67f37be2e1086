"""Use cases of review, exit and the decision of erasure."""

from gvi.trust.people.lasting.flows.decide_erasure import decide_erasure
from gvi.trust.people.lasting.flows.leave import leave
from gvi.trust.people.lasting.flows.renew import Renewal, renew

__all__ = ["Renewal", "decide_erasure", "leave", "renew"]
