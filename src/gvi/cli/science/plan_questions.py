"""The questions of ``gvi plan new``, in the order a study is thought through, and the file that the answers make.

An answer that the plan could not hold is asked for again, with what was expected.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import read_table
from gvi.cli.screen import console

if TYPE_CHECKING:
    import polars as pl

Answers = dict[str, dict[str, Any]]
OF_ITS_OWN = ("staggered_differences", "stepped_wedge")
"""Methods in which units start at different times."""
ROLES = "displacement"


def words(text: str) -> Any:
    """An answer as it stands."""
    return text.strip()


def names(text: str) -> Any:
    """Names with commas between."""
    return [name.strip() for name in text.split(",") if name.strip()]


def number(text: str) -> Any:
    """A number, or the text when it is none."""
    try:
        return int(text)
    except ValueError:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text


def periods(text: str) -> Any:
    """Periods such as 1-6, 7-12."""
    return [[number(end.strip()) for end in part.split("-")] for part in names(text)]


def starts(text: str) -> Any:
    """Starts such as Ask=2021-03, Gran=2021-09."""
    pairs = (part.partition("=") for part in names(text))
    return {unit.strip(): when.strip() for unit, _, when in pairs}


@dataclass(frozen=True)
class Question:
    """One question; without ``default`` it must be answered, with an empty one it need not be."""

    table: str
    key: str
    text: str
    read: Callable[[str], Any] = words
    default: str | None = None
    column: bool = False
    unit: bool = False


OPENING = (
    Question("study", "title", "What is the study called?"),
    Question("study", "question", "What question does it answer?"),
    Question("data", "file", "Which file is the panel, one row a unit and time?", default="panel.csv"),
)
DATA = (
    Question(
        "data", "unit", "Which column holds the units (areas, cities, groups)?", default="area", column=True
    ),
    Question("data", "time", "Which column holds the time?", default="month", column=True),
    Question(
        "data",
        "outcomes",
        "Which columns hold the outcomes, the primary one first, shootings and explosions counted together?",
        names,
        column=True,
    ),
    Question("data", "population", "Which column holds the population, if any?", default="", column=True),
    Question("data", "mature_after", "How many steps pass until figures no longer change?", number, "1"),
    Question("method", "name", "Which method?", default="synthetic_control"),
)
UNITS = (
    Question("treatment", "units", "Which units are treated?", names, unit=True),
    Question("treatment", "start", "Which is the first treated time?"),
)
STARTS = (
    Question("treatment", "starts", "Who is treated from when? Ask=2021-03, Gran=2021-09", starts, unit=True),
)
BY_ROLE = (
    Question("method", "role", "Which column holds the roles?", default="role", column=True),
    Question("treatment", "start", "Which is the first treated time?"),
)
CLOSING = (
    Question(
        "treatment",
        "why_then",
        "Why did it start then, and not earlier or later? Was violence at a peak?",
    ),
    Question(
        "treatment", "phase_in", "How many steps after the start are left out, while it begins?", number, "0"
    ),
    Question("donors", "out", "Which units may not be compared with, if any?", names, "", unit=True),
    Question(
        "method",
        "negative_control",
        "Which outcome should not change, if you have one?",
        default="",
        column=True,
    ),
    Question("windows", "periods", "Which periods after the start, in steps?", periods, "1-6, 7-12, 13-24"),
    Question("decision", "alpha", "Under which p is it taken as an effect?", number, "0.05"),
    Question(
        "decision",
        "margin",
        "Which fall is so small that it is taken as none (0.10 is 10 per cent)?",
        number,
        "0.10",
    ),
)
ASKED = {(one.table, one.key): one.text for one in (*OPENING, *DATA, *UNITS, *STARTS, *BY_ROLE, *CLOSING)}
"""Each key's question, which the file repeats above it."""


def answers(folder: Path) -> Answers:
    """Ask every question; ``folder`` is where the panel is looked for."""
    given: Answers = {}
    _ask(given, OPENING, None)
    panel = _panel(folder / given["data"]["file"])
    _ask(given, DATA, panel)
    method = given["method"]["name"]
    _ask(given, BY_ROLE if method == ROLES else STARTS if method in OF_ITS_OWN else UNITS, panel)
    _ask(given, CLOSING, panel)
    return given


def written(given: Answers) -> str:
    """The plan file: every key with what is expected of it, in the tables' own order."""
    import tomlkit

    from gvi.science.evaluation.plan_reading import TABLES, descriptions

    document = tomlkit.document()
    document.add(
        tomlkit.comment("The plan of an evaluation. Lock it before outcomes after the start are read.")
    )
    for name in TABLES:
        if name not in given:
            continue
        table = tomlkit.table()
        expected = descriptions(name, given["method"]["name"])
        for key, value in given[name].items():
            table.add(tomlkit.comment(f"{ASKED[name, key]} Here stands {expected[key]}."))
            table.add(key, value)
        document.add(name, table)
    return tomlkit.dumps(document)


def _panel(path: Path) -> "pl.DataFrame | None":
    """The panel when it is there, so that answers can be checked against it."""
    try:
        table = read_table(path)
    except CommandRefused as error:
        console.print(f"{error}; names are not checked until it is there.", markup=False)
        return None
    console.print(f"Its columns: {', '.join(table.columns)}", markup=False)
    return table


def _ask(given: Answers, questions: tuple[Question, ...], panel: "pl.DataFrame | None") -> None:
    for question in questions:
        value = _answered(question, given, panel)
        if value not in ("", []):
            given.setdefault(question.table, {})[question.key] = value


def _answered(
    question: Question, given: Mapping[str, Mapping[str, Any]], panel: "pl.DataFrame | None"
) -> Any:
    while True:
        value = question.read(typer.prompt(question.text, default=question.default))
        wrong = next(_wrong(question, value, given, panel), None)
        if wrong is None:
            return value
        console.print(f"expected {wrong}", markup=False)


def _wrong(
    question: Question, value: Any, given: Mapping[str, Mapping[str, Any]], panel: "pl.DataFrame | None"
) -> Iterator[str]:
    """What was expected instead of an answer, if anything."""
    from gvi.science.evaluation.plan_reading import fault_of

    if question.default == "" and value in ("", []):
        return
    method = given.get("method", {}).get("name", "")
    if expected := fault_of(question.table, question.key, value, method):
        yield expected
    if panel is None:
        return
    named = value if isinstance(value, list | dict) else [value]
    if question.column:
        yield from (f"a column, not {one}" for one in named if one not in panel.columns)
    if question.unit:
        units = set(panel[given["data"]["unit"]].cast(str))
        yield from (f"a unit of the panel, not {one}" for one in named if one not in units)
