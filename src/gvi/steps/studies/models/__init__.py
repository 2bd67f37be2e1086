"""The step's tables: what is joint, and what police keep for themselves."""

from gvi.steps.studies.models.joint import (
    Extract,
    PanelFile,
    PlanLock,
    PlanVersion,
    ReleasedSentence,
    Study,
    StudyReport,
    StudyRun,
)
from gvi.steps.studies.models.sealed import WedgeRun

__all__ = [
    "Extract",
    "PanelFile",
    "PlanLock",
    "PlanVersion",
    "ReleasedSentence",
    "Study",
    "StudyReport",
    "StudyRun",
    "WedgeRun",
]
