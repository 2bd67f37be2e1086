"""A small panel with a planted fall, and a plan of it, for tests."""

import numpy as np
import polars as pl

from gvi.science.evaluation.plan import Plan, read_plan

AREAS = ("Ask", "Gran", "Lind", "Alm", "Bok", "Ek", "Tall", "Hassel")
PLAN = """[study]
title = "Skott i Ask"
question = "Föll våldet i Ask efter starten?"

[data]
file = "panel.csv"
unit = "area"
time = "month"
outcome = "violence"

[treatment]
units = ["Ask"]
start = "2020-01"
why_then = "Då fanns pengarna. Våldet var som åren innan."

[windows]
periods = [[1, 6], [7, 12]]

[method]
name = "differences"
"""


def panel(months: int = 36) -> pl.DataFrame:
    """Eight areas by month from 2018, means 20; Ask falls by half from 2020."""
    random = np.random.default_rng(7)
    rows = []
    for area in AREAS:
        for month in range(months):
            mean = 10 if area == "Ask" and month >= 24 else 20
            label = f"{2018 + month // 12}-{month % 12 + 1:02d}"
            rows.append((area, label, int(random.poisson(mean)), int(random.poisson(30))))
    return pl.DataFrame(rows, schema=["area", "month", "violence", "theft"], orient="row")


def plan(*changes: tuple[str, str]) -> Plan:
    """The plan, each of ``changes`` (old, new) made to its text."""
    return read_plan(changed(*changes))


def changed(*changes: tuple[str, str]) -> str:
    """The plan's text, changed."""
    text = PLAN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text
