"""Rows of a file as persons, or the faults of all of them: row, column and what was expected, never the value."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.batch.columns import MANDATORY, CellRefused, Column, columns_of, heading_of
from gvi.trust.people.batch.refusals import FileUnreadable, RowFault, RowsRefused
from gvi.trust.people.facts import NewPerson, NewRole, faults, tidy
from gvi.trust.people.words import Concern, PersonRoleName, Regime
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.kinds import Kind

FIRST_ROW = 2
SHOWN_FAULTS = 200


def read_persons(rows: list[list[str]], kind: Kind, *, day: date) -> list[NewPerson]:
    """Every row as a person of a room of ``kind``; raises ``FileUnreadable`` or ``RowsRefused`` with all faults."""
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
    unknown = [place for place, heading in enumerate(told, start=1) if heading and heading not in columns]
    if unknown or len(set(filter(None, told))) != len([it for it in told if it]):
        raise FileUnreadable(
            format_lazy(
                _("rubrikerna i mallen, var och en högst en gång (fel i kolumn {places})"),
                places=", ".join(map(str, unknown)) or "–",
            )
        )
    missing = sorted(heading_of(name) for name in MANDATORY[kind] if heading_of(name) not in told)
    if missing:
        raise FileUnreadable(format_lazy(_("också rubrikerna {missing}"), missing=", ".join(missing)))
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
    if wrong:
        return None, wrong
    try:
        person = tidy(_new(told, day), day=day)
    except Refusal as refusal:
        return None, [_fault(number, refusal)]
    return person, [_fault(number, refusal) for refusal in _faults(kind, person, day)]


def _faults(kind: Kind, person: NewPerson, day: date) -> Iterator[Refusal]:
    yield from faults(kind, person, day=day)
    if person.regime == Regime.COMMON_P2:
        yield Refusal(
            _("inte 3:2 p. 2: den som namngivna tjänstemän ska se läggs in för sig"), field="regime"
        )


def _new(told: dict[str, Any], day: date) -> NewPerson:
    facts = {name: value for name, value in told.items() if name not in {"role", "since", "source"} and value}
    if told.get("role"):
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
        "roles": roles,
        "officers": (),
    }
    return NewPerson(**told)
