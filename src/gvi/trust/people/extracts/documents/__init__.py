"""The documents of an own extract: what is held, and the one answer of the police. In Swedish, as PDF/UA-1."""

from gvi.trust.people.extracts.documents.writing import extract_pdf, one_answer_pdf

__all__ = ["extract_pdf", "one_answer_pdf"]
