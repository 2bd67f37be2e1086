"""Tables of disclosures: agreements between rooms, the sender's drafts, and the two-sided decision."""

from gvi.trust.disclosures.models.agreements import Agreement, OnCall
from gvi.trust.disclosures.models.decisions import Disclosure, DisclosureMove, Ground, Item
from gvi.trust.disclosures.models.drafts import Draft, DraftLine

__all__ = [
    "Agreement",
    "Disclosure",
    "DisclosureMove",
    "Draft",
    "DraftLine",
    "Ground",
    "Item",
    "OnCall",
]
