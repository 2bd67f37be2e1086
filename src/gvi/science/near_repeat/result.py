"""What a near-repeat analysis found, and how it says so: a sentence, a table, a chart, JSON."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science.chart_theme import Spec
from gvi.science.near_repeat.bands import Bands
from gvi.science.near_repeat.picture import heat_table
from gvi.science.near_repeat.words import Finding, sentence

Matrix = NDArray[np.float64]
SURE = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class NearRepeat:
    """The Knox table; every matrix has shape (distance bands, day bands).

    ``expected`` is the mean of the permuted tables, ``ratio`` observed/expected (NaN where both are 0, infinite where
    only the expected is), ``p`` the upper tail of one cell, ``max_p`` the same when all cells are looked at together.
    ``close_pairs`` is how many pairs are nearer than the largest finite distance; ``n`` how many points there are.
    """

    distances: Bands
    days: Bands
    observed: NDArray[np.int64]
    expected: Matrix
    ratio: Matrix
    p: Matrix
    max_p: Matrix
    close_pairs: int
    n: int
    permutations: int
    within_area: bool
    nrc: bool

    def sentence(self, lang: str = "sv") -> str:
        """Say in one or two honest sentences whether events repeat near each other; ends with n."""
        row, column = np.unravel_index(int(np.argmin(self.max_p)), self.max_p.shape)
        cell = (row, column)
        found = Finding(
            sure=int((self.max_p <= SURE).sum()),
            cells=self.max_p.size,
            distance=self.distances.label(int(row), lang),
            days=self.days.label(int(column), lang),
            observed=int(self.observed[cell]),
            expected=float(self.expected[cell]),
            p=float(self.max_p[cell]),
            close_pairs=self.close_pairs,
            reach=self.distances.reach,
            n=self.n,
        )
        return sentence(found, lang)

    def table(self, lang: str = "sv") -> pl.DataFrame:
        """One row a cell: distance, days, observed, expected, ratio, p, max_p."""
        rows, columns = self.observed.shape
        cells = [(row, column) for row in range(rows) for column in range(columns)]
        return pl.DataFrame(
            {
                "distance": [self._name(self.distances, row, lang) for row, _ in cells],
                "days": [self._name(self.days, column, lang) for _, column in cells],
                "observed": self.observed.ravel(),
                "expected": self.expected.ravel(),
                "ratio": self.ratio.ravel(),
                "p": self.p.ravel(),
                "max_p": self.max_p.ravel(),
            }
        )

    def chart(self, lang: str = "sv") -> Spec:
        """Draw the ratios as a heat table with the figures written in it, so that it reads in black and white."""
        return heat_table(self.table(lang), lang, sure=SURE)

    def to_json(self) -> dict[str, Any]:
        """The result as plain values; a figure that does not exist (0/0, something/0) is null."""
        return {
            "observed": self.observed.tolist(),
            "expected": self.expected.tolist(),
            "ratio": [
                [value if np.isfinite(value) else None for value in row] for row in self.ratio.tolist()
            ],
            "p": self.p.tolist(),
            "max_p": self.max_p.tolist(),
            "bands": {"distances": self._bands(self.distances), "days": self._bands(self.days)},
            "close_pairs": self.close_pairs,
        }

    def _name(self, bands: Bands, band: int, lang: str) -> str:
        return bands.printed(band, lang) if self.nrc else bands.label(band, lang)

    def _bands(self, bands: Bands) -> list[dict[str, Any]]:
        """From (included) and to (not included; null when open); what the other program prints, in its mode."""
        ends = [float(edge) if np.isfinite(edge) else None for edge in bands.edges]
        pairs: list[dict[str, Any]] = [{"from": low, "to": high} for low, high in pairwise(ends)]
        for band, pair in enumerate(pairs):
            if self.nrc:
                pair["printed"] = bands.printed(band, "en")
        return pairs
