"""Power

One fall in 10,000 simulated panels, with as many without a fall for the limit, by each of the two tests; the whole
curve of 18 falls as `gvi power` gives it; and a loop of statsmodels over fits of the same model, for as many.
"""

from __future__ import annotations

from collections.abc import Iterator

from gvi.science.evaluation import power
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.detectable import Expected
from tools.bench.figures import Figure, seconds
from tools.bench.interrupted_series import LOOP, counts, loop, model

CITIES = 24


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of both tests, and ours over theirs for as many fits."""
    many = 300 if smoke else 10_000
    alone = Expected((6.0,), before=48, after=24)
    beside = Expected((6.0,) * CITIES, before=48, after=24)
    ours = seconds(lambda: power(alone, falls=(0.3,), replicates=many))
    among = seconds(lambda: power(beside, method="differences", falls=(0.3,), replicates=many))
    with one_thread():
        theirs = loop(model(), counts(5 if smoke else LOOP))
    yield Figure(f"interrupted series, {many:,} replicates", ours, "s", None if smoke else 10)
    yield Figure(f"differences, {CITIES} cities, {many:,} replicates", among, "s", None if smoke else 10)
    yield Figure("statsmodels, a fit", 1000 * theirs, "ms")
    share = ours / (2 * many * theirs)
    yield Figure("ours, drawing counted / a loop of statsmodels", share, "", None if smoke else 1 / 50)
    curve = seconds(lambda: power(alone, replicates=50 if smoke else 2_000))
    yield Figure("a whole curve of 18 falls, 2,000 replicates each", curve, "s")
