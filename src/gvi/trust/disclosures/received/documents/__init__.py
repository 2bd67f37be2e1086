"""The received disclosure on paper, for the receiving authority's own file."""

from gvi.trust.disclosures.received.documents.received import received_pdf

__all__ = ["received_pdf"]
