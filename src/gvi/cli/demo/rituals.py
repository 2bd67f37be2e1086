"""What the invented rooms do besides: a file that waits, duplicates, requests, and a board's decision of erasure."""

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

from gvi.city import City
from gvi.city.persons import People
from gvi.cli.demo.moments import Story
from gvi.cli.demo.persons import Known
from gvi.cli.demo.rooms import DemoCast
from gvi.site.records.flows.register_record_request import NewRequest, register_record_request
from gvi.trust.people.batch.columns import columns_of
from gvi.trust.people.duplicates.flows.decide_pair import decide_pair
from gvi.trust.people.duplicates.flows.find_pairs import find_pairs
from gvi.trust.people.extracts.flows.choose_subject import choose_person
from gvi.trust.people.extracts.flows.register_request import register_request
from gvi.trust.people.facts import NewPerson, NewRole
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.propose_batch import propose_batch
from gvi.trust.people.lasting.flows.decide_erasure import NewDecision, decide_erasure
from gvi.trust.people.models import Pair
from gvi.trust.people.words import PairState, PersonRoleName, Regime
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AGAIN = 4  # persons of the police whom somebody has entered a second time, with a slip of the pen
NEW_NAMES = (("Sidenfågel", "Tuva"), ("Repslagarö", "Love"), ("Kompasskog", "Mio"), ("Oljelykta", "Sam"))


def load_rituals(
    city: City, people: People, known: Known, cast: DemoCast, story: Story, *, at: datetime
) -> None:
    """Everything of this page."""
    _enter_again(people, cast, story, at)
    _propose_file(cast, story, at)
    _ask_for_extract(people, known, cast, story, at)
    _ask_for_record(city, cast, story, at)
    _decide_erasure(people, cast, story, city.today)


def _enter_again(people: People, cast: DemoCast, story: Story, at: datetime) -> None:
    """The same persons once more, with a slip; one pair is found to be two people, the rest wait."""
    analyst = cast.actor(Kind.POLICE, Role.ANALYST)
    adult = [
        row
        for row in people.persons.iter_rows(named=True)
        if row["regime"] == Regime.COMMON_P1
        and not row["minor"]
        and not row["protected"]
        and row["birth_date"]
    ]
    for place, row in enumerate(adult[:AGAIN]):
        with story.act(analyst, at - (20 + 3 * place) * DAY) as now:
            add_person(_again(row, cast.today), by=analyst, at=now)
    with story.act(analyst, at - DAY) as now:
        find_pairs(by=analyst, at=now)
        first = Pair.objects.filter(state=PairState.OPEN).order_by("id").first()
        if first:
            decide_pair(first.pk, same=False, by=analyst, at=now)


def _again(row: dict[str, Any], today: date) -> NewPerson:
    name = row["surname"]
    role = NewRole(PersonRoleName.SUSPECTED, today - timedelta(days=40), "Anmälan, BH-K 9920-26")
    return NewPerson(
        based_on=today - timedelta(days=40),
        surname=name[:3] + name[4] + name[3] + name[5:],
        given_name=row["given_name"],
        birth_date=row["birth_date"],
        address=row["address"],
        purpose=row["purpose"],
        regime=Regime.NOT_COMMON,
        basis=row["basis"],
        evidence="BH-K 9920-26",
        roles=(role,),
    )


def _propose_file(cast: DemoCast, story: Story, at: datetime) -> None:
    """Already mapped persons from a colleague's list: read in by the analyst, waiting for a second person."""
    analyst = cast.actor(Kind.POLICE, Role.ANALYST)
    with story.act(analyst, at - 3 * HOUR) as now:
        propose_batch(_file(cast.today), by=analyst, at=now)


def _file(today: date) -> bytes:
    columns = columns_of(Kind.POLICE)
    written = io.StringIO()
    sheet = csv.writer(written, delimiter=";")
    sheet.writerow(column.heading for column in columns)
    for place, (surname, given) in enumerate(NEW_NAMES):
        day = str(today - timedelta(days=12 + place))
        cells = {
            "surname": surname,
            "given_name": given,
            "birth_date": f"{1994 + place}-0{place + 2}-14",
            "purpose": "Kartlägga grupper som driver det grova våldet, inför gruppgenomgång och call-in",
            "regime": Regime.NOT_COMMON.value,
            "basis": "Uppgifter i förundersökning",
            "evidence": f"BH-K 994{place}-26",
            "based_on": day,
            "role": PersonRoleName.SUSPECTED.value,
            "since": day,
            "source": f"Åklagarens beslut om delgivning av misstanke, BH-K 994{place}-26",
        }
        sheet.writerow(cells.get(column.name, "") for column in columns)
    return written.getvalue().encode("utf-8-sig")


def _ask_for_extract(people: People, known: Known, cast: DemoCast, story: Story, at: datetime) -> None:
    """Somebody asks the police, and somebody asks probation, what is held about them; each has a month."""
    police, probation = (cast.actor(kind, Role.COORDINATOR) for kind in (Kind.POLICE, Kind.PROBATION))
    with story.act(police, at - 9 * DAY) as now:
        register_request("BH-A 311/26", cast.today - 9 * DAY, by=police, at=now)
    with story.act(probation, at - 22 * DAY) as now:
        asked = register_request("FV 2026-88", cast.today - 22 * DAY, by=probation, at=now)
        choose_person(asked.pk, known[people.probation["id"][0]].pk, by=probation, at=now)


def _ask_for_record(city: City, cast: DemoCast, story: Story, at: datetime) -> None:
    coordinator = cast.actor(Kind.MUNICIPALITY, Role.COORDINATOR)
    new = NewRequest(
        reference="BK 2026/1472",
        received_on=cast.today - DAY,
        wording="Mötesanteckningar och statistik om GVI från oktober.",
        since=cast.today - 60 * DAY,
        until=cast.today - 20 * DAY,
    )
    with story.act(coordinator, at - DAY) as now:
        register_record_request(new, by=coordinator, at=now)


def _decide_erasure(people: People, cast: DemoCast, story: Story, today: date) -> None:
    """One board has decided how long its closed cases are kept; the other has not, and nothing of it is erased."""
    board = people.cases["board"][0]
    coordinator = cast.here(board, Role.COORDINATOR)
    told = datetime.combine(
        today - 200 * DAY, datetime.min.time(), tzinfo=people.cases["opened_at"][0].tzinfo
    )
    with story.act(coordinator, told + 9 * HOUR) as now:
        decision = NewDecision("NU 2026-14 § 61", today - 201 * DAY, "Nämnden", kept_months=60)
        decide_erasure(decision, by=coordinator, at=now)
