"""Differences in differences: the treated beside the untreated, before and after, with starts dealt out anew."""

from gvi.science.evaluation.comparing.differing import differences

__all__ = ["differences"]
