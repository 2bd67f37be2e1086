"""The decision as a document: an accessible PDF in Swedish, with the role beside the name (T12)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from gvi.trust.disclosures.documents import decision_pdf
from gvi.trust.disclosures.queries.sent import Sent, find_sent
from gvi.trust.disclosures.states import Form, Status
from gvi.trust.log.models import Operation
from tests.cast import Player, in_room
from tests.events import events_of
from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import make_disclosure
from tests.trust.people.persons import make_person


def found(player: Player, doors: Doors, **given: object) -> Sent:
    person = make_person(player, address="Granvägen 1")
    made = make_disclosure(player, doors.probation, person, **given)  # type: ignore[arg-type]
    with in_room(player) as actor:
        return find_sent(actor, made.pk, timezone.localdate())


@pytest.mark.parametrize("status", [Status.DECIDED, Status.REFUSED, Status.CORRECTED])
def test_every_kind_of_decision_becomes_a_tagged_pdf(doors: Doors, status: Status) -> None:
    pdf = decision_pdf(found(doors.analyst, doors, state=status), answers=[], names={}, at=timezone.now())
    assert pdf.startswith(b"%PDF-") and b"pdfuaid" in pdf and b"sv-SE" in pdf


def test_t12_the_role_stands_beside_the_name_in_what_the_document_is_written_from(doors: Doors) -> None:
    from gvi.trust.disclosures.documents import _content

    with translation.override("sv"):
        content = _content(found(doors.analyst, doors), [], {}, timezone.now())
    assert content["about"] == "Ekhult, Rut — misstänkt"
    assert content["items"][0]["text"] == "Ekhult, Rut — misstänkt"
    assert content["decider"] == "Bo Berg, Beslutsfattare"


def test_the_same_data_give_the_same_bytes_in_either_language(doors: Doors) -> None:
    sent, now = found(doors.analyst, doors, form=Form.URGENT), timezone.now()
    first = decision_pdf(sent, answers=[], names={}, at=now)
    with translation.override("en"):
        assert decision_pdf(sent, answers=[], names={}, at=now) == first


def test_t19_taking_it_is_logged_as_an_export_and_a_reading(doors: Doors, client: Client) -> None:
    made = make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst))
    before = events_of(doors.analyst)
    answer = doors.analyst.client().get(reverse("disclosures:sent_pdf", args=[made.pk]))
    assert answer.headers["Content-Disposition"] == 'inline; filename="beslut.pdf"'
    new = [event for key, event in events_of(doors.analyst).items() if key not in before]
    assert {e.operation for e in new} == {Operation.EXPORT, Operation.READ}
