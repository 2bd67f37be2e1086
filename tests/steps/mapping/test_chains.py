"""Chains: a suggestion with its rule, what people said of it, and never a share without its chance value."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gvi.steps.incidents.models import Incident
from gvi.steps.review.models import AnswerVerdict, Judgement
from gvi.steps.review.queries.judgements import versions
from gvi.steps.review.queries.suggested import suggested_answer
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.signing import signed
from tests.cast import in_room
from tests.events import one_event
from tests.steps.review.cast import DAY, Company, judge_as, make_group, make_incident

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/kedjor/"


def make_answer(company: Company) -> tuple[Incident, Incident]:
    """Gran against Ask, and five days later Ask against Gran."""
    gran, ask = make_group("Gran"), make_group("Ask")
    first, second = make_incident(ago=9 * DAY), make_incident(ago=4 * DAY)
    judge_as(company.coordinator, first, acting=(gran,), suffering=(ask,))
    judge_as(company.coordinator, second, acting=(ask,), suffering=(gran,), risk="Hög i helgen")
    return first, second


def say(company: Company, verdict: str, first: Incident, second: Incident) -> int:
    data = {"earlier": first.pk, "window_days": 14, "rule": "Inom 14 dagar", "verdict": verdict, "next": PATH}
    answer = company.analyst.client().post(f"/genomgang/handelser/{second.pk}/svar/", data)
    return answer.status_code


def test_a_suggestion_is_shown_with_its_rule_and_window(company: Company) -> None:
    make_answer(company)
    page = company.analyst.client().get(PATH).content.decode()
    assert "kan vara svar på" in page
    assert "inom 14 dagar; 5,0 dagar tidigare" in page
    assert "Av en slump" in page


def test_yes_writes_the_next_version_with_all_else_as_it_was(company: Company) -> None:
    first, second = make_answer(company)
    with one_event(company.analyst, Operation.COLLECT, "review.judge"):
        assert say(company, "yes", first, second) == 302
    with in_room(company.analyst):
        now, before = versions(second)
        assert (now.answer_to_id, now.version, now.risk) == (first.pk, 2, "Hög i helgen")
        assert (now.acting, now.suffering, now.gmi) == (before.acting, before.suffering, before.gmi)
        assert AnswerVerdict.objects.get().verdict == "accepted"
    assert "Inga förslag väntar" in company.analyst.client().get(PATH).content.decode()


def test_no_is_remembered_and_nobody_is_asked_again(company: Company) -> None:
    first, second = make_answer(company)
    assert say(company, "no", first, second) == 302
    with in_room(company.analyst):
        assert Judgement.objects.filter(incident=second).count() == 1
        assert suggested_answer(second) is None
    assert "Inga förslag väntar" in company.analyst.client().get(PATH).content.decode()
    assert "nej, inte ett svar" in company.analyst.client().get(PATH, {"visa": "alla"}).content.decode()


def test_the_review_page_shows_the_suggestion(company: Company) -> None:
    first, second = make_answer(company)
    page = company.analyst.client().get(f"/genomgang/handelser/{second.pk}/").content.decode()
    assert "Kan vara svar på" in page
    assert str(first.pk) in page
    assert (
        "Kan vara svar på"
        not in company.partner.client().get(f"/genomgang/handelser/{second.pk}/").content.decode()
    )


def test_beyond_the_window_nothing_is_suggested(company: Company) -> None:
    gran, ask = make_group("Gran"), make_group("Ask")
    judge_as(company.coordinator, make_incident(ago=19 * DAY), acting=(gran,), suffering=(ask,))
    later = make_incident(ago=4 * DAY)
    judge_as(company.coordinator, later, acting=(ask,), suffering=(gran,))
    with in_room(company.analyst):
        assert suggested_answer(later) is None


def test_who_may_not_judge_may_not_answer(company: Company) -> None:
    first, second = make_answer(company)
    data = {"earlier": first.pk, "window_days": 14, "rule": "r", "verdict": "yes"}
    assert company.partner.client().post(f"/genomgang/handelser/{second.pk}/svar/", data).status_code == 404
    assert company.patrol.client().post(f"/genomgang/handelser/{second.pk}/svar/", data).status_code in {
        403,
        404,
    }


def test_the_database_takes_no_verdict_in_another_name_or_backwards(company: Company) -> None:
    first, second = make_answer(company)
    fields = {"verdict": "accepted", "window_days": 14, "rule": "r"}
    with in_room(company.analyst) as actor:
        signature = signed(actor, timezone.now())
        forged = {**signature, "by": company.coordinator.member.pk}
        for changes in (
            {**signature, "incident": first, "earlier": second},
            {**forged, "incident": second, "earlier": first},
        ):
            with pytest.raises(Exception, match="gvi:"), transaction.atomic():
                AnswerVerdict.objects.create(**fields, **changes)
        with pytest.raises(IntegrityError), transaction.atomic():
            AnswerVerdict.objects.create(
                **{**fields, "verdict": "maybe"}, **signature, incident=second, earlier=first
            )
