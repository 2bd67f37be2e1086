"""Documents as the authorities keep them: accessible PDF, made from a template and plain data.

A step keeps its templates in ``documents/*.typ`` beside its flows and calls ``render``; the shared look of a page
is ``frame.typ`` here. It stands on the trust floor because every document carries an owner, a registry number, a
secrecy marking and an erasure decision (domain.md, J).
"""

from gvi.science.typesetting.render import DocumentError, render

__all__ = ["DocumentError", "render"]
