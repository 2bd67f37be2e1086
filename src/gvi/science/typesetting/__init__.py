"""Setting on paper: a Typst template and plain data in, an accessible PDF out (PDF/UA-1), in the shipped typeface.

Pure, as all of this floor: the same bytes for the same data, no clock, no font of the machine. The trust floor writes
the authorities' documents with it (``gvi.trust.documents``), evaluations their reports.
"""

from gvi.science.typesetting.render import DocumentError, render

__all__ = ["DocumentError", "render"]
