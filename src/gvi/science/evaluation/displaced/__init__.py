"""Did violence move? The weighted displacement difference (Wheeler & Ratcliffe 2018), from totals or step by step.

The change in the treated place and in the place beside it, each less the change in a place like it. Never the
displacement quotient alone: its errors are unknown and it divides by what may be nothing.
"""

from gvi.science.evaluation.displaced.method import displacement
from gvi.science.evaluation.displaced.totals import Displaced, Ratio, displacement_totals

__all__ = ["Displaced", "Ratio", "displacement", "displacement_totals"]
