"""What a panel may hold, cell by cell: places, times, figures, and the few words that a plan reads (T25, T31, T34).

Free text is what a person gets in by, so no column of it is kept. Two kinds of words remain, each from a closed list:
when a unit's treatment began, and which part it has in a study of displacement. A cell is told by its place alone.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import polars as pl

from gvi.science.evaluation import times
from gvi.science.evaluation.displaced.saying import ROLES
from gvi.science.evaluation.starting import NEVER
from gvi.science.evaluation.times import Step
from gvi.steps.studies.panels.headings import is_refused
from gvi.steps.studies.refusals import PanelFaulty
from gvi.trust.workspaces.code_names import search
from gvi.trust.workspaces.free_text import What, find, find_for_writer

HEADING = 2
"""The row of the first figures, as a spreadsheet counts."""
FIGURE = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d*)?|-?\.\d+", re.ASCII)
SHORTEST = 10


def refuse_persons(table: pl.DataFrame) -> None:
    """Raise ``PanelFaulty`` for an identity number anywhere, and for a heading of what no panel is about."""
    for at, name in enumerate(table.columns, start=1):
        if _names_person(name):
            raise PanelFaulty(PanelFaulty.PERSON_HEADING, column=at)
        if is_refused(name):
            raise PanelFaulty(PanelFaulty.ABOUT_PERSONS, column=at)
        row = first_row(table[name], {text for text in table[name].unique() if _names_person(text)})
        if row:
            raise PanelFaulty(PanelFaulty.PERSON, column=at, row=row)


def _names_person(text: str) -> bool:
    """Whether an identity number stands there; ordinary text under ten signs is too short for one."""
    return not (text.isascii() and len(text) < SHORTEST) and any(found.refused for found in find(text))


def first_row(cells: Iterable[str], wanted: Collection[str]) -> int:
    """The first row, as a spreadsheet counts, with one of the ``wanted`` texts; 0 when there is none."""
    return next((row for row, text in enumerate(cells, start=HEADING) if text in wanted), 0)


def refuse_groups(table: pl.DataFrame, unit: str, names: Collection[str]) -> None:
    """Raise ``PanelFaulty`` where a heading or a unit is one of the code ``names`` that the writer may know."""
    for at, heading in enumerate(table.columns, start=1):
        if search(heading, names).exact:
            raise PanelFaulty(PanelFaulty.GROUP_HEADING, column=at)
    column = table.columns.index(unit) + 1
    row = first_row(table[unit], {text for text in table[unit].unique() if search(text, names).exact})
    if row:
        raise PanelFaulty(PanelFaulty.GROUP, column=column, row=row)


def refuse_own_names(table: pl.DataFrame, unit: str) -> None:
    """Raise ``PanelFaulty`` for a heading or a unit with a phone number or the whole name of a person of the room.

    A surname alone is left, since places are named so too. Asks the database, as whoever is signed in: one query.
    """
    units = table[unit].unique(maintain_order=True).to_list()
    found = find_for_writer(" ; ".join([*table.columns, *units]))
    told = [
        it.text.split()
        for it in found
        if it.what is What.PHONE or (it.what is What.OWN_NAME and " " in it.text)
    ]

    def points(text: str) -> bool:
        return any(all(word in text for word in words) for words in told)

    for at, heading in enumerate(table.columns, start=1):
        if points(heading):
            raise PanelFaulty(PanelFaulty.ABOUT_PERSONS, column=at)
    row = first_row(table[unit], {text for text in units if points(text)})
    if row:
        raise PanelFaulty(PanelFaulty.OWN_NAME, column=table.columns.index(unit) + 1, row=row)


def figures(table: pl.DataFrame, others: Collection[str], step: Step) -> Iterator[str]:
    """The columns of figures, the ``others`` aside. Raises ``PanelFaulty`` for one that no plan could read."""
    for at, name in enumerate(table.columns, start=1):
        if name in others:
            continue
        fine = [FIGURE.fullmatch(text) is not None for text in table[name]]
        if all(fine) or not _is_fact(table[name], step):
            _refuse_others(table[name], fine, at)
            yield name


def _is_fact(cells: pl.Series, step: Step) -> bool:
    """Whether every cell is a part in a study of displacement, or every cell when a treatment began, if ever."""
    told = set(cells.unique())
    if told <= {*ROLES, ""}:
        return True
    began = told.difference(NEVER)
    return step is not Step.NUMBER and all(times.read(step, text) is not None for text in began)


def _refuse_others(cells: pl.Series, fine: Sequence[bool], at: int) -> None:
    if not any(fine):
        raise PanelFaulty(PanelFaulty.TEXT, column=at)
    for row, (text, good) in enumerate(zip(cells, fine, strict=True), start=HEADING):
        if not good:
            raise PanelFaulty(PanelFaulty.NUMBER, column=at, row=row)
        if float(text) < 0:
            raise PanelFaulty(PanelFaulty.NEGATIVE, column=at, row=row)
