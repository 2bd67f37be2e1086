"""Interrupted series: the treated city's own past, its level, trend and months, carried on past the start."""

from gvi.science.evaluation.series.interrupting import interrupted_series

__all__ = ["interrupted_series"]
