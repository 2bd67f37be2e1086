"""The published effects of programmes like this one that come with the product, each row with its source.

Its column ``verified`` says what was read in the place named, and what was not; ``meta`` shows which is which.
"""

from pathlib import Path

import polars as pl

PUBLISHED = Path(__file__).with_name("gvi_effects.csv")
"""The file, which is in the wheel too."""


def published_effects() -> pl.DataFrame:
    """All rows, every column as text, as the file has them.

    >>> published_effects().columns[:5]
    ['site', 'study', 'year_pub', 'level', 'outcome']
    """
    return pl.read_csv(PUBLISHED, infer_schema=False)
