"""Tables of the log: its events and their seal, and the monthly review."""

from gvi.trust.log.models.events import FAULTY, VERIFIED, WATCHED, WHOLE, Event, Head, Operation, Seal
from gvi.trust.log.models.reviews import (
    LogReview,
    LogReviewAdvice,
    LogReviewItem,
    Outcome,
    ReviewState,
    Verdict,
)

__all__ = [
    "FAULTY",
    "VERIFIED",
    "WATCHED",
    "WHOLE",
    "Event",
    "Head",
    "LogReview",
    "LogReviewAdvice",
    "LogReviewItem",
    "Operation",
    "Outcome",
    "ReviewState",
    "Seal",
    "Verdict",
]
