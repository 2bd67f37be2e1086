"""A problem analysis leaves the police room by a named decision only, and only the one without secrets (T26, T34)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.mapping.flows.release_analysis import (
    AnalysisReleased,
    HoldsSecrets,
    MarkMissing,
    OwnAnalysis,
    PeriodReleased,
)
from gvi.steps.mapping.models import Language, ProblemAnalysis, ReleasedAnalysis, Version
from gvi.steps.review.flows.secrecy_test import record_release
from gvi.steps.review.models import Release
from gvi.steps.review.refusals import SecrecyTestTooShort
from gvi.trust.log.models import Event
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.records.documents import joint_documents
from tests.cast import in_room
from tests.steps.mapping.reports import DECISION, made_by, release_as, text_of
from tests.steps.mapping.world import DAY, days_ago, judged_as, make_group, relate_as
from tests.steps.review.cast import Company

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/problemanalys/"
SENT = {
    "test": DECISION.test,
    "registry_number": DECISION.registry_number,
    "erasure_decision": DECISION.erasure_decision,
    "secrecy_marking": "",
}


def test_what_a_decision_maker_releases_everybody_reads_as_it_was(company: Company) -> None:
    made = made_by(company.analyst, Version.OPEN)
    page = company.decider.client().post(f"{PATH}{made.pk}/lamna/", SENT, follow=True).content.decode()
    assert "Analysen är lämnad till samverkan" in page
    released = ReleasedAnalysis.objects.get()
    assert (released.owner_id, released.released_by) == (
        company.decider.member.workspace_id,
        company.decider.member.pk,
    )
    for player in (company.partner, company.probation, company.patrol, company.analyst):
        browser = player.client()
        assert "A 2026-17" in browser.get(f"{PATH}lamnade/").content.decode()
        answer = browser.get(f"{PATH}lamnade/{released.pk}.pdf")
        assert answer.content == bytes(made.pdf)
        name = f"problemanalys-utan-hemliga-uppgifter-{localdate()}.pdf"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        with in_room(player):
            assert Event.objects.filter(verb="mapping.export_released", record_id=released.pk).exists()


def test_the_decision_stays_in_the_room_with_its_secrecy_test(company: Company) -> None:
    made = made_by(company.analyst, Version.OPEN)
    released = release_as(company.decider, made)
    with in_room(company.decider):
        decision = Release.objects.get()
        event = Event.objects.get(verb="mapping.release_analysis")
    assert (decision.what, decision.target, decision.test) == ("analysis", released.pk, DECISION.test)
    assert (event.operation, event.record_id, event.reason) == ("disclose", released.pk, "")
    with in_room(company.partner):
        assert not Release.objects.exists()


def test_t34_the_full_one_is_never_released(company: Company) -> None:
    made = made_by(company.analyst, Version.FULL)
    with pytest.raises(HoldsSecrets):
        release_as(company.decider, made)
    assert company.decider.client().get(f"{PATH}{made.pk}/lamna/").status_code == 404


def test_t34_not_by_sql_either(company: Company) -> None:
    full, opened = made_by(company.analyst, Version.FULL), made_by(company.analyst, Version.OPEN)
    with in_room(company.decider) as actor:
        fields = {
            "language": "sv",
            "period_from": full.period_from,
            "period_until": full.period_until,
            "owner_id": actor.workspace_id,
            "registry_number": "A 1",
            "erasure_decision": "B 1",
            "released_at": timezone.now(),
            "released_by": actor.member_id,
        }
        with pytest.raises(DatabaseError, match="without secrets"), transaction.atomic():
            ReleasedAnalysis.objects.create(pdf=bytes(full.pdf), **fields)
        with pytest.raises(DatabaseError, match="without secrets"), transaction.atomic():
            ReleasedAnalysis.objects.create(pdf=bytes(opened.pdf) + b" ", **fields)


def test_only_a_decision_maker_releases(company: Company) -> None:
    made = made_by(company.analyst, Version.OPEN)
    for player in (company.coordinator, company.analyst, company.patrol, company.partner):
        assert player.client().post(f"{PATH}{made.pk}/lamna/", SENT).status_code == 404
        with pytest.raises(NotAllowed):
            release_as(player, made)
    assert not ReleasedAnalysis.objects.exists()


def test_a_ticked_test_or_a_missing_mark_is_refused(company: Company) -> None:
    made = made_by(company.analyst, Version.OPEN)
    with pytest.raises(SecrecyTestTooShort):
        release_as(company.decider, made, replace(DECISION, test="Ja"))
    with pytest.raises(MarkMissing):
        release_as(company.decider, made, replace(DECISION, erasure_decision="  "))
    answer = company.decider.client().post(f"{PATH}{made.pk}/lamna/", {**SENT, "test": "Ja"})
    assert answer.status_code == 422


def test_it_is_released_once(company: Company) -> None:
    made = made_by(company.analyst, Version.OPEN)
    release_as(company.decider, made)
    with pytest.raises(AnalysisReleased):
        release_as(company.decider, made)
    assert f"lämnad {localdate()}" in company.analyst.client().get(PATH).content.decode()


def test_t34_the_maker_never_releases_it(company: Company) -> None:
    made = made_by(company.decider, Version.OPEN)
    with pytest.raises(OwnAnalysis):
        release_as(company.decider, made)
    page = company.decider.client().post(f"{PATH}{made.pk}/lamna/", SENT)
    assert page.status_code == 422
    assert "Du har själv gjort analysen" in page.content.decode()
    assert not ReleasedAnalysis.objects.exists()
    with in_room(company.decider):
        assert not Release.objects.exists()


def test_t34_a_second_one_with_the_same_end_and_language_is_never_released(company: Company) -> None:
    release_as(company.decider, made_by(company.analyst, Version.OPEN))
    for months in (12, 24):
        again = made_by(company.analyst, Version.OPEN, months=months)
        with pytest.raises(PeriodReleased):
            release_as(company.decider, again)
    page = company.decider.client().post(f"{PATH}{again.pk}/lamna/", SENT)
    assert page.status_code == 422
    assert "slutar samma dag är redan lämnad" in page.content.decode()
    release_as(company.decider, made_by(company.analyst, Version.OPEN, Language.ENGLISH))
    assert ReleasedAnalysis.objects.count() == 2
    with in_room(company.decider):
        assert Release.objects.count() == 2


def test_t34_a_second_one_is_not_released_by_sql_either(company: Company) -> None:
    release_as(company.decider, made_by(company.analyst, Version.OPEN))
    again = made_by(company.analyst, Version.OPEN, months=24)
    with in_room(company.decider) as actor:
        record_release(Release.What.ANALYSIS, again.pk, DECISION.test, by=actor, at=timezone.now())
        with pytest.raises(IntegrityError, match="mapping_released_once"), transaction.atomic():
            ReleasedAnalysis.objects.create(
                id=again.pk,
                language=again.language,
                period_from=again.period_from,
                period_until=again.period_until,
                pdf=bytes(again.pdf),
                owner_id=own_room(actor),
                registry_number="A 1",
                erasure_decision="B 1",
                released_at=timezone.now(),
                released_by=own_member(actor),
            )


def test_a_request_for_public_records_finds_it_with_its_marks(company: Company) -> None:
    released = release_as(company.decider, made_by(company.analyst, Version.OPEN))
    found = [one for one in joint_documents(localdate(), localdate()) if "Problemanalys" in one.title]
    assert [(one.registry_number, one.owner_id, one.url) for one in found] == [
        ("A 2026-17", released.owner_id, f"{PATH}lamnade/{released.pk}.pdf")
    ]
    assert not joint_documents(localdate() - timedelta(days=9), localdate() - timedelta(days=2))


def test_t34_canary_no_page_or_document_of_the_joint_space_names_what_police_know(company: Company) -> None:
    names = ("Kanariegran", "Kanarieask")
    gran, ask = (make_group(name, own_row=False) for name in names)
    for month in (3, 4, 5):
        judged_as(company.analyst, ago=month * 31 * DAY, acting=(gran,), suffering=(ask,))
    relate_as(company.analyst, gran, ask, since=days_ago(300))
    full = made_by(company.analyst, Version.FULL)
    assert "Kanariegran" in text_of(full.pdf)
    released = release_as(company.decider, made_by(company.analyst, Version.OPEN))
    for player in (company.partner, company.probation, company.patrol):
        browser = player.client()
        seen = browser.get(f"{PATH}lamnade/").content.decode()
        seen += text_of(browser.get(f"{PATH}lamnade/{released.pk}.pdf").content)
        assert "Kanarie" not in seen
        assert browser.get(f"{PATH}{full.pk}.pdf").status_code == 404


def test_the_joint_list_costs_the_same_whatever_its_length(
    company: Company, django_assert_max_num_queries: object
) -> None:
    browser = company.partner.client()
    for language in Language:
        release_as(company.decider, made_by(company.analyst, Version.OPEN, language))
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        browser.get(f"{PATH}lamnade/")


def test_what_was_made_is_never_changed_or_taken_back(company: Company) -> None:
    made = made_by(company.analyst, Version.OPEN)
    release_as(company.decider, made)
    with in_room(company.decider):
        for rows in (ProblemAnalysis.objects, ReleasedAnalysis.objects):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(language="en")
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.all().delete()
