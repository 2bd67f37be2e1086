"""Each list costs the same number of queries whatever it holds."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import make_disclosure, make_draft
from tests.trust.people.persons import make_person


def cost(doors: Doors, path: str) -> int:
    client = doors.decider.client()
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return sum("log_event" not in query["sql"] for query in captured.captured_queries)


def test_the_first_page_costs_the_same_with_one_and_with_many(doors: Doors) -> None:
    path = reverse("disclosures:home")
    counts = []
    for number in (1, 4):
        for n in range(number):
            person = make_person(doors.analyst, surname=f"Ek{number}{n}")
            make_disclosure(doors.analyst, doors.probation, person)
            make_draft(doors.analyst, doors.probation, doors.rule, [person])
        counts.append(cost(doors, path))
    assert counts[0] == counts[1]


def test_a_draft_costs_the_same_with_one_and_with_fifteen(doors: Doors) -> None:
    persons = [make_person(doors.analyst, surname=f"Ek{n}") for n in range(15)]
    counts = [
        cost(
            doors,
            reverse(
                "disclosures:draft", args=[make_draft(doors.analyst, doors.probation, doors.rule, some).pk]
            ),
        )
        for some in (persons[:1], persons)
    ]
    assert counts[0] == counts[1]
