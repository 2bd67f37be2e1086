"""Which reasons each kind of room ends a person's record for. None names support, and nobody may write it in words.

trust.md, T17: police and partners never learn whether help was asked for, taken or dropped.
"""

import re
from collections.abc import Mapping

from gvi.trust.people.words import ExitReason
from gvi.trust.workspaces.kinds import Kind

REASONS: Mapping[Kind, tuple[ExitReason, ...]] = {
    Kind.POLICE: (
        ExitReason.NO_LONGER_NEEDED,
        ExitReason.SUSPICION_DROPPED,
        ExitReason.WRONG_PERSON,
        ExitReason.MOVED,
        ExitReason.DECEASED,
    ),
    Kind.PROBATION: (
        ExitReason.NO_LONGER_NEEDED,
        ExitReason.WRONG_PERSON,
        ExitReason.MOVED,
        ExitReason.DECEASED,
    ),
    Kind.SOCIAL_SERVICES: (ExitReason.NO_LONGER_NEEDED, ExitReason.WRONG_PERSON),
}
TOLD = frozenset({ExitReason.SUSPICION_DROPPED, ExitReason.WRONG_PERSON})
"""Reasons that reach everybody who has received anything, in words of their own."""

SUPPORT = re.compile(
    r"\b(stöd\w*|avhopp\w*|socialtjänst\w*|soc|hjälp\w*|behandling\w*|insats\w*|motiver\w*|exit|biståndet?)\b",
    re.I,
)


def names_support(words: str) -> bool:
    """Whether words speak of help, or of whoever gives it.

    >>> names_support("Har tackat ja till stöd"), names_support("Domen är upphävd")
    (True, False)
    """
    return SUPPORT.search(words) is not None
