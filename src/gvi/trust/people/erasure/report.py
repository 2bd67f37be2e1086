"""What one run did, or would do: counts by kind of room and table, and no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class KindReport:
    """The rooms of one kind: persons set apart since the last run, records erased, and rows that left each table."""

    kind: str
    set_apart: int
    erased: int
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Report:
    """One run. ``horizon`` is the day up to which it erased; before ``day`` when the clock may have leapt."""

    day: date
    horizon: date
    kinds: tuple[KindReport, ...]
    dry_run: bool
    filed: int | None

    @property
    def set_apart(self) -> int:
        """Persons set apart in all rooms."""
        return sum(it.set_apart for it in self.kinds)

    @property
    def erased(self) -> int:
        """Records erased in all rooms: persons, and what has dates of its own."""
        return sum(it.erased for it in self.kinds)

    @property
    def behind(self) -> int:
        """Days that erasure lies behind, because nobody knows that they have passed."""
        return (self.day - self.horizon).days

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        kinds = [
            {"kind": it.kind, "set_apart": it.set_apart, "erased": it.erased, "rows": dict(it.rows)}
            for it in self.kinds
        ]
        days = {"day": self.day.isoformat(), "horizon": self.horizon.isoformat(), "behind": self.behind}
        return {**days, "dry_run": self.dry_run, "tombstones_filed": self.filed, "kinds": kinds}
