"""Reading: every list and count a screen of disclosures needs, each in a bounded number of queries."""
