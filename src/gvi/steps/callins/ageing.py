"""How long what a call-in needs of persons is kept; ``sql/nominees.sql`` and ``sql/invitees.sql`` are filled from here.

The shortest wins: each row also goes with the person it is about (trust.md, "Person"). Nobody types a date (T15).
"""

NOMINEE_MONTHS = 12
"""From the day of the call-in: so long its follow-up and the next one need to know who was called."""

NOT_CALLED_MONTHS = 1
"""From the day of the call-in, for whoever was not called this time."""

APART_MONTHS = 12
"""From the day two people were said not to meet; if it still holds it is written anew."""

INVITEE_MONTHS = 6
"""From the day of the call-in: summons, service and attendance at probation."""

SPEAKER_MONTHS = 3
"""From the day of the call-in: who spoke, and how to reach them."""

RECHECK_DAYS = 7
"""So many days before the call-in the last look at its list may begin, so that it falls on a day of work."""

REACH_DAYS_AFTER = 7
"""So many days after the call-in it may be told which groups were reached: then the absent have had their talk."""

REACH_DAYS_APART = 30
"""So many days lie between two releases, of any call-ins, so that no change stands beside one incident (T34)."""
