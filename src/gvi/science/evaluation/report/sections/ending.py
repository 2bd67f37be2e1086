"""What is not known, and how it was reckoned."""

from typing import Any

from gvi.science.evaluation.report.blocks import Block, bullets, facts, heading, small_heading, table
from gvi.science.evaluation.report.case import Case, words
from gvi.science.evaluation.report.sections.study import LOCK
from gvi.science.evaluation.saying import number, share
from gvi.science.evaluation.words import method_name

STANDING = ("cause", "reported", "elsewhere", "later", "transfer")


def unknown(case: Case) -> list[Block]:
    """What no figure here can tell."""
    keys = [key for key in STANDING if key != "elsewhere" or case.found.method != "displacement"]
    said = [case.say(f"unknown.{key}") for key in keys]
    if case.result.p_value is None:
        said = [case.say("unknown.withheld"), *said]
    return [heading(case.say("unknown.title")), bullets(said)]


def technical(case: Case) -> list[Block]:
    """The method's name in plans, the limits, the notes, the checks, group-time effects."""
    found, lang = case.found, case.lang
    rows = [
        (case.say("technical.method"), method_name(found.method, lang)),
        (
            case.say("technical.status"),
            case.say(f"statuses.{found.status}", what="; ".join(found.deviations)),
        ),
        (case.say("technical.alpha"), number(found.alpha, lang)),
        (case.say("technical.margin"), share(found.margin, lang)),
        (case.say("technical.level"), share(case.result.interval_level, lang)),
        (case.say("technical.least"), number(found.p_least, lang, 4)),
    ]
    made = [heading(case.say("technical.title")), facts(rows)]
    notes = [note.said(lang) for note in found.notes if note.code not in LOCK]
    if notes:
        made += [small_heading(case.say("technical.notes")), bullets(dict.fromkeys(notes))]
    return [*made, *_groups(case), *_diagnostics(case)]


def _groups(case: Case) -> list[Block]:
    given = case.result.group_time
    if not given:
        return []
    rows = [
        [one.group, one.time, case.effect(one.estimate, case.result.scale), case.number(one.se)]
        for one in given
    ]
    heads = [
        case.say("technical.group"),
        case.say("main.time"),
        case.say("effects.estimate"),
        case.say("technical.se"),
    ]
    return [table(case.say("technical.groups"), heads, rows, words=2, folded=True)]


def _diagnostics(case: Case) -> list[Block]:
    """The checks that have words; the others are in the JSON only."""
    known = words(case.lang)["checks"]
    told = {name: _said(case, value) for name, value in case.found.diagnostics.items() if name in known}
    rows = [(known[name], value) for name, value in told.items() if value is not None]
    return [small_heading(case.say("technical.diagnostics")), facts(rows)] if rows else []


def _said(case: Case, value: Any) -> str | None:
    """A check's value in words; none for what is no single value, or has no words."""
    if isinstance(value, bool):
        return case.say("technical.yes" if value else "technical.no")
    if isinstance(value, int | float):
        return number(float(value), case.lang, None if abs(value) >= 1 else 3)
    return words(case.lang)["check_values"].get(value) if isinstance(value, str) else None
