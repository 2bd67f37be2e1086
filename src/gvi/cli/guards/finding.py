"""What was found about one guard."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """A guard, and everything about it that is not as it should be."""

    guard: str
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the guard is on."""
        return not self.faults

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {"guard": self.guard, "ok": self.ok, "faults": list(self.faults)}


def finding(guard: str, faults: Iterable[str]) -> Finding:
    """A finding with its faults in a steady order."""
    return Finding(guard, tuple(sorted(faults)))
