"""How many random examples a safeguard is tried with: 30 in every run, 10,000 by ``make test-deep``."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("GVI_EXAMPLES", "30"))
many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
