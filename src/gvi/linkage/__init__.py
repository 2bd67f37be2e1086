"""Records of ONE room that may be the same person: duplicates in a list, one person in several extracts.

Nothing here reaches across rooms, and no figure about a person comes out: only words about what agrees
(trust.md, "Never"; docs/explanation/linkage.md).
"""
