"""The same expression on Spark: equal ties and equal counts, where the extra gvi[spark] and Java are installed."""

import importlib.util
import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from gvi.science import ties

MISSING = [
    what
    for what, found in (("pyspark", importlib.util.find_spec("pyspark")), ("Java", shutil.which("java")))
    if not found
]


def rows() -> pl.DataFrame:
    """Two thousand rows with duplicates, victims and a large incident."""
    rng = np.random.default_rng(1)
    incident = np.where(rng.random(2_000) < 0.02, 0, rng.integers(1, 700, 2_000))
    days = rng.integers(0, 2_000, 700)
    return pl.DataFrame(
        {
            "incident_id": [f"K{number}" for number in incident],
            "person_id": rng.choice(["å", "Ö", "z", *(f"p{n}" for n in range(200))], 2_000),
            "role": rng.choice(["suspect", "victim"], 2_000, p=[0.8, 0.2]),
            "date": [date(2020, 1, 1) + timedelta(days=int(days[number])) for number in incident],
        }
    )


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
def test_spark_gives_what_duckdb_gives(tmp_path: Path) -> None:
    rows().write_parquet(tmp_path / "rows.parquet")
    made = {}
    for engine in ("duckdb", "spark"):
        out = tmp_path / f"{engine}.parquet"
        account = ties.from_parquet(
            tmp_path / "rows.parquet",
            out,
            ["suspect"],
            window="4y",
            cap=20,
            engine=engine,
        )
        made[engine] = (account, pl.read_parquet(out).sort("source", "target"))
    assert made["spark"][0] == made["duckdb"][0]
    assert made["spark"][1].equals(made["duckdb"][1])
    assert made["duckdb"][0].ties > 500
    assert made["duckdb"][0].reading.cut_incidents == 1
