"""Building the fictional city

The frames alone, without the database: what `gvi demo` has to do before it can begin to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gvi.city import build
from tools.bench.figures import Figure, seconds

TODAY = date(2026, 11, 23)


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds to build each size of city, and how many incidents it has."""
    for size in (1,) if smoke else (1, 10, 100):
        incidents = build(seed=1, size=size, today=TODAY).incidents.height
        spent = seconds(lambda size=size: build(seed=1, size=size, today=TODAY))  # type: ignore[misc]
        yield Figure(f"size {size}, {incidents:,} incidents", spent, "s", at_most=10)
