"""T19: a page that shows sealed rows leaves exactly one event, and one that shows none leaves none."""

import pytest
from django.urls import reverse

from tests.steps.review.cast import Company, judge_as, make_incident, sealed_task_as, task_as, verbs_of


def verbs_of_opening(company: Company, route: str) -> list[str]:
    """The verbs of the events that the coordinator's opening of the page leaves."""
    before = len(verbs_of(company.coordinator))
    page = company.coordinator.client().get(reverse(f"review:{route}"))
    assert page.status_code == 200
    return verbs_of(company.coordinator)[before:]


@pytest.mark.parametrize("route", ["tasks", "prepare"])
def test_t19_sealed_titles_in_a_list_are_one_reading(company: Company, route: str) -> None:
    sealed_task_as(company.analyst, "Hotbedömning")
    sealed_task_as(company.analyst, "Samtal")
    assert verbs_of_opening(company, route) == ["review.read_tasks"]


def test_t19_judgements_and_tasks_on_one_page_are_one_event(company: Company) -> None:
    judge_as(company.analyst, make_incident())
    sealed_task_as(company.analyst)
    assert verbs_of_opening(company, "prepare") == ["review.read_judgements"]


@pytest.mark.parametrize("route", ["tasks", "prepare", "home"])
def test_a_page_of_joint_rows_is_not_logged(company: Company, route: str) -> None:
    task_as(company.partner)
    assert verbs_of_opening(company, route) == []
