"""What pages of studies read, each in a bounded number of queries."""
