"""Verify the log without trusting the database: recompute the chain, check signatures, compare the anchor.

Nothing here calls a stored function or reads a setting: the connection, the public keys and the anchor are
given, so that a copy of the database can be verified on another machine (trust.md, T20).
"""

from gvi.trust.log.verify.faults import Fault, Kind, Report
from gvi.trust.log.verify.walk import verify

__all__ = ["Fault", "Kind", "Report", "verify"]
