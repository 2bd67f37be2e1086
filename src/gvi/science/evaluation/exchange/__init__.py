"""Many cities, no common register: each signs a documented file of its counts, and the files are put side by side.

Incidents are given whole, counts of persons without the small ones and by quarter at the most often
(disclosure_control, T26). What a city does not have is *not applicable* with a reason, what it hides is *hidden*, and
a city that sent nothing is missing: none of them is ever 0.
"""

from gvi.science.evaluation.exchange.exporting import export
from gvi.science.evaluation.exchange.joining import Expected, National, join
from gvi.science.evaluation.exchange.panel_file import (
    ExchangeRefused,
    PanelFile,
    fingerprint,
    read_panel_file,
)
from gvi.science.evaluation.exchange.variables import Variables, national_variables, read_variables

__all__ = [
    "ExchangeRefused",
    "Expected",
    "National",
    "PanelFile",
    "Variables",
    "export",
    "fingerprint",
    "join",
    "national_variables",
    "read_panel_file",
    "read_variables",
]
