"""The persons of the invented city, entered by the members of their own rooms through the product's flows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from gvi.city.persons import People
from gvi.cli.demo.moments import Story
from gvi.cli.demo.persons_together import (
    approve_together,
    enter_together,
    renew_together,
    say_together,
)
from gvi.cli.demo.rooms import DemoCast
from gvi.trust.law.words import Secrecy
from gvi.trust.people.facts import NewPerson, NewRole
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.add_statement import NewStatement, add_statement
from gvi.trust.people.flows.approve_person import approve_person
from gvi.trust.people.flows.drop_suspicion import drop_suspicion
from gvi.trust.people.lasting.flows.leave import leave
from gvi.trust.people.lasting.flows.renew import Renewal, renew
from gvi.trust.people.models import Person
from gvi.trust.people.words import (
    Accuracy,
    Concern,
    ExitReason,
    PersonRoleName,
    Regime,
    Reliability,
    State,
    StatementKind,
    UnderEighteen,
)
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

Rows = list[dict[str, Any]]
Known = dict[str, Person]
Entry = tuple[str, datetime, NewPerson]
DAY = timedelta(days=1)
FIRST_CASE_REVIEW, NEXT_CASE_REVIEW = timedelta(days=80), timedelta(days=170)
CASE_NEED = "Ärendet är öppet. Numret behövs för att kunna svara den som frågar i tid."
LAST_PHONES = 59  # 070-174 06 41 to 99 are kept for fiction
MANY = 100
WAITING = 2  # young persons whose second approval is still to come


def load_police(people: People, cast: DemoCast, story: Story) -> Known:
    """Police: everybody with roles, renewals and statements; dropped suspicions come later, with who was told."""
    analyst, decider = cast.actor(Kind.POLICE, Role.ANALYST), cast.actor(Kind.POLICE, Role.DECISION_MAKER)
    roles, reviews, said = (_by_person(it) for it in (people.roles, people.reviews, people.statements))
    rows = list(people.persons.iter_rows(named=True))
    absent = waiting(people)
    if len(rows) > MANY:
        return _load_many(people, cast, story, roles)
    known: Known = {}
    for row in rows:
        if row["id"] in absent:
            row = {**row, "entered_at": max(people.persons["entered_at"].to_list())}
        person = _enter(row, roles[row["id"]], cast, analyst, story)
        known[row["id"]] = person
        if row["id"] in absent:
            continue
        if person.state == State.PROPOSED:
            _approve(person, decider, row["entered_at"] + DAY, story)
        _renew(person, reviews[row["id"]], analyst, story)
        _say(person, said[row["id"]], analyst, story)
    return known


def _load_many(people: People, cast: DemoCast, story: Story, roles: dict[str, Rows]) -> Known:
    """The same of very many, a week at a time."""
    analyst, decider = cast.actor(Kind.POLICE, Role.ANALYST), cast.actor(Kind.POLICE, Role.DECISION_MAKER)
    absent, last = waiting(people), max(people.persons["entered_at"].to_list())
    rows = list(people.persons.iter_rows(named=True))
    when = {row["id"]: last if row["id"] in absent else row["entered_at"] for row in rows}
    new = [(row["id"], when[row["id"]], _new(row, roles[row["id"]], cast)) for row in rows]
    known = enter_together(new, analyst, story)
    present = {pk: person for pk, person in known.items() if pk not in absent}
    young = [(when[pk] + DAY, one) for pk, one in present.items() if one.state == State.PROPOSED]
    approve_together(young, decider, story)
    renew_together(_all_needs(_by_person(people.reviews), present), analyst, story)
    said = [row for row in people.statements.iter_rows(named=True) if row["person"] in present]
    told = ((row["at"], known[row["person"]], vars(_statement(row))) for row in said)
    say_together(told, analyst, story)
    return known


def waiting(people: People) -> set[str]:
    """Young persons of whom nothing has been told, taken as entered last."""
    told = set(people.disclosures["person"])
    young = people.persons.filter(minor=True, regime="not_common")["id"].to_list()
    return set([person for person in young if person not in told][-WAITING:])


def _by_person(frame: Any) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[row["person"]].append(row)
    return found


def _enter(row: dict[str, Any], roles: Rows, cast: DemoCast, by: Actor, story: Story) -> Person:
    with story.act(by, row["entered_at"]) as now:
        return add_person(_new(row, roles, cast), by=by, at=now)


def _new(row: dict[str, Any], roles: Rows, cast: DemoCast) -> NewPerson:
    same = ("local_reference", "surname", "given_name", "identity_number", "birth_date", "protected")
    why = ("address", "phone", "purpose", "basis", "evidence", "based_on", "concern_reference")
    return NewPerson(
        **{name: row[name] for name in (*same, *why)},
        regime=Regime(row["regime"]),
        concern=Concern(row["concern"]),
        under_eighteen=UnderEighteen(row["under_eighteen"]),
        roles=tuple(_roles(roles)),
        officers=tuple(cast.by_mail[address].pk for address in row["officers"]),
    )


def _roles(rows: Rows) -> Iterable[NewRole]:
    """The roles a person came in with; that a suspicion has ended comes out of dropping it."""
    for row in rows:
        if row["role"] != PersonRoleName.NOT_SUSPECTED:
            yield NewRole(PersonRoleName(row["role"]), row["since"], row["source"])


def _approve(person: Person, by: Actor, told: datetime, story: Story) -> None:
    with story.act(by, told) as now:
        approve_person(person, by=by, at=now)


def _renew(person: Person, rows: Rows, by: Actor, story: Story) -> None:
    for told, need in _needs(rows):
        with story.act(by, told) as now:
            renew(person, Renewal(need), by=by, at=now)


def _needs(rows: Rows) -> Iterator[tuple[datetime, str]]:
    """When and why the data are needed still, never twice in the same words."""
    used: set[str] = set()
    for row in rows:
        need = row["need"] if row["need"] not in used else f"{row['need']} Prövat igen {row['at']:%Y-%m-%d}."
        used.add(need)
        yield row["at"], need


def _say(person: Person, rows: Rows, by: Actor, story: Story) -> None:
    for row in rows:
        with story.act(by, row["at"]) as now:
            add_statement(person, _statement(row), by=by, at=now)


def _statement(row: dict[str, Any]) -> NewStatement:
    return NewStatement(
        kind=StatementKind(row["kind"]),
        text=row["text"],
        source=row["source"],
        reliability=Reliability(row["reliability"]),
        accuracy=Accuracy(row["accuracy"]),
        said_on=row["said_on"],
        secrecy=Secrecy(row["secrecy"]),
    )


def drop_suspicions(people: People, known: Known, cast: DemoCast, story: Story) -> None:
    """Suspicions that have ended; whoever was told before is corrected in the same act (T13)."""
    analyst = cast.actor(Kind.POLICE, Role.ANALYST)
    told = _corrected(people)
    for row in people.roles.iter_rows(named=True):
        if row["until"]:
            at = told.get(row["person"]) or _afternoon(row["until"], people)
            with story.act(analyst, at) as now:
                drop_suspicion(known[row["person"]], row["end_reason"], by=analyst, at=now)


def _corrected(people: People) -> dict[str, datetime]:
    return {
        row["person"]: row["ended_at"]
        for row in people.disclosures.iter_rows(named=True)
        if row["state"] == "corrected" and row["register"] == "police"
    }


def _afternoon(day: date, people: People) -> datetime:
    zone = people.persons["entered_at"][0].tzinfo
    return datetime(day.year, day.month, day.day, 13, 10, tzinfo=zone)


def load_probation(people: People, cast: DemoCast, story: Story) -> Known:
    """Probation's short list."""
    new: dict[str, list[Entry]] = defaultdict(list)
    for place, row in enumerate(people.probation.iter_rows(named=True)):
        facts = NewPerson(
            based_on=row["since"],
            surname=row["surname"],
            given_name=row["given_name"],
            identity_number=row["identity_number"],
            birth_date=row["birth_date"],
            phone=f"070-174 06 {41 + place % LAST_PHONES}",
            roles=(NewRole(PersonRoleName(row["role"]), row["since"], row["source"]),),
        )
        new[row["officer"]].append((row["id"], row["entered_at"], facts))
    return _entered({cast.mail(officer): rows for officer, rows in new.items()}.items(), story)


