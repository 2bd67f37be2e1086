"""Use cases of duplicates: look for pairs, say same or different, take a merge back."""
