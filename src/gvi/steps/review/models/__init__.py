"""Tables of the review, by the space they lie in: ``joint`` and ``sealed``."""

from gvi.steps.review.models.joint import Meeting, MonthFigures, Task
from gvi.steps.review.models.sealed import (
    AcuteStep,
    AnswerVerdict,
    Certainty,
    Gmi,
    Judgement,
    JudgementSide,
    Motive,
    PoliceMinutes,
    QuickReview,
    Release,
    SealedTask,
    Side,
)

__all__ = [
    "AcuteStep",
    "AnswerVerdict",
    "Certainty",
    "Gmi",
    "Judgement",
    "JudgementSide",
    "Meeting",
    "MonthFigures",
    "Motive",
    "PoliceMinutes",
    "QuickReview",
    "Release",
    "SealedTask",
    "Side",
    "Task",
]
