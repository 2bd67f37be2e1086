"""Starting the science floor

`import gvi.science`, and with it the ground that all evaluations share, each in a process of its own: the best of five,
the interpreter's own start taken away. A method is loaded first when it is asked for.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from tools.bench.figures import Figure, seconds

PROMISED = 0.3


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of each import beyond an interpreter that imports nothing."""
    times = 1 if smoke else 5
    bare = _best("pass", times)
    for name, promised in (("gvi.science", PROMISED), ("gvi.science.evaluation", None)):
        spent = max(_best(f"import {name}", times) - bare, 0.0)
        yield Figure(f"import {name}", spent, "s", promised)


def _best(statement: str, times: int) -> float:
    command = [sys.executable, "-c", statement]
    return min(seconds(lambda: subprocess.run(command, check=True)) for _ in range(times))
