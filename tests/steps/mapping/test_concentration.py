"""The page of concentration: plain words, and never a share without what chance alone gives."""

import pytest
from django.utils import timezone

from gvi.steps.mapping.flows.ask_analysis import ask_analysis
from gvi.steps.mapping.flows.work_on_analysis import work_on_analysis
from gvi.steps.mapping.models import Analysis, AnalysisRun
from gvi.steps.mapping.states import RunState
from gvi.trust.log.models import Event
from tests.cast import in_room
from tests.steps.review.cast import DAY, Company, judge_as, make_group, make_incident

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/koncentration/"


def make_violence(company: Company) -> None:
    """Nine incidents by Gran, one by Ask, none by the three others."""
    gran, ask, *_ = (make_group(name) for name in ("Gran", "Ask", "Lind", "Rönn", "Sälg"))
    for number in range(10):
        incident = make_incident(ago=(number + 1) * DAY)
        judge_as(company.coordinator, incident, acting=(ask if number == 0 else gran,))


def test_the_sentence_says_what_chance_gives(company: Company) -> None:
    make_violence(company)
    page = company.analyst.client().get(PATH).content.decode()
    assert "Hälften av händelserna kan kopplas till 1 av 5 grupper; av en slump hade det varit 2." in page
    assert "n = 5 grupper, c = 10 händelser" in page
    assert "Av en slump" in page


def test_the_same_in_english(company: Company) -> None:
    make_violence(company)
    browser = company.analyst.client()
    assert (
        "by chance it would have been 2"
        in browser.get(PATH, headers={"accept-language": "en"}).content.decode()
    )


def test_the_read_is_logged(company: Company) -> None:
    company.analyst.client().get(PATH)
    with in_room(company.analyst):
        assert Event.objects.filter(verb="mapping.read_concentration").count() == 1


def test_nothing_to_count_says_what_belongs_here(company: Company) -> None:
    assert "Inga händelser i perioden" in company.analyst.client().get(PATH).content.decode()


def test_a_period_that_ends_before_it_begins_is_refused(company: Company) -> None:
    answer = company.analyst.client().get(PATH, {"since": "2026-02-01", "until": "2026-01-01"})
    assert answer.status_code == 422
    assert "Perioden börjar efter att den slutar" in answer.content.decode()


def test_t22_a_filter_nobody_knows_is_refused(company: Company) -> None:
    assert company.analyst.client().get(PATH, {"person": "x"}).status_code == 400


def test_long_work_is_left_to_the_worker_and_found_again(company: Company) -> None:
    make_violence(company)
    asked = {"of": "groups", "side": "acting", "since": "2026-01-01", "until": "2026-11-01", "without": ""}
    with in_room(company.analyst) as actor:
        run = ask_analysis(Analysis.CONCENTRATION, asked, by=actor, at=timezone.now(), at_once=-1)
        assert (run.state, run.result) == (RunState.QUEUED, None)
        assert ask_analysis(Analysis.CONCENTRATION, asked, by=actor, at=timezone.now(), at_once=-1) == run
    line = company.analyst.client().get(f"/kartlaggning/analyser/{run.pk}/")
    assert "Räknar, 0 % klart" in line.content.decode()
    with in_room(company.analyst) as actor:
        work_on_analysis(run.pk, by=actor, at=timezone.now())
        found = AnalysisRun.objects.get(pk=run.pk)
    assert (found.state, found.done) == (RunState.DONE, 100)
    assert found.result and found.result["n"] == 5
    assert (
        company.analyst.client().get(f"/kartlaggning/analyser/{run.pk}/", headers={"hx-request": "true"})[
            "HX-Refresh"
        ]
        == "true"
    )
