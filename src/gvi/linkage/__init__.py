"""Records of ONE room that may be the same person: duplicates in a list, one person in several extracts.

Nothing here reaches across rooms, and no figure about a person comes out: only words about what agrees
(trust.md, "Never"; docs/explanation/linkage.md). A suggestion joins nothing: somebody decides.
"""

from gvi.linkage.pairs import suggest_pairs
from gvi.linkage.records import Agreement, Degree, Field, Kind, LinkageError, Pair, Record

__all__ = ["Agreement", "Degree", "Field", "Kind", "LinkageError", "Pair", "Record", "suggest_pairs"]
