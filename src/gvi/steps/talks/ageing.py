"""How long a talk is kept; ``sql/talks.sql`` is filled from here. It also goes with the person it is about (T15)."""

TALK_MONTHS = 12
"""From the day it ended, or was asked for if it never did."""
