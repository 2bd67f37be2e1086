"""The time of an incident in a table: as exact as it is known, in Swedish time."""

from datetime import UTC, datetime

import pytest

from gvi.steps.incidents.models import Incident, Precision
from gvi.steps.incidents.templatetags.incidents import when


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        (Precision.MINUTE, "2026-07-01 00.40"),
        (Precision.HOUR, "2026-07-01 ca 00.40"),
        (Precision.DAY, "2026-07-01"),
    ],
)
def test_no_more_is_written_than_is_known(precision: Precision, written: str) -> None:
    incident = Incident(occurred_at=datetime(2026, 6, 30, 22, 40, tzinfo=UTC), precision=precision)
    assert when(incident) == written
