"""The pages of the audit session: list, agenda, the walk, questions, minutes; each reading logged."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.models import Group
from gvi.steps.mapping.models import AuditGroup, Changed
from tests.cast import in_room
from tests.steps.mapping.audit_world import held_by, note_as, opened_by, planned_by, read_as, write_as
from tests.steps.mapping.world import make_group
from tests.steps.review.cast import Company, verbs_of

pytestmark = pytest.mark.django_db
LIST = "/kartlaggning/gruppgenomgangar/"


@pytest.fixture
def gran(db: None) -> Group:
    """A group that goes on."""
    return make_group("Gran", own_row=False)


@pytest.fixture
def analyst(company: Company) -> Client:
    """The analyst's browser."""
    return company.analyst.client()


def test_planning_leads_to_the_audit_with_its_agenda(analyst: Client, gran: Group) -> None:
    assert "Ingen gruppgenomgång än" in analyst.get(LIST).content.decode()
    answer = analyst.post(f"{LIST}planera/", {"planned_on": f"{localdate()}"}, follow=True)
    page = answer.content.decode()
    assert "Gruppgenomgången är planerad." in page
    assert "Gruppgenomgång 1" in page
    assert "Gran" in page
    assert "Öppna gruppgenomgången" in page


def test_a_day_that_has_been_is_refused_at_the_field(analyst: Client) -> None:
    yesterday = localdate() - timedelta(days=1)
    answer = analyst.post(f"{LIST}planera/", {"planned_on": f"{yesterday}"})
    assert answer.status_code == 422
    assert "Välj en dag från och med i dag" in answer.content.decode()


def test_the_walk_goes_from_group_to_group_and_then_to_the_questions(
    company: Company, analyst: Client, gran: Group
) -> None:
    ask = make_group("Ask", own_row=False)
    audit = opened_by(company.analyst)
    address = f"{LIST}{audit.pk}/"
    first = analyst.post(f"{address}grupp/{ask.pk}/", {"changed": "same", "words": ""})
    assert first.headers["Location"] == f"{address}grupp/{gran.pk}/"
    refused = analyst.post(f"{address}grupp/{gran.pk}/", {"changed": "changed", "words": ""})
    assert refused.status_code == 422
    assert "Skriv vad som har ändrats" in refused.content.decode()
    last = analyst.post(f"{address}grupp/{gran.pk}/", {"changed": "changed", "words": "Har nya områden."})
    assert last.headers["Location"] == f"{address}#fragor"
    with in_room(company.analyst):
        assert AuditGroup.objects.filter(audit=audit).count() == 2


def test_nothing_is_chosen_before_somebody_chooses(company: Company, analyst: Client, gran: Group) -> None:
    audit = opened_by(company.analyst)
    page = analyst.get(f"{LIST}{audit.pk}/grupp/{gran.pk}/").content.decode()
    assert " checked" not in page
    write_as(company.analyst, audit, gran)
    assert page.count('type="radio"') == len(Changed)
    assert analyst.get(f"{LIST}{audit.pk}/grupp/{gran.pk}/").content.decode().count(" checked") == 1


def test_functions_are_ticked_or_written(company: Company, analyst: Client) -> None:
    audit = opened_by(company.analyst)
    sent = {"functions": ["Samordnare", "Utredning"], "others": "Kriminaltekniker\n", "note": "Lugnt."}
    page = analyst.post(f"{LIST}{audit.pk}/anteckning/", sent, follow=True).content.decode()
    assert "Samordnare, Utredning, Kriminaltekniker" in page
    assert read_as(company.analyst, audit).note == "Lugnt."


def test_another_approves_and_the_page_then_only_reads(company: Company, gran: Group) -> None:
    audit = opened_by(company.analyst)
    write_as(company.analyst, audit, gran, Changed.CHANGED, "Har nya områden.")
    decider = company.decider.client()
    page = decider.post(f"{LIST}{audit.pk}/godkann/", follow=True).content.decode()
    assert "Skriv vilka funktioner som var med" in page
    note_as(company.analyst, audit)
    page = decider.post(f"{LIST}{audit.pk}/godkann/", follow=True).content.decode()
    assert "Minnesanteckningarna är godkända och låsta." in page
    assert "Har nya områden." in page
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main
    document = decider.get(f"{LIST}{audit.pk}/minnesanteckningar.pdf")
    assert document.headers["Content-Type"] == "application/pdf"
    assert document.content.startswith(b"%PDF-")
    assert verbs_of(company.decider)[-1] == "mapping.audit_pdf"


def test_minutes_are_there_only_when_approved(company: Company, analyst: Client) -> None:
    audit = opened_by(company.analyst)
    assert analyst.get(f"{LIST}{audit.pk}/minnesanteckningar.pdf").status_code == 404


def test_a_locked_audit_has_no_walk(company: Company, analyst: Client, gran: Group) -> None:
    audit = held_by(company.analyst, company.decider, gran)
    assert analyst.get(f"{LIST}{audit.pk}/grupp/{gran.pk}/").status_code == 404


def test_the_agenda_is_printed(company: Company, analyst: Client, gran: Group) -> None:
    audit = planned_by(company.analyst, days=3)
    document = analyst.get(f"{LIST}{audit.pk}/dagordning.pdf")
    assert document.content.startswith(b"%PDF-")
    assert verbs_of(company.analyst)[-1] == "mapping.audit_agenda"


def test_the_decision_maker_reads_the_walk_and_writes_nothing(company: Company, gran: Group) -> None:
    audit, decider = opened_by(company.analyst), company.decider.client()
    address = f"{LIST}{audit.pk}/grupp/{gran.pk}/"
    assert "Inte genomgången än" in decider.get(address).content.decode()
    assert decider.post(address, {"changed": "same"}).status_code == 404


def test_a_cancelled_one_says_why(company: Company, analyst: Client) -> None:
    audit = planned_by(company.analyst)
    sent = {"reason": "Flyttas till efter sommaren."}
    assert analyst.post(f"{LIST}{audit.pk}/stall-in/", {"reason": ""}).status_code == 422
    page = analyst.post(f"{LIST}{audit.pk}/stall-in/", sent, follow=True).content.decode()
    assert "Flyttas till efter sommaren." in page


def test_each_reading_is_logged(company: Company, analyst: Client, gran: Group) -> None:
    audit = held_by(company.analyst, company.decider, gran, at=timezone.now() - timedelta(hours=2))
    before = len(verbs_of(company.analyst))
    analyst.get(LIST)
    analyst.get(f"{LIST}{audit.pk}/")
    assert verbs_of(company.analyst)[before:] == ["mapping.audit_list", "mapping.audit_read"]
