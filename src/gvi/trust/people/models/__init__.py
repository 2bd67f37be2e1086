"""Tables of persons: the person and what is said of them, and the rituals around (W)."""

from gvi.trust.people.models.person import Officer, Person, PersonReview, PersonRole, Statement
from gvi.trust.people.models.retention import ErasureProtocol, RetentionRun, Tombstone
from gvi.trust.people.models.rituals import Batch, BatchRow, ErasureDecision, ExtractRequest, Pair

__all__ = [
    "Batch",
    "BatchRow",
    "ErasureDecision",
    "ErasureProtocol",
    "ExtractRequest",
    "Officer",
    "Pair",
    "Person",
    "PersonReview",
    "PersonRole",
    "RetentionRun",
    "Statement",
    "Tombstone",
]
