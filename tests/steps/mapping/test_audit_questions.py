"""Questions that the data ask at an audit: who appear together beside who belong together; never a label on a person.

T23: no figure about one person; T12: the role stands beside the name; T19: each reading of a person is logged.
"""

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.models import Group, PersonTie
from gvi.steps.groups.words import PersonSide
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.mapping.audit_refusals import WrongAuditState
from gvi.steps.mapping.audit_words import question_words
from gvi.steps.mapping.flows.answer_audit_question import answer_question
from gvi.steps.mapping.models import Answer, AuditQuestion, QuestionKind
from gvi.steps.mapping.queries.audit_questions import Asked, asked_by_data
from gvi.trust.people.models import Person
from tests.cast import Player, in_room
from tests.steps.groups.belonging import make_involvement, make_member, make_tie, merge
from tests.steps.mapping.audit_world import (
    approve_as,
    circle,
    note_as,
    opened_by,
    questions_of,
    write_as,
)
from tests.steps.mapping.world import make_group
from tests.steps.review.cast import Company, make_incident, verbs_of
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
BASE = "/kartlaggning/gruppgenomgangar/"


def members(company: Company, people: list[Person], group: Group) -> None:
    """``people`` belong to ``group``, confirmed."""
    for person in people:
        make_member(company.analyst, person, group, second=company.coordinator)


def asked(player: Player) -> list[Asked]:
    """What the data ask today."""
    with in_room(player):
        return asked_by_data(localdate())


def test_two_groups_in_one_circle_raise_a_question(company: Company) -> None:
    people, ask, gran = circle(company.analyst, 5), make_group("Ask"), make_group("Gran")
    members(company, people[:2], ask)
    members(company, people[2:4], gran)
    (one,) = asked(company.analyst)
    assert one.kind == QuestionKind.ONE_OR_TWO
    assert one.groups == tuple(sorted((ask.pk, gran.pk)))
    assert set(one.persons) == {person.pk for person in people[:4]}


def test_a_single_member_of_another_group_is_no_question(company: Company) -> None:
    people = circle(company.analyst, 4)
    members(company, people[:3], make_group("Ask"))
    members(company, people[3:], make_group("Gran"))
    assert asked(company.analyst) == []


def test_three_without_a_group_raise_a_question_and_two_do_not(company: Company) -> None:
    circle(company.analyst, 2)
    three = circle(company.analyst, 3)
    (one,) = asked(company.analyst)
    assert (one.kind, one.groups) == (QuestionKind.WITHOUT_GROUP, ())
    assert set(one.persons) == {person.pk for person in three}


def test_one_group_in_two_circles_raises_a_question(company: Company) -> None:
    people, gran = [*circle(company.analyst, 3), *circle(company.analyst, 3)], make_group("Gran")
    members(company, people, gran)
    (one,) = asked(company.analyst)
    assert (one.kind, one.groups, len(one.persons)) == (QuestionKind.IN_PARTS, (gran.pk,), 6)


def test_suspects_of_one_incident_are_tied_and_victims_are_not(company: Company) -> None:
    first, second = make_incident(), make_incident()
    for _ in range(3):
        make_involvement(company.analyst, make_person(company.analyst), first)
    for incident in (first, second, second, second):
        victim = make_person(company.analyst, role="injured")
        make_involvement(company.analyst, victim, incident, PersonSide.INJURED)
    (one,) = asked(company.analyst)
    assert len(one.persons) == 3


def test_an_unfounded_incident_ties_nobody(company: Company) -> None:
    incident = make_incident(state=State.REPORTED)
    for _ in range(3):
        make_involvement(company.analyst, make_person(company.analyst), incident)
    ended = {"decided_at": timezone.now(), "unfounded_reason": "Fyrverkeri"}
    Incident.objects.filter(pk=incident.pk).update(state=State.UNFOUNDED, **ended)
    assert asked(company.analyst) == []


def test_a_withdrawn_tie_ties_nobody(company: Company) -> None:
    circle(company.analyst, 3)
    with in_room(company.analyst):
        PersonTie.objects.update(withdrawn_at=timezone.now())
    assert asked(company.analyst) == []


def test_records_of_one_person_are_one(company: Company) -> None:
    people = circle(company.analyst, 3)
    merge(company.analyst, people[0], people[1])
    assert asked(company.analyst) == []  # two persons are no circle


def test_another_room_is_asked_nothing(company: Company) -> None:
    circle(company.analyst, 3)
    with in_room(company.probation):
        assert asked_by_data(localdate()) == []


