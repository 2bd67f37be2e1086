"""What may be wrong with the log, each with a name and the first position it shows at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of fault."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    SWAPPED = "swapped"
    TAIL = "cut tail"
    HEAD = "head"
    SIGNATURE = "head signature"
    ANCHOR = "anchor"
    UNSEALED = "unsealed"


@dataclass(frozen=True)
class Fault:
    """The first fault: its kind, the first bad position, the block it lies in, and one sentence."""

    kind: Kind
    position: int
    block: int
    what: str


@dataclass(frozen=True)
class Report:
    """What was verified. ``anchored`` counts the heads compared with the anchor; ``fault`` is the first one."""

    events: int
    blocks: int
    anchored: int
    sealed_at: datetime | None
    fault: Fault | None

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None
