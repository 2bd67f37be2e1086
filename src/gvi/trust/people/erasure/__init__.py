"""The nightly act: persons whose time has come are set apart or erased, by the database's own functions (T16).

Python only asks, one batch a transaction, and files the tombstones outside the database. What is due, and on which
day, the database says by its own clock (``sql/erasure.sql``).
"""

from gvi.trust.people.erasure.nightly import ClockDisagrees, run
from gvi.trust.people.erasure.report import KindReport, Report

__all__ = ["ClockDisagrees", "KindReport", "Report", "run"]
