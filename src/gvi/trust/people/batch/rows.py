"""Rows of a file as persons, or the faults of all of them: row, column and what was expected, never the value."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.batch.columns import MANDATORY, ROLE, CellRefused, Column, columns_of, heading_of
from gvi.trust.people.batch.refusals import HeadingsRefused, RowFault, RowsRefused
from gvi.trust.people.facts import NewPerson, NewRole, faults, tidy
from gvi.trust.people.words import Concern, PersonRoleName, Regime, UnderEighteen
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.kinds import Kind

FIRST_ROW = 2
SHOWN_FAULTS = 200


def read_persons(rows: list[list[str]], kind: Kind, *, day: date) -> list[NewPerson]:
    """Every row as a person of a room of ``kind``; raises ``HeadingsRefused`` or ``RowsRefused``."""
    places = _places(rows[0], kind)
    found: list[RowFault] = []
    persons: list[NewPerson] = []
    numbers: dict[str, int] = {}
    for number, cells in enumerate(rows[1:], start=FIRST_ROW):
        if not any(cells):
            continue
        person, wrong = _person(cells, places, kind, number, day)
        found += wrong
        if person and not wrong:
            found += _twice(person, numbers, number)
            persons.append(person)
    if found:
        raise RowsRefused(found[:SHOWN_FAULTS])
    return persons


def _places(headings: list[str], kind: Kind) -> dict[int, Column]:
    """Which column stands where; an unknown or missing heading refuses the file."""
    columns = {column.heading: column for column in columns_of(kind)}
    told = [heading.lower() for heading in headings]
    numbered = [(place, heading) for place, heading in enumerate(told, start=1) if heading]
    unknown = [str(place) for place, heading in numbered if heading not in columns]
    again = [str(place) for place, heading in numbered if heading in columns and heading in told[: place - 1]]
    missing = sorted(heading_of(name) for name in MANDATORY[kind] if heading_of(name) not in told)
    if unknown or again or missing:
        raise HeadingsRefused(missing, unknown, again)
    return {place: columns[heading] for place, heading in enumerate(told) if heading}


def _person(
    cells: list[str], places: dict[int, Column], kind: Kind, number: int, day: date
) -> tuple[NewPerson | None, list[RowFault]]:
    told: dict[str, Any] = {}
    wrong: list[RowFault] = []
    for place, column in places.items():
        try:
            told[column.name] = column.read(cells[place] if place < len(cells) else "")
        except CellRefused as refused:
            wrong.append(RowFault(number, column.heading, refused.expected))
    missing = [name for name in sorted(MANDATORY[kind]) if name in told and told[name] in (None, "")]
    wrong += [RowFault(number, heading_of(name), _("inte tomt")) for name in missing]
    told_already = {fault.column for fault in wrong}
    if told_already & {heading_of(name) for name in ROLE}:
        told_already.add(heading_of("roles"))
    if heading_of("birth_date") in told_already:
        told_already.add(heading_of("under_eighteen"))
    try:
        person = tidy(_new(told, day), day=day)
    except Refusal as refusal:
        return None, [*wrong, _fault(number, refusal)]
    more = [_fault(number, refusal) for refusal in _faults(kind, person, day)]
    return person, [*wrong, *(fault for fault in more if fault.column not in told_already)]


def _faults(kind: Kind, person: NewPerson, day: date) -> Iterator[Refusal]:
    yield from faults(kind, person, day=day)
    if person.regime == Regime.COMMON_P2:
        yield Refusal(
            _("inte 3:2 p. 2: den som namngivna tjänstemän ska se läggs in för sig"), field="regime"
        )


def _new(told: dict[str, Any], day: date) -> NewPerson:
    facts = {name: value for name, value in told.items() if name not in {"role", "since", "source"} and value}
    if all(told.get(name) for name in ROLE):
        facts["roles"] = (NewRole(told["role"], told["since"], told["source"]),)
    return NewPerson(**{"based_on": day, **facts})


def _fault(number: int, refusal: Refusal) -> RowFault:
    return RowFault(number, heading_of(refusal.field), refusal.sentence)


def _twice(person: NewPerson, numbers: dict[str, int], number: int) -> Iterable[RowFault]:
    if not person.identity_number:
        return
    first = numbers.setdefault(person.identity_number, number)
    if first != number:
        expected = format_lazy(_("ett nummer som inte redan står på rad {row}"), row=first)
        yield RowFault(number, heading_of("identity_number"), expected)


def as_data(person: NewPerson) -> dict[str, Any]:
    """A person as it is staged: plain values."""
    data = asdict(person)
    for name in ("based_on", "birth_date"):
        data[name] = data[name].isoformat() if data[name] else None
    data["roles"] = [{**role, "since": role["since"].isoformat()} for role in data["roles"]]
    data["officers"] = []
    return data


def from_data(data: dict[str, Any]) -> NewPerson:
    """The person that ``as_data`` staged."""
    born = data["birth_date"]
    roles = tuple(
        NewRole(PersonRoleName(role["role"]), date.fromisoformat(role["since"]), role["source"])
        for role in data["roles"]
    )
    told = {
        **data,
        "based_on": date.fromisoformat(data["based_on"]),
        "birth_date": date.fromisoformat(born) if born else None,
        "regime": Regime(data["regime"]),
        "concern": Concern(data["concern"]),
        "under_eighteen": UnderEighteen(data["under_eighteen"]),
        "roles": roles,
        "officers": (),
    }
    return NewPerson(**told)