def test_opening_stores_the_question_with_a_count_and_no_person(company: Company) -> None:
    people = circle(company.analyst, 3)
    audit = opened_by(company.analyst)
    (question,) = questions_of(company.analyst, audit)
    assert (question.kind, question.groups, question.persons, question.answer) == (
        QuestionKind.WITHOUT_GROUP,
        [],
        3,
        Answer.OPEN,
    )
    kept = {str(getattr(question, field.attname)) for field in AuditQuestion._meta.fields}
    assert not any(str(person.pk) in value for person in people for value in kept)
    assert "mapping.audit_ask" in verbs_of(company.analyst)


def test_the_same_rows_ask_the_same_whatever_the_order(company: Company) -> None:
    for size in (3, 4, 5):
        circle(company.analyst, size)
    first = asked(company.analyst)
    assert [len(one.persons) for one in first] == [5, 4, 3]
    assert asked(company.analyst) == first


@pytest.mark.parametrize(
    ("kind", "names", "persons", "words"),
    [
        (
            "one_or_two",
            ["Ask", "Gran"],
            7,
            "Sju personer som förekommer tillsammans hör i dag till Ask och Gran. Ska de ses som en grupp?",
        ),
        (
            "without_group",
            [],
            3,
            "Tre personer som förekommer tillsammans hör i dag inte till någon grupp. Är de en grupp?",
        ),
        (
            "in_parts",
            ["Gran"],
            13,
            "13 personer som hör till Gran förekommer i skilda kretsar. Är det mer än en grupp?",
        ),
    ],
)
def test_a_question_is_a_sentence(kind: str, names: list[str], persons: int, words: str) -> None:
    assert question_words(kind, names, persons) == words


def test_an_answer_is_changed_until_approval_and_changes_no_membership(company: Company) -> None:
    circle(company.analyst, 3)
    audit = opened_by(company.analyst)
    (question,) = questions_of(company.analyst, audit)
    with in_room(company.coordinator) as actor:
        answer_question(question, Answer.UNKNOWN, "Tunt underlag.", by=actor, at=timezone.now())
        answer_question(question, Answer.NO, "", by=actor, at=timezone.now())
    assert questions_of(company.analyst, audit)[0].answer == Answer.NO
    write_as(company.analyst, audit, make_group("Gran"))
    note_as(company.analyst, audit)
    approve_as(company.decider, audit)
    with in_room(company.coordinator) as actor, pytest.raises(WrongAuditState):
        answer_question(question, Answer.YES, "", by=actor, at=timezone.now())


def test_the_question_is_answered_on_its_page(company: Company) -> None:
    circle(company.analyst, 3)
    audit = opened_by(company.analyst)
    (question,) = questions_of(company.analyst, audit)
    browser, address = company.analyst.client(), f"{BASE}fraga/{question.pk}/"
    assert "Tre personer som förekommer tillsammans" in browser.get(address).content.decode()
    assert browser.post(address, {"answer": "open"}).status_code == 422
    answer = browser.post(address, {"answer": "yes", "words": "Föreslås som egen grupp."})
    assert answer.headers["Location"] == f"{BASE}{audit.pk}/#avsluta"
    assert "Föreslås som egen grupp." in browser.get(f"{BASE}{audit.pk}/").content.decode()


def test_t12_t19_whom_a_question_stands_on_is_shown_by_name_with_role_and_logged(company: Company) -> None:
    people = [make_person(company.analyst, surname=name) for name in ("Östberg", "Alm", "Ängsvik")]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        make_tie(company.analyst, people[one], people[other])
    audit = opened_by(company.analyst)
    (question,) = questions_of(company.analyst, audit)
    before = len(verbs_of(company.decider))
    page = company.decider.client().get(f"{BASE}fraga/{question.pk}/personer/").content.decode()
    places = [page.index(name) for name in ("Alm", "Ängsvik", "Östberg")]
    assert places == sorted(places)
    assert page.count("gvi-role") == 3
    assert "Du läser personuppgifter. Läsningen loggas." in page
    assert verbs_of(company.decider)[before:].count("people.read") == 3


def test_whom_it_stood_on_is_gone_when_the_ties_are(company: Company) -> None:
    circle(company.analyst, 3)
    audit = opened_by(company.analyst)
    (question,) = questions_of(company.analyst, audit)
    with in_room(company.analyst):
        PersonTie.objects.update(withdrawn_at=timezone.now())
    page = company.analyst.client().get(f"{BASE}fraga/{question.pk}/personer/").content.decode()
    assert "Underlaget har ändrats" in page
    assert "gvi-role" not in page


def test_no_other_room_opens_it(company: Company) -> None:
    circle(company.analyst, 3)
    (question,) = questions_of(company.analyst, opened_by(company.analyst))
    for player in (company.partner, company.probation, company.patrol):
        browser = player.client()
        for part in ("", "personer/"):
            assert browser.get(f"{BASE}fraga/{question.pk}/{part}").status_code == 404
