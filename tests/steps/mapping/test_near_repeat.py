"""Near repeat on screen: of incidents with a place of their own, with the table beside the picture."""

from uuid import uuid4

import pytest
from django.utils import timezone

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from tests.steps.review.cast import DAY, Company, make_incident

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/upprepning/"


def make_point(days: float, north: float, east: float) -> None:
    """An incident ``days`` ago, metres from a square that does not exist."""
    now = timezone.now()
    Incident.objects.create(
        occurred_at=now - days * DAY,
        kind="shooting",
        state=State.CONFIRMED,
        source="own",
        source_id=str(uuid4()),
        reported_at=now,
        latitude=59 + north / 111_320,
        longitude=15 + east / 57_330,
    )


def test_pairs_close_in_both_are_found(company: Company) -> None:
    for number in range(30):
        for again in (0, 2):
            make_point(number * 20 + again, number % 6 * 3000, number // 6 * 3000)
    page = company.analyst.client().get(PATH).content.decode()
    assert "par händelser mot väntade" in page
    assert "n = 60 händelser" in page
    assert "Väntat av en slump" in page


def test_an_incident_without_a_place_is_not_counted(company: Company) -> None:
    make_incident(ago=DAY)
    make_incident(ago=2 * DAY)
    assert "För få händelser med en plats" in company.analyst.client().get(PATH).content.decode()


def test_nobody_else_opens_it(company: Company) -> None:
    assert company.partner.client().get(PATH).status_code == 404
    assert company.patrol.client().get(PATH).status_code in {403, 404}
