"""A person's own extract: what the authority holds about whoever asks, from where, for how long, and who has got it.

GDPR art. 15 and brottsdatalagen (2018:1177) 4 kap.; trust.md, T28. The police give everybody one and the same answer.
"""

from gvi.trust.people.extracts.registry import Choice, Extractable, Line, Section, Subject, register

__all__ = ["Choice", "Extractable", "Line", "Section", "Subject", "register"]
