"""How long a person may stay: law and house rule in one table, the shortest wins (trust.md, "Person").

``sql/people.sql`` is filled in from here, and the database computes every date: nobody types one (T15). Sources:
polisens brottsdatalag (2018:1693) 4 kap. for what isn't commonly available; the rest is our own, shorter rule.
"""

FIRST_REVIEW_DAYS = 90
NEXT_REVIEW_DAYS = 180
MINOR_DIVISOR = 2
"""Under eighteen the time to the next review is half."""

READ_ONLY_DAYS = 30
"""Days from a missed review, during which the row is read-only, until it is set apart (avskild)."""

APART_DAYS = 30
"""Days from set apart until erased (gallrad): two acts, never one."""

HOUSE_MONTHS = 24
"""From the last sourced basis; nothing outlives it."""

NOT_COMMON_MONTHS = 12
"""From entry, for what is not commonly available in the police room; a new basis doesn't prolong it."""

ADULT = 18

NEED_LETTERS = 20
"""Letters in the need that a renewal is written with: fewer say nothing."""

UNFINISHED_DAYS = 30
"""What was begun and never decided, a file of persons or a draft, goes after so many days: nobody answers for it."""
