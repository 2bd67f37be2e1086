"""Which roles may be chosen together, and what kind of tie the choice makes (science.md, From rows to ties).

Two who are suspected in one incident are co-suspects. Two who stand in it in any other way were seen together. A
suspect and somebody harmed stand against each other: that is a conflict, and a choice that mixes them is refused.
"""

from collections.abc import Sequence
from typing import Literal

Kind = Literal["co_suspect", "seen_together", "stated"]
KINDS: tuple[Kind, ...] = ("co_suspect", "seen_together", "stated")
CONFLICT = "conflict"

SUSPECTED = frozenset(
    {"suspect", "suspected", "offender", "convicted", "perpetrator", "shooter"}
) | frozenset({"misstänkt", "skäligen misstänkt", "dömd", "gärningsman", "skytt"})
HARMED = frozenset(
    {"victim", "injured", "harmed", "target", "deceased", "killed", "complainant"}
) | frozenset({"målsägande", "målsägare", "brottsoffer", "offer", "skadad", "avliden", "död"})
PRESENT = frozenset({"witness", "seen", "present", "observed", "stopped", "passenger", "driver"}) | frozenset(
    {"vittne", "sedd", "närvarande", "iakttagen", "kontrollerad", "passagerare", "förare"}
)


class RolesRefused(ValueError):
    """The chosen roles can make no tie."""


def kind_of(roles: Sequence[str]) -> Kind:
    """Name the kind of tie that the roles make; raises ``RolesRefused`` for none, a mix of sides, or unknown words.

    A single role may have any name; one that is not known makes *seen_together*.

    >>> kind_of(["suspect"]), kind_of(["witness", "suspect"])
    ('co_suspect', 'seen_together')
    """
    words = {role.strip().lower() for role in roles}
    if not words or "" in words:
        raise RolesRefused("roles: expected at least one role, such as suspect")
    if words & HARMED and words - HARMED - PRESENT:
        raise RolesRefused(
            "roles: expected suspects or harmed, not both: a suspect and a victim are in conflict, which is no tie"
        )
    unknown = sorted(words - SUSPECTED - HARMED - PRESENT)
    if unknown and len(words) > 1:
        known = ", ".join(sorted(SUSPECTED | HARMED | PRESENT))
        raise RolesRefused(f"roles: {', '.join(unknown)} can only be chosen alone, expected any of {known}")
    return "co_suspect" if words <= SUSPECTED else "seen_together"
