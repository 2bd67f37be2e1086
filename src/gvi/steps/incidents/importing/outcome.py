"""The account of an import: every row of the file is found in it once (``rows`` = kept + skipped + refused)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from gvi.steps.incidents.importing.identity_guard import Doubt
from gvi.steps.incidents.reading import Counts, Refused

MOST_TOLD = 10_000


@dataclass
class Outcome:
    """What an import did, or with ``dry_run`` would have done. ``refused`` and ``warned`` hold the first 10,000."""

    rows: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    refused_rows: int = 0
    warned: list[Doubt] = field(default_factory=list)
    warned_rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    dry_run: bool = False
    file: UUID | None = None

    def refuse(self, refused: tuple[Refused, ...]) -> None:
        """Add refusals, up to what is kept of them."""
        self.refused += refused[: MOST_TOLD - len(self.refused)]

    def warn(self, warned: list[Doubt]) -> None:
        """Add rows that were read in but should be looked at, and count all of them."""
        self.warned_rows += len(warned)
        self.warned += warned[: MOST_TOLD - len(self.warned)]

    def count(self, counts: Counts, moved: Counter[str]) -> None:
        """Take over the reading's own account; ``moved`` rows, by kind, were refused after it."""
        self.rows, self.refused_rows = counts.rows, counts.refused + moved.total()
        self.kept, self.skipped, self.unknown = counts.kept - moved, counts.skipped, counts.unknown

    def as_json(self, say: Callable[[str], str] = str) -> dict[str, Any]:
        """The keys of ``gvi import incidents --json``; ``say`` puts what was expected into the reader's language."""
        return {
            "rows": self.rows,
            "kept": dict(sorted(self.kept.items())),
            "skipped": dict(self.skipped.most_common()),
            "unknown": dict(self.unknown.most_common()),
            "refused": [_as_json(refused, say) for refused in self.refused],
            "refused_rows": self.refused_rows,
            "warned": [asdict(doubt) for doubt in self.warned],
            "warned_rows": self.warned_rows,
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "dry_run": self.dry_run,
        }


def _as_json(refused: Refused, say: Callable[[str], str]) -> dict[str, Any]:
    return {
        "file": refused.file,
        "sheet": refused.sheet,
        "row": refused.row,
        "column": refused.column,
        "value": refused.value,
        "expected": say(refused.expected),
    }
