"""What did others find? Published effects side by side, and weighed together when enough of them can be (meta).

Random effects: programmes differ, so their effects do. The prediction interval says what to expect in one more city.
A row without an interval is shown and never pooled, and no effect of another kind is turned into per cent.
"""

from gvi.science.evaluation.pooling.estimating import Pooled
from gvi.science.evaluation.pooling.reading import Row
from gvi.science.evaluation.pooling.result import Meta, meta

__all__ = ["Meta", "Pooled", "Row", "meta"]
