"""Reading incidents: every list, count and picture that a screen needs, each in a bounded number of queries."""
