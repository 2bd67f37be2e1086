"""Did it work? Methods that answer with an effect by period, what chance alone gives, and what is not known.

A method takes a ``Design`` (who is treated from when, beside whom) and gives an ``Evaluation`` (science.md).
Each is loaded when it is first asked for, so that one method does not wait for the others' libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gvi.science.evaluation.design import Design, design
from gvi.science.evaluation.panel import Panel, PanelRefused, read_panel
from gvi.science.evaluation.result import Evaluation, Note, OutcomeResult

if TYPE_CHECKING:
    from gvi.science.evaluation.comparing import differences
    from gvi.science.evaluation.detectable import power
    from gvi.science.evaluation.displaced import displacement
    from gvi.science.evaluation.micro import micro_synthetic
    from gvi.science.evaluation.pooling import meta
    from gvi.science.evaluation.sdid import synthetic_did
    from gvi.science.evaluation.series import interrupted_series
    from gvi.science.evaluation.staggered import staggered_differences
    from gvi.science.evaluation.synthetic import augmented_synthetic_control, synthetic_control
    from gvi.science.evaluation.wedge import stepped_wedge

HOME = {
    "augmented_synthetic_control": "synthetic",
    "differences": "comparing",
    "displacement": "displaced",
    "interrupted_series": "series",
    "meta": "pooling",
    "micro_synthetic": "micro",
    "power": "detectable",
    "staggered_differences": "staggered",
    "stepped_wedge": "wedge",
    "synthetic_control": "synthetic",
    "synthetic_did": "sdid",
}
"""Each method's module."""

__all__ = [
    "Design",
    "Evaluation",
    "Note",
    "OutcomeResult",
    "Panel",
    "PanelRefused",
    "augmented_synthetic_control",
    "design",
    "differences",
    "displacement",
    "interrupted_series",
    "meta",
    "micro_synthetic",
    "power",
    "read_panel",
    "staggered_differences",
    "stepped_wedge",
    "synthetic_control",
    "synthetic_did",
]


def __getattr__(name: str) -> Any:
    if name not in HOME:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{HOME[name]}"), name)
