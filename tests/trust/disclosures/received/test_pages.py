"""The pages of what was received: watermark, log, one look for all that has ended, and the copy for the file."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gvi.trust.disclosures.models import Disclosure
from gvi.trust.disclosures.states import Status
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace
from tests.events import events_of, one_event
from tests.steps.review.documents.reading import text as text_in
from tests.trust.disclosures.conftest import Doors
from tests.trust.disclosures.doors import make_agreement, make_disclosure
from tests.trust.people.persons import make_person


def told(doors: Doors, state: Status = Status.DECIDED) -> Disclosure:
    return make_disclosure(doors.analyst, doors.probation, make_person(doors.analyst), state=state)


def page(player: Player, made: Disclosure, route: str = "received") -> str:
    answer = player.client().get(reverse(f"disclosures:{route}", args=[made.pk]))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_page_shows_the_items_and_who_reads_them(doors: Doors) -> None:
    made = told(doors)
    text = page(doors.officer, made)
    assert "Ekhult, Rut — <strong>misstänkt</strong>" in text
    assert "Uppgifterna får inte lämnas vidare." in text
    assert "brottsbekämpning, OSL 35:1" in text
    assert "Läsningen loggas" in text
    mark = re.search(r'<svg class="gvi-watermark" aria-hidden="true".*?</svg>', text, re.DOTALL)
    assert mark and doors.officer.member.name in mark[0] and doors.probation.name in mark[0]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d\.\d\d</text>", mark[0])


def test_t12_the_role_stands_beside_the_name(doors: Doors) -> None:
    text = page(doors.officer, told(doors))
    cell = re.search(r"<td>Ekhult, Rut(.*?)</td>", text, re.DOTALL)
    assert cell and "misstänkt" in cell[1]


def test_t19_reading_one_is_one_event_without_its_content(doors: Doors) -> None:
    made = told(doors)
    before = set(events_of(doors.officer))
    with one_event(doors.officer, Operation.READ, "disclosures.read_received", secret="Ekhult"):
        page(doors.officer, made)
    [event] = [it for key, it in events_of(doors.officer).items() if key not in before]
    assert event.record_id == made.pk


def test_a_corrected_one_also_says_what_was_wrong(doors: Doors) -> None:
    text = page(doors.officer, told(doors, Status.CORRECTED))
    assert "Uppgiften gällde en annan adress." in text and "Ekhult" not in text


def test_the_list_tells_of_no_person_and_nothing_of_how_it_ended(doors: Doors) -> None:
    for state in (Status.DECIDED, Status.WITHDRAWN):
        told(doors, state)
    text = doors.officer.client().get(reverse("disclosures:received_list")).content.decode()
    assert "Ekhult" not in text and "1 nytt utlämnande" in text
    assert doors.officer.client().get(reverse("disclosures:received_list") + "?sort=x").status_code == 400
    assert doors.officer.client().get(reverse("disclosures:received_list") + "?lage=x").status_code == 400


def test_acknowledging_leads_to_the_next_new_one(doors: Doors) -> None:
    first, second = told(doors), told(doors)
    answer = doors.officer.client().post(reverse("disclosures:receive", args=[second.pk]), {"nasta": "1"})
    assert answer.headers["Location"] == reverse("disclosures:received", args=[first.pk])
    assert "Bekräfta mottagandet" not in page(doors.officer, second)


def test_whoever_may_answers_by_a_disclosure_of_their_own(doors: Doors) -> None:
    made = told(doors)
    assert f"{reverse('disclosures:new')}?in_answer_to={made.pk}" in page(doors.officer, made)


def test_t01_third_rooms_and_the_sender_get_404_and_a_denial(doors: Doors) -> None:
    made = told(doors)
    other = make_player(make_workspace(Kind.PROSECUTOR), Role.CONTACT_PERSON)
    for player in (other, doors.decider):
        for route in ("received", "received_print"):
            address = reverse(f"disclosures:{route}", args=[made.pk])
            assert player.client().get(address).status_code == 404
        denied = [it for it in events_of(player).values() if it.member_id == player.member.pk]
        assert [it.verb for it in denied if it.operation == Operation.DENIAL] == ["status.404"] * 2


def test_the_copy_is_a_marked_pdf_and_an_export_in_the_log(doors: Doors) -> None:
    made = told(doors)
    with one_event(doors.officer, Operation.EXPORT, "disclosures.print_received", secret="Ekhult"):
        answer = doors.officer.client().get(reverse("disclosures:received_print", args=[made.pk]))
    assert answer.headers["Content-Disposition"] == 'inline; filename="mottaget.pdf"'
    text = text_in(answer.content)
    assert "Ekhult, Rut — misstänkt" in text
    assert text.count(doors.officer.member.name) > 4


def test_what_has_ended_gives_no_copy(doors: Doors) -> None:
    made = told(doors, Status.WITHDRAWN)
    answer = doors.officer.client().get(reverse("disclosures:received_print", args=[made.pk]))
    assert answer.status_code == 409


def test_the_page_costs_the_same_however_much_the_room_has_received(doors: Doors) -> None:
    client, first = doors.officer.client(), told(doors)
    address = reverse("disclosures:received", args=[first.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    queries()
    one = queries()
    for _turn in range(3):
        told(doors)
    assert queries() == one <= 20


def test_social_services_and_receiving_rooms_read_alike(doors: Doors) -> None:
    for kind, role in ((Kind.SOCIAL_SERVICES, Role.CASE_WORKER), (Kind.TAX, Role.CONTACT_PERSON)):
        room = make_workspace(kind)
        make_agreement(doors.police, room)
        made = make_disclosure(doors.analyst, room, make_person(doors.analyst), rule="osl_10_28")
        assert "Ekhult, Rut" in page(make_player(room, role), made)
