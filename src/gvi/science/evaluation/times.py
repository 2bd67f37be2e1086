"""Steps of time in panels: months, days, weeks, quarters, years or plain numbers, each as a whole number in order.

What is written in a file stays what is shown: 2018-10 · 2018-10-07 · 2018-W40 · 2012Q2 · 1989 (science.md, Evaluation).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

MONTHS, QUARTERS, WEEK = 12, 4, 7
MONDAY_ONE = date(1, 1, 1).toordinal()


class Step(Enum):
    """The step of a panel. The value is the word that files and commands use."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Form:
    """How one step is written: what matches, to its number in order, and back."""

    written: re.Pattern[str]
    number: Callable[[re.Match[str]], int]
    label: Callable[[int], str]
    example: str


def _day(found: re.Match[str]) -> int:
    return date.fromisoformat(found[0]).toordinal()


def _week(found: re.Match[str]) -> int:
    monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return (monday.toordinal() - MONDAY_ONE) // WEEK


def _week_label(number: int) -> str:
    monday = date.fromordinal(MONDAY_ONE + number * WEEK)
    year, week, _ = (monday + timedelta(days=3)).isocalendar()
    return f"{year}-W{week:02d}"


FORMS = {
    Step.DAY: Form(
        re.compile(r"\d{4}-\d{2}-\d{2}"), _day, lambda n: date.fromordinal(n).isoformat(), "2018-10-07"
    ),
    Step.WEEK: Form(re.compile(r"(\d{4})-W(\d{2})"), _week, _week_label, "2018-W40"),
    Step.MONTH: Form(
        re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
        lambda found: int(found[1]) * MONTHS + int(found[2]) - 1,
        lambda n: f"{n // MONTHS}-{n % MONTHS + 1:02d}",
        "2018-10",
    ),
    Step.QUARTER: Form(
        re.compile(r"(\d{4})Q([1-4])"),
        lambda found: int(found[1]) * QUARTERS + int(found[2]) - 1,
        lambda n: f"{n // QUARTERS}Q{n % QUARTERS + 1}",
        "2012Q2",
    ),
    Step.YEAR: Form(re.compile(r"[12]\d{3}"), lambda found: int(found[0]), str, "1989"),
    Step.NUMBER: Form(re.compile(r"-?\d+"), lambda found: int(found[0]), str, "12"),
}
EXPECTED = "a time written as " + " or ".join(form.example for form in FORMS.values())


def step_of(texts: Iterable[str]) -> Step | None:
    """Tell the step that all of ``texts`` are written in; none when they are not written in one and the same.

    >>> step_of(["2018-10", "2018-11"]), step_of(["1989", "1990"]), step_of(["1", "2"]), step_of(["2018-10", "1989"])
    (<Step.MONTH: 'month'>, <Step.YEAR: 'year'>, <Step.NUMBER: 'number'>, None)
    """
    given = list(texts)
    fitting = (step for step in Step if all(read(step, text) is not None for text in given))
    return next(fitting, None)


def read(step: Step, text: str) -> int | None:
    """Read one time as its number in order; none when it is not written in this step.

    >>> read(Step.MONTH, "2019-01") - read(Step.MONTH, "2018-10"), read(Step.MONTH, "2018-13")
    (3, None)
    """
    found = FORMS[step].written.fullmatch(text)
    try:
        return FORMS[step].number(found) if found else None
    except ValueError:
        return None


def label(step: Step, number: int) -> str:
    """Write the time with this number in order.

    >>> label(Step.WEEK, read(Step.WEEK, "2020-W53") + 1), label(Step.QUARTER, read(Step.QUARTER, "2012Q4") + 1)
    ('2021-W01', '2013Q1')
    """
    return FORMS[step].label(number)


def first_day(step: Step, number: int) -> date | None:
    """Tell the first day of a step, for charts and calendars; plain numbers have none.

    >>> first_day(Step.QUARTER, read(Step.QUARTER, "2012Q2"))
    datetime.date(2012, 4, 1)
    """
    match step:
        case Step.DAY:
            return date.fromordinal(number)
        case Step.WEEK:
            return date.fromordinal(MONDAY_ONE + number * WEEK)
        case Step.MONTH:
            return date(number // MONTHS, number % MONTHS + 1, 1)
        case Step.QUARTER:
            return date(number // QUARTERS, number % QUARTERS * 3 + 1, 1)
        case Step.YEAR:
            return date(number, 1, 1)
        case Step.NUMBER:
            return None
