"""Power, and how it says itself: the share of falls of each size that the test would find."""

from dataclasses import dataclass
from typing import Any

import polars as pl

TESTS = {
    "interrupted_series": {
        "sv": "quasi-Poisson för stadens egen serie, t med gräns från simulerade serier utan effekt",
        "en": "quasi-Poisson of the city's own series, t with its limit from simulated series without an effect",
    },
    "differences": {
        "sv": "kvot av kvoter mot jämförelseorterna, randomisering över alla orter",
        "en": "ratio of ratios against the comparison units, randomisation over all units",
    },
}
HEADINGS = {
    "sv": ("minskning", "andel som hittas"),
    "en": ("fall", "share found"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """How often the test finds a fall of this size; both are shares of 1."""

    fall: float
    found: float


@dataclass(frozen=True, slots=True)
class Power:
    """What a design can find. ``method`` is what was asked about, ``test`` the test that was simulated.

    ``grid`` rises in fall; ``detectable`` is the least fall that is found in 80 of 100, ``missed_more_often_than_not``
    the largest that is found in under half; each none when no fall of the grid is. ``p_least`` is the least p that the
    test can give.
    """

    method: str
    test: str
    alpha: float
    replicates: int
    grid: tuple[Share, ...]
    detectable: float | None
    missed_more_often_than_not: float | None
    mean: float
    theta: float | None
    rho: float
    before: int
    after: int
    units: int
    p_least: float | None = None
    seed: int = 1

    @property
    def cannot_reject(self) -> bool:
        """Whether no data at all could give a p at or under alpha."""
        return self.p_least is not None and self.p_least > self.alpha

    def sentence(self, lang: str = "sv") -> str:
        """Say what a plan's reader must know before the data are looked at, with the test named."""
        return f"{self._said(lang)} (test: {TESTS[self.test][lang]})."

    def _said(self, lang: str) -> str:
        if self.cannot_reject:
            return _cannot(self, lang)
        missed = self.missed_more_often_than_not
        if missed is None:
            least = round(100 * self.grid[0].fall)
            return (
                f"Med dessa data skulle redan en minskning på {least} % oftare hittas än missas"
                if lang == "sv"
                else f"With these data already a fall of {least}% would be found more often than missed"
            )
        size = round(100 * missed)
        found = _found(self.detectable, lang)
        if lang == "sv":
            return (
                f"Med dessa data skulle en minskning på mindre än {size} % oftare missas än hittas; {found}"
            )
        return f"With these data a fall of less than {size}% would be missed more often than found; {found}"

    def table(self, lang: str = "sv") -> pl.DataFrame:
        """One row a size of fall, with the share that is found."""
        fall, found = HEADINGS[lang]
        return pl.DataFrame({fall: [s.fall for s in self.grid], found: [s.found for s in self.grid]})

    def to_json(self, lang: str = "sv") -> dict[str, Any]:
        """The answer as plain values."""
        return {
            "method": self.method,
            "test": self.test,
            "test_said": TESTS[self.test][lang],
            "alpha": self.alpha,
            "replicates": self.replicates,
            "seed": self.seed,
            "detectable": self.detectable,
            "missed_more_often_than_not": self.missed_more_often_than_not,
            "cannot_reject": self.cannot_reject,
            "p_least": self.p_least,
            "mean": self.mean,
            "theta": self.theta,
            "rho": self.rho,
            "n_pre": self.before,
            "n_post": self.after,
            "n_units": self.units,
            "grid": [{"fall": one.fall, "found": one.found} for one in self.grid],
            "sentence": self.sentence(lang),
        }


def _found(detectable: float | None, lang: str) -> str:
    if detectable is None:
        return "ingen minskning hittas i 80 fall av 100" if lang == "sv" else "no fall is found in 80 of 100"
    size = round(100 * detectable)
    return f"{size} % hittas i 80 fall av 100" if lang == "sv" else f"{size}% is found in 80 of 100"


def _cannot(found: Power, lang: str) -> str:
    least = f"{found.p_least:.3f}"
    if lang == "sv":
        return (
            f"Med {found.units} orter kan testet aldrig ge ett p-värde under {least.replace('.', ',')}: ingen "
            "minskning kan hittas"
        )
    return f"With {found.units} units the test can never give a p value under {least}: no fall can be found"