def load_cases(people: People, cast: DemoCast, story: Story) -> Known:
    """Social services: numbers and no names."""
    rows = list(people.cases.iter_rows(named=True))
    new: dict[str, list[Entry]] = defaultdict(list)
    for row in rows:
        facts = NewPerson(local_reference=row["number"], based_on=row["opened_at"].date())
        new[row["board"]].append((row["id"], row["opened_at"], facts))
    workers = {board: cast.here(board, Role.CASE_WORKER) for board in new}
    known = _entered([(workers[board], entries) for board, entries in new.items()], story)
    last: datetime = max(people.persons["entered_at"].to_list())
    for board, worker in workers.items():
        mine = [row for row in rows if row["board"] == board]
        reviewed = {row["id"]: _case_reviews(row, last) for row in mine}
        if len(rows) > MANY:
            renew_together(_all_needs(reviewed, known), worker, story)
        else:
            for pk, reviews in reviewed.items():
                _renew(known[pk], reviews, worker, story)
    return known


def _all_needs(rows: dict[str, Rows], known: Known) -> Iterator[tuple[datetime, Person, str]]:
    for pk, reviews in rows.items():
        if pk in known:
            for told, need in _needs(reviews):
                yield told, known[pk], need


def _entered(new: Iterable[tuple[Actor, list[Entry]]], story: Story) -> Known:
    """Everybody, each by the member who answers for them; a week at a time when they are many."""
    known: Known = {}
    for by, entries in new:
        if len(entries) > MANY:
            known |= enter_together(entries, by, story)
            continue
        for key, told, facts in entries:
            with story.act(by, told) as now:
                known[key] = add_person(facts, by=by, at=now)
    return known


def _case_reviews(row: dict[str, Any], until: datetime) -> Rows:
    """In good time before each review falls due, as long as the case is open."""
    found, at, until = [], row["opened_at"] + FIRST_CASE_REVIEW, row["closed_at"] or until
    while at < until:
        found.append({"need": CASE_NEED, "at": at})
        at += NEXT_CASE_REVIEW
    return found


def close_cases(people: People, known: Known, cast: DemoCast, story: Story) -> None:
    """Close what has been closed; a closed case is set apart until the board's own decision lets it be erased."""
    for row in people.cases.iter_rows(named=True):
        if row["closed_at"]:
            worker = cast.here(row["board"], Role.CASE_WORKER)
            with story.act(worker, row["closed_at"]) as now:
                leave(known[row["id"]], ExitReason.NO_LONGER_NEEDED, by=worker, at=now)
