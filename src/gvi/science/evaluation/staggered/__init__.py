"""Staggered starts: group-time effects and their aggregates (Callaway & Sant'Anna 2021)."""

from gvi.science.evaluation.staggered.estimating import staggered_differences

__all__ = ["staggered_differences"]
