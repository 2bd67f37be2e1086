"""How much of a month is looked at, and how long one has: ``sql/log_review.sql`` is filled in from here.

The sample is one event in twenty, at least thirty and at most a hundred. A hundred is enough whatever the size of the
log: what one event in twenty shows is missed by a sample of a hundred in fewer than one month in a hundred.
"""

SAMPLE_LEAST = 30
SAMPLE_PERCENT = 5
SAMPLE_MOST = 100
DAYS_TO_SIGN = 10
"""Days after the end of the month; after the tenth an unsigned month is missed."""
