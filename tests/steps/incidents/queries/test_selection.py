"""The filter: what it finds, in which order, and that nothing but what is listed can be asked for."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from gvi.steps.incidents.forms.filter import FilterForm, only
from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.queries.listing import MOST, PER_PAGE, CappedPaginator, listing
from gvi.steps.incidents.queries.selection import ORDERS, Selection, sources
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.models import Area
from tests.steps.incidents.scene import ago, make_incident

pytestmark = pytest.mark.django_db


def test_a_day_is_the_swedish_day() -> None:
    late = make_incident(occurred_at=datetime(2026, 11, 20, 22, 59, tzinfo=UTC))
    after = make_incident(occurred_at=datetime(2026, 11, 20, 23, 0, tzinfo=UTC))
    assert list(Selection(last=date(2026, 11, 20)).rows()) == [late]
    assert list(Selection(first=date(2026, 11, 21)).rows()) == [after]


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", Kind.ARSON), ("state", State.CONFIRMED), ("source", "polisen"), ("area", "harbour")],
)
def test_each_filter_finds_its_own(field: str, value: object) -> None:
    chosen = Area.objects.create(name="Hamnen") if field == "area" else value
    wanted = make_incident(**{field: chosen})
    make_incident()
    key = chosen.pk if isinstance(chosen, Area) else chosen
    assert list(Selection(**{field: key}).rows()) == [wanted]  # type: ignore[arg-type]


def test_the_sources_own_id_is_found_in_any_source() -> None:
    one = make_incident(source="polisen", source_id="4711")
    two = make_incident(source="sheet", source_id="4711")
    make_incident(source_id="47110")
    assert set(Selection(reference="4711").rows()) == {one, two}
    assert list(Selection(reference="4711", source="polisen").rows()) == [one]


def test_sources_are_each_named_once() -> None:
    for source in ("sheet", "own", "sheet", "polisen"):
        make_incident(source=source)
    assert sources() == ["own", "polisen", "sheet"]


def test_no_incidents_no_sources() -> None:
    assert sources() == []


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_and_its_opposite_are_each_others_mirror(order: str) -> None:
    for day in range(4):
        make_incident(occurred_at=ago(day), dead=day % 2, injured=day % 3)
    opposite = order.removeprefix("-") if order.startswith("-") else f"-{order}"
    one, other = (list(Selection(order=key).ordered()) for key in (order, opposite))
    assert one == other[::-1]


def test_a_page_costs_two_queries_whatever_it_holds(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    area = Area.objects.create(name="Hamnen")
    for _ in range(PER_PAGE + 3):
        make_incident(area=area, summary="x" * 300)
    with django_assert_num_queries(2):
        found = listing(Selection(), 2)
        shown = [(row.area.name, row.begins) for row in found.page]  # type: ignore[union-attr, attr-defined]
    assert shown == [("Hamnen", "x" * 100)] * 3
    assert not found.more


def test_a_page_that_does_not_exist_gives_the_last() -> None:
    make_incident()
    assert listing(Selection(), "99").page.number == 1
    assert listing(Selection(), "x").page.number == 1


def test_counting_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        make_incident()
    monkeypatch.setattr("gvi.steps.incidents.queries.listing.MOST", 2)
    paginator = CappedPaginator(Selection().ordered(), 1)
    assert (paginator.counted, paginator.count, paginator.num_pages) == (3, 2, 2)
    assert listing(Selection()).more
    assert MOST == 10_000


def test_t22_a_name_the_page_does_not_know_is_refused() -> None:
    with pytest.raises(BadRequest):
        only(QueryDict("slag=shooting&grupp=Ek"), "slag")


@pytest.mark.parametrize(
    "sent", ["slag=x", "lage=x", "omrade=x", "kalla=x", "fran=x", "sort=dead", "arende=" + "1" * 201]
)
def test_a_value_that_is_none_of_the_choices_is_told(sent: str) -> None:
    form = FilterForm(QueryDict(sent))
    assert not form.is_valid()
    assert list(form.errors) == [sent.partition("=")[0]]


def test_the_filter_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_incident()
    Area.objects.create(name="Hamnen")
    with django_assert_num_queries(2):
        assert FilterForm(QueryDict("fran=2026-11-01&slag=shooting")).is_valid()
