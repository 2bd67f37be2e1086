"""The first page, the agenda and the walk count the same, and a file full of history is no news to a meeting."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from gvi.steps.desk.queries import desk
from gvi.steps.incidents.flows.import_incidents import import_incidents
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.queries.agenda import agenda, walk
from gvi.trust.workspaces.actor import CONSOLE
from tests.steps.review.cast import DAY, HOUR, Company, acting, make_incident

SLICE = Path(__file__).parents[2] / "data" / "polisen-slice.json"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def read_in(at: datetime) -> None:
    import_incidents(SLICE, "polisen", by=CONSOLE, at=at, today=at.date())


def test_old_events_of_the_police_feed_are_not_on_the_agenda(company: Company) -> None:
    read_in(NOW)
    latest = Incident.objects.order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    assert latest is not None
    assert latest < NOW - timedelta(days=30)
    assert walk(NOW) == []
    with acting(company.coordinator) as actor:
        assert agenda(actor, NOW).incidents == ()


def test_an_old_event_that_somebody_works_with_waits_on_the_agenda(company: Company) -> None:
    read_in(NOW)
    one = Incident.objects.order_by("occurred_at").first()
    assert one is not None
    Incident.objects.filter(pk=one.pk).update(state=State.WAITING)
    assert walk(NOW) == [one.pk]


def test_the_first_page_counts_what_the_walk_shows(company: Company) -> None:
    now = timezone.now()
    read_in(now)
    make_incident(ago=HOUR)
    make_incident(ago=60 * DAY, state=State.WAITING)
    make_incident(ago=70 * DAY, state=State.REPORTED)
    client = company.coordinator.client()
    page = client.get(reverse("review:walk"), follow=True)
    place = page.context["place"]
    assert (place.number, place.total) == (1, 3)
    with acting(company.coordinator) as actor:
        assert desk(actor, None, at=timezone.now(), visited=None).to_review == 3
