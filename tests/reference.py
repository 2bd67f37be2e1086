"""Where the data for reference checks lies: small files in ``tests/data``, the rest in a folder of the reader's own.

What may be shipped lies here. What may not is looked for in the folder that the environment variable
GVI_REFERENCE_DATA names, and a test that needs it is skipped, with the reason, when it is not there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHIPPED = Path(__file__).resolve().parent / "data"


def reference(name: str) -> Path:
    """Find a data file by its name, such as ``network/london_gang.edges.csv``; skip the test when it is absent."""
    folder = os.environ.get("GVI_REFERENCE_DATA", "")
    places = [SHIPPED / name, *([Path(folder) / name] if folder else [])]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        pytest.skip(f"{name} is not shipped and not in the folder that GVI_REFERENCE_DATA names")
    return found
