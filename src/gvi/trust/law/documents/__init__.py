"""The register of processing on paper, as the supervisory authority may ask for it."""

from gvi.trust.law.documents.register import register_pdf

__all__ = ["register_pdf"]
