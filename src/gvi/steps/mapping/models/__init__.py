"""Tables of the problem analysis: sealed, but for the analysis that was released without secrets."""

from gvi.steps.mapping.models.audits import Answer, Audit, AuditGroup, AuditQuestion, Changed, QuestionKind
from gvi.steps.mapping.models.decisions import MostViolent
from gvi.steps.mapping.models.reports import (
    FrozenCounts,
    Language,
    ProblemAnalysis,
    ReleasedAnalysis,
    Version,
)
from gvi.steps.mapping.models.runs import Analysis, AnalysisRun

__all__ = [
    "Analysis",
    "AnalysisRun",
    "Answer",
    "Audit",
    "AuditGroup",
    "AuditQuestion",
    "Changed",
    "FrozenCounts",
    "Language",
    "MostViolent",
    "ProblemAnalysis",
    "QuestionKind",
    "ReleasedAnalysis",
    "Version",
]
