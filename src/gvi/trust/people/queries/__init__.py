"""Reading persons: every list and page in a bounded number of queries, always through row security."""
