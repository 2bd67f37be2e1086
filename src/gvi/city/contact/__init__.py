"""Call-ins and individual talks of the invented city: who is called and met when, and what comes of it. Seeded."""

from gvi.city.contact.callins import CallInPlan, Nominated, plan_callins
from gvi.city.contact.chosen import Eligible, eligible, injured
from gvi.city.contact.talks import PlannedTalk, plan_talks

__all__ = [
    "CallInPlan",
    "Eligible",
    "Nominated",
    "PlannedTalk",
    "eligible",
    "injured",
    "plan_callins",
    "plan_talks",
]
