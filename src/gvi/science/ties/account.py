"""What the ties say of themselves: a sentence, a table of what was taken and left, a chart of weights, JSON.

No figure is about one person, and no id is in any of it.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from gvi.science.chart_theme import Spec
from gvi.science.charts import Bar, bars
from gvi.science.ties.counting import Choice, Reading
from gvi.science.ties.words import CHART, ROWS, sentences

EDGES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class Account:
    """Counts for ties made from rows: ``weights`` are the ties whose weight is in (edge, next edge] of ``EDGES``."""

    choice: Choice
    reading: Reading
    ties: int
    weight: float
    first: date | None
    last: date | None
    weights: tuple[int, ...]

    def sentence(self, lang: str = "sv") -> str:
        """Say it in a few plain sentences in ``sv`` or ``en``, what was left out and n last."""
        return sentences(self.choice, self.reading, self.ties, lang)

    def table(self) -> pl.DataFrame:
        """Two columns, what and count, from rows to ties."""
        counts = {**asdict(self.reading), "ties": self.ties}
        return pl.DataFrame(
            [(name, counts[name]) for name in ROWS],
            schema={"what": pl.String, "count": pl.Int64},
            orient="row",
        )

    def chart(self, lang: str = "sv") -> Spec:
        """How many ties there are of each weight."""
        ends = [f"–{edge:g}" for edge in EDGES[1:]]
        labels = [f"{start:g}{end}" for start, end in zip(EDGES, ends, strict=False)]
        labels.append(f"{CHART[lang]} {EDGES[-1]:g}")
        return bars([Bar(label, count) for label, count in zip(labels, self.weights, strict=True)])

    def to_json(self) -> dict[str, Any]:
        """The whole account; dates as ISO text."""
        kept = self.reading
        ends = [*EDGES[1:], None]
        return {
            "ties": self.ties,
            "persons": kept.persons,
            "incidents": kept.incidents,
            "n": kept.rows,
            "kind": self.choice.kind,
            "roles": list(self.choice.roles),
            "evidence": self.choice.evidence,
            "window": self.choice.window,
            "since": _iso(kept.since),
            "until": _iso(kept.until),
            "first": _iso(self.first),
            "last": _iso(self.last),
            "chosen": kept.chosen,
            "duplicates": kept.duplicates,
            "single": kept.single,
            "cap": self.choice.cap,
            "cut": {
                "incidents": kept.cut_incidents,
                "persons": kept.cut_persons,
                "pairs": kept.cut_pairs,
            },
            "weight": self.weight,
            "weights": [
                {"over": start, "to": end, "ties": count}
                for start, end, count in zip(EDGES, ends, self.weights, strict=True)
            ],
        }


def account(ties: pl.LazyFrame, choice: Choice, reading: Reading) -> Account:
    """Count what the ties hold without reading an id."""
    weight = pl.col("weight")
    ends = (*EDGES[1:], float("inf"))
    counts = [((weight > start) & (weight <= end)).sum() for start, end in zip(EDGES, ends, strict=True)]
    asked = [pl.len(), weight.sum().round(6), pl.col("first").min(), pl.col("last").max(), *counts]
    found = ties.select(one.alias(str(at)) for at, one in enumerate(asked)).collect().row(0)
    return Account(choice, reading, found[0], found[1], found[2], found[3], tuple(found[4:]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
