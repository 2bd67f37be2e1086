"""Judgements: versions that never replace each other, signed, sealed, and read with one event."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.flows.judge import judge
from gvi.steps.review.models import Gmi, Judgement, JudgementSide
from gvi.steps.review.queries.figures import count_judged, gmi_counts
from gvi.steps.review.queries.judgements import latest, versions
from gvi.steps.review.refusals import AnswerNotEarlier, NotGroupRelated, OtherVersion, WrongState
from gvi.trust.log.models import Event, Operation
from gvi.trust.refusals import NotAllowed
from tests.cast import in_room
from tests.steps.review.cast import (
    DAY,
    HOUR,
    Company,
    acting,
    judge_as,
    judged,
    make_group,
    make_incident,
    verbs_of,
)

pytestmark = pytest.mark.django_db


def test_a_revised_judgement_is_a_new_version_and_the_old_one_stays(company: Company) -> None:
    salg, gran = make_group("Sälg"), make_group("Gran")
    before, incident = make_incident(ago=9 * DAY), make_incident()
    judge_as(company.analyst, incident, gmi=Gmi.SUSPECTED, acting=[salg])
    judge_as(company.coordinator, incident, after=1, acting=[salg], suffering=[gran], answer_to=before)
    with acting(company.analyst):
        newest, oldest = versions(incident)
    assert (newest.version, newest.gmi, newest.acting, newest.suffering) == (
        2,
        Gmi.KNOWN,
        ("Sälg",),
        ("Gran",),
    )
    assert (oldest.version, oldest.gmi, oldest.suffering) == (1, Gmi.SUSPECTED, ())
    assert newest.by == "Karin Norrvik" and oldest.by == "Emil Hedmark"
    assert newest.answer_to_id == before.pk
    assert verbs_of(company.analyst) == ["review.judge", "review.judge"]


def test_a_judgement_can_not_be_changed_or_removed_even_by_sql(company: Company) -> None:
    judgement = judge_as(company.analyst, make_incident())
    with acting(company.analyst):
        for act in (
            lambda: Judgement.objects.filter(pk=judgement.pk).update(gmi=Gmi.NO),
            lambda: Judgement.objects.filter(pk=judgement.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


def test_two_who_judge_at_once_do_not_overwrite_each_other(company: Company) -> None:
    incident = make_incident()
    judge_as(company.analyst, incident)
    with pytest.raises(OtherVersion):
        judge_as(company.coordinator, incident, after=0)


def test_what_is_not_group_related_has_no_sides(company: Company) -> None:
    with pytest.raises(NotGroupRelated):
        judge_as(company.analyst, make_incident(), gmi=Gmi.NO, acting=[make_group("Sälg")])


def test_an_answer_comes_after_what_it_answers(company: Company) -> None:
    with pytest.raises(AnswerNotEarlier):
        judge_as(company.analyst, make_incident(ago=2 * DAY), answer_to=make_incident(ago=DAY))


def test_an_incident_set_aside_is_not_judged(company: Company) -> None:
    with pytest.raises(WrongState):
        judge_as(company.analyst, make_incident(state=State.UNFOUNDED))


def test_only_those_who_judge_judge(company: Company) -> None:
    incident = make_incident()
    for player in (company.patrol, company.partner, company.probation):
        with in_room(player) as actor, pytest.raises(NotAllowed):
            judge(incident, judged(), after=0, by=actor, at=timezone.now())


def test_no_other_room_sees_a_judgement_or_a_side(company: Company) -> None:
    judge_as(company.analyst, make_incident(), acting=[make_group("Sälg")])
    with in_room(company.partner):
        assert not Judgement.objects.exists() and not JudgementSide.objects.exists()
    assert not Judgement.objects.exists()


def test_t19_reading_the_versions_of_an_incident_leaves_one_event(company: Company) -> None:
    incident = make_incident()
    judge_as(company.analyst, incident)
    judge_as(company.analyst, incident, after=1)
    company.analyst.client().get(reverse("review:incident", args=[incident.pk]))
    with in_room(company.analyst):
        read = Event.objects.get(operation=Operation.READ)
    assert (read.verb, read.record_id, read.count) == ("review.read_judgements", incident.pk, 2)


def test_an_unjudged_incident_leaves_no_event_of_reading(company: Company) -> None:
    company.analyst.client().get(reverse("review:incident", args=[make_incident().pk]))
    assert verbs_of(company.analyst) == []


def test_the_latest_judgements_of_many_cost_three_queries(
    company: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group, incidents = make_group("Sälg"), [make_incident() for _ in range(12)]
    for incident in incidents:
        judge_as(company.analyst, incident, acting=[group])
    with acting(company.analyst), django_assert_num_queries(3):
        found = latest(incident.pk for incident in incidents)
    assert {view.acting for view in found.values()} == {("Sälg",)}


def post(company: Company, incident: Incident, **form: object) -> int:
    sent = {"after": "0", "gmi": "known", "certainty": "high", "motive": "dispute", **form}
    return company.analyst.client().post(reverse("review:judge", args=[incident.pk]), sent).status_code


def test_the_form_saves_what_was_chosen(company: Company) -> None:
    group, before, incident = make_group("Sälg"), make_incident(ago=5 * DAY), make_incident()
    sent = {"acting": [str(group.pk)], "answer_to": str(before.pk), "risk": "Hög", "warn": "Systern"}
    assert post(company, incident, **sent) == 302
    with acting(company.analyst):
        view = versions(incident)[0]
    assert (view.acting, view.answer_to_id, view.risk, view.warn) == (("Sälg",), before.pk, "Hög", "Systern")


def test_the_form_says_what_is_missing_and_when_another_was_faster(company: Company) -> None:
    incident = make_incident()
    assert post(company, incident, gmi="") == 422
    assert post(company, incident) == 302
    assert post(company, incident) == 422


def test_searching_saves_nothing_and_keeps_what_was_typed(company: Company) -> None:
    near, far = (
        make_incident(ago=3 * DAY, area="Norra torget"),
        make_incident(ago=9 * DAY, area="Södra parken"),
    )
    incident = make_incident()
    sent = {"after": "0", "risk": "Väntar svar", "search": "1", "area": str(far.area_id), "answer_to": ""}
    response = company.analyst.client().post(reverse("review:judge", args=[incident.pk]), sent)
    text = response.content.decode()
    assert response.status_code == 200 and "Väntar svar" in text
    assert f'value="{far.pk}"' in text and f'value="{near.pk}"' not in text
    with acting(company.analyst):
        assert not Judgement.objects.exists()


def test_only_the_ninety_days_before_are_offered_as_answered(company: Company) -> None:
    old, later, incident = make_incident(ago=95 * DAY), make_incident(ago=HOUR), make_incident(ago=2 * HOUR)
    text = company.analyst.client().get(reverse("review:incident", args=[incident.pk])).content.decode()
    assert str(old.pk) not in text.split('id="tidigare"')[1]
    assert str(later.pk) not in text.split('id="tidigare"')[1]


def test_a_group_beyond_the_offered_ones_is_named_in_words(company: Company) -> None:
    for number in range(41):
        make_group(f"Träd {number:02d}")
    incident = make_incident()
    assert post(company, incident, acting_more="Träd 39, Träd 07") == 302
    assert post(company, incident, after="1", acting_more="Finns inte") == 422
    with acting(company.analyst):
        assert versions(incident)[0].acting == ("Träd 07", "Träd 39")


def test_counts_follow_the_latest_judgement_of_confirmed_incidents(company: Company) -> None:
    revised = make_incident()
    judge_as(company.analyst, revised, gmi=Gmi.NO)
    judge_as(company.analyst, revised, after=1, gmi=Gmi.SUSPECTED)
    judge_as(company.analyst, make_incident())
    judge_as(company.analyst, make_incident(state=State.WAITING))
    judge_as(company.analyst, make_incident(ago=400 * DAY))
    make_incident()
    now = timezone.now()
    with acting(company.analyst) as actor:
        counts = gmi_counts(actor, now - 365 * DAY, now)
    assert counts is not None
    assert (counts.known, counts.suspected, counts.total, counts.other) == (1, 1, 3, 1)
    with acting(company.partner) as actor:
        assert gmi_counts(actor, now - 365 * DAY, now) is None
        assert count_judged(now - 365 * DAY, now).known == 0
