"""How many random examples a safeguard is tried with: 200 in every run, 10,000 by ``make test-deep``."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("GVI_EXAMPLES", "200"))
many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
