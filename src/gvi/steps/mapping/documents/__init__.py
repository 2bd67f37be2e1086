"""The problem analysis as accessible PDF, in two versions and two languages, from one template (Typst)."""

from gvi.steps.mapping.documents.data import Cover, FullAnalysis, OpenAnalysis
from gvi.steps.mapping.documents.full import full_pdf
from gvi.steps.mapping.documents.opened import open_pdf

__all__ = ["Cover", "FullAnalysis", "OpenAnalysis", "full_pdf", "open_pdf"]
