"""What a comparison of published effects says: rows, perhaps a pooled effect, and what a reader must know."""

from dataclasses import asdict, dataclass
from math import exp
from typing import Any

import numpy as np
import polars as pl

from gvi.science.chart_theme import Spec
from gvi.science.evaluation.pooling import words
from gvi.science.evaluation.pooling.estimating import Method, Pooled, Test, pool
from gvi.science.evaluation.pooling.reading import Row, read_rows
from gvi.science.evaluation.result import Note

LEAST_ROWS = 5
METHODS, TESTS = ("REML", "PM", "DL"), ("knha", "z")


@dataclass(frozen=True, slots=True)
class Meta:
    """Published effects and, of at least five independent ones with interval, their mean (``pooled``)."""

    rows: tuple[Row, ...]
    pooled: Pooled | None
    method: Method
    test: Test
    level: float
    notes: tuple[Note, ...]

    @property
    def k(self) -> int:
        """How many independent rows have an interval."""
        return sum(row.left_out is None for row in self.rows)

    @property
    def n_pooled(self) -> int:
        """How many rows the mean is made of: all of those, or none."""
        return self.k if self.pooled else 0

    def sentence(self, lang: str = "sv") -> str:
        """Say what others found, or why it is not weighed together."""
        return words.sentence(self, lang)

    def table(self, lang: str = "sv") -> pl.DataFrame:
        """One row a published effect; ``estimate``, ``low``, ``high`` are rate ratios, ``weight`` a share of one."""
        weights = self._weights()
        return pl.DataFrame(
            [
                {
                    "site": row.site,
                    "study": row.study,
                    "year": row.year,
                    "outcome": row.outcome,
                    "design": row.design,
                    "grade": row.grade,
                    "verified": row.verified,
                    "effect_type": row.effect_type,
                    "given": row.given,
                    "estimate": row.estimate,
                    "low": row.low,
                    "high": row.high,
                    "weight": weight,
                    "left_out": words.why(row.left_out, lang),
                }
                for row, weight in zip(self.rows, weights, strict=True)
            ],
            infer_schema_length=None,
            schema_overrides=dict.fromkeys(("given", "estimate", "low", "high", "weight"), pl.Float64),
        )

    def chart(self, lang: str = "sv") -> Spec:
        """Draw every effect with its interval, and the mean as a diamond when there is one (forest plot)."""
        from gvi.science.evaluation.pooling.drawing import forest

        return forest(self, lang)

    def to_json(self, lang: str = "sv") -> dict[str, Any]:
        """Plain values; the mean as a rate ratio and as the logarithm it was found on."""
        mean = self.pooled
        weights = self._weights()
        return {
            "method": self.method,
            "test": self.test,
            "interval_level": self.level,
            "n_rows": len(self.rows),
            "n_independent": self.k,
            "n_pooled": self.n_pooled,
            "pooled": None if mean is None else _ratios(mean),
            "rows": [
                asdict(row) | {"weight": weight} for row, weight in zip(self.rows, weights, strict=True)
            ],
            "notes": [asdict(note) for note in self.notes],
            "sentence": self.sentence(lang),
        }

    def _weights(self) -> list[float | None]:
        shares = iter(self.pooled.weights if self.pooled else ())
        return [next(shares, None) if row.left_out is None else None for row in self.rows]


def meta(frame: Any, *, method: Method = "REML", test: Test = "knha", level: float = 0.95) -> Meta:
    """Put published effects side by side, and pool them when at least five are independent and have an interval.

    ``frame`` has the columns of ``gvi_effects.csv``; of rows from one place or one study the first with an interval
    counts. Random effects on the logarithm of rate ratios: ``method`` REML, PM (Paule–Mandel) or DL
    (DerSimonian–Laird); ``test`` knha (Knapp & Hartung 2003) or z. Raises ValueError for another, and what
    ``read_rows`` raises.

    >>> rows = {"site": list("abcde"), "effect_type": ["irr"] * 5, "estimate": [0.5, 0.7, 0.8, 0.9, 0.6]}
    >>> ends = {"ci_low": [0.3, 0.5, 0.5, 0.6, 0.4], "ci_high": [0.8, 1.0, 1.2, 1.3, 0.9]}
    >>> found = meta(pl.DataFrame(rows | ends))
    >>> found.n_pooled, round(exp(found.pooled.estimate), 2)
    (5, 0.7)
    """
    for name, value, known in (("method", method, METHODS), ("test", test, TESTS)):
        if value not in known:
            raise ValueError(f"{name} {value}: expected {' or '.join(known)}")
    rows = read_rows(frame)
    counted = [row for row in rows if row.left_out is None]
    y = np.log(np.array([row.estimate for row in counted], dtype=np.float64))
    v = np.array([row.se for row in counted], dtype=np.float64) ** 2
    enough = len(counted) >= LEAST_ROWS
    found = pool(y, v, method=method, test=test, level=level) if enough else None
    return Meta(rows, found, method, test, level, words.notes(rows, pooled=enough))


def _ratios(mean: Pooled) -> dict[str, Any]:
    return {
        "estimate": exp(mean.estimate),
        "interval": [exp(end) for end in mean.interval],
        "prediction": [exp(end) for end in mean.prediction],
        "log": asdict(mean),
    }
