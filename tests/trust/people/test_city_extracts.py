"""The invented city's own two files, read as a police room reads them: which rows are refused, and why."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from gvi.city import build
from gvi.city.persons import Extract, extracts
from gvi.trust.people.batch.reading import read_rows
from gvi.trust.people.batch.refusals import HeadingsRefused, RowsRefused
from gvi.trust.people.batch.rows import read_persons
from gvi.trust.people.flows.decide_batch import decide_batch
from gvi.trust.people.flows.propose_batch import propose_batch
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from tests.cast import Player, in_room

MONDAY = date(2026, 11, 23)
CITY = build(1, 1, MONDAY)
CASES, NOTES = extracts(CITY)


def faults_of(extract: Extract) -> list[tuple[int, str]]:
    rows = read_rows(extract.csv().encode("utf-8-sig"))
    with pytest.raises(RowsRefused) as refused:
        read_persons(rows, Kind.POLICE, day=MONDAY)
    return [(fault.row, fault.column) for fault in refused.value.faults]


def test_the_case_system_lacks_nothing_and_has_two_persons_twice() -> None:
    assert faults_of(CASES) == [(20, "personnummer"), (74, "personnummer")]


def test_the_notes_are_refused_where_they_are_meant_to_be_and_nowhere_else() -> None:
    found = faults_of(NOTES)
    by_column = {column: [row for row, it in found if it == column] for _, column in found}
    assert by_column == {
        "ändamål": [6, 42],
        "underlag": [15, 40, 57, 61],
        "födelsedatum": [38, 47, 48],
        "personnummer": [14, 24, 30, 54, 75],
    }


@pytest.mark.parametrize("extract", [CASES, NOTES], ids=lambda it: it.name)
def test_the_other_rows_are_read_in(extract: Extract) -> None:
    wrong = {row for row, _ in faults_of(extract)}
    head, *rows = read_rows(extract.csv().encode("utf-8-sig"))
    right = [cells for row, cells in enumerate(rows, start=2) if row not in wrong]
    persons = read_persons([head, *right], Kind.POLICE, day=MONDAY)
    assert [person.local_reference for person in persons] == [cells[0] for cells in right]


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    head, row, *_ = read_rows(CASES.csv().encode("utf-8-sig"))
    broken = {"personnummer": "19950912-0000", "ändamål": "", "underlagets datum": "i går", "roll sedan": ""}
    cells = [broken.get(heading, cell) for heading, cell in zip(head, row, strict=True)]
    with pytest.raises(RowsRefused) as refused:
        read_persons([head, cells], Kind.POLICE, day=MONDAY)
    assert sorted(fault.column for fault in refused.value.faults) == sorted(broken)


def test_wrong_headings_are_told_by_name_where_they_are_ours_and_by_place_where_they_are_not() -> None:
    head, *rows = read_rows(CASES.csv().encode("utf-8-sig"))
    theirs = [
        "källa Ekhult" if it == "rollens källa" else "regim" if it == "behandlas som" else it for it in head
    ]
    with pytest.raises(HeadingsRefused) as refused:
        read_persons([[*theirs, "roll"], *rows], Kind.POLICE, day=MONDAY)
    told = str(refused.value)
    assert "dessa rubriker saknas: behandlas som, rollens källa" in told
    assert (
        f"okänd rubrik i kolumn {head.index('rollens källa') + 1}, {head.index('behandlas som') + 1}" in told
    )
    assert f"samma rubrik en gång till i kolumn {len(head) + 1}" in told
    assert "ekhult" not in told.lower()
    assert "regim" not in told.lower()


def test_the_mended_case_system_is_entered_when_another_person_approves(
    analyst: Player, coordinator: Player
) -> None:
    today = timezone.localdate()
    cases, _ = extracts(build(1, 1, today))
    numbers = [row[1] for row in cases.rows]
    right = [row for at, row in enumerate(cases.rows) if not row[1] or row[1] not in numbers[:at]]
    content = replace(cases, rows=tuple(right)).csv().encode("utf-8-sig")
    now = timezone.now()
    with in_room(analyst) as actor:
        batch = propose_batch(content, by=actor, at=now)
    with in_room(coordinator) as actor:
        decide_batch(batch, approve=True, decision="Kartlagda 2025", by=actor, at=now)
        assert Person.objects.count() == len(right) > 100
