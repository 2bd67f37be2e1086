"""Records of one room that may be the same person: suggested by ``gvi.linkage``, decided by a person, undone again."""
