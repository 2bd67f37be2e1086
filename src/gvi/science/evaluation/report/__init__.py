"""The report of an evaluation: one self-contained HTML page and the same as PDF/UA, in Swedish or English.

Both are set from the same pieces (``sections``), so that what is hidden or withheld in one is so in the other. The
page has no script and asks for no other file; its only style is its own, named by hash in its policy (science.md,
Evaluation).
"""

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.detectable import Power
from gvi.science.evaluation.hiding import without_small_counts
from gvi.science.evaluation.plan import Plan
from gvi.science.evaluation.report.case import LANGUAGES, Case
from gvi.science.evaluation.report.sections import blocks
from gvi.science.evaluation.result import Evaluation
from gvi.science.evaluation.words import method_name, verdict
from gvi.science.typesetting import render

HERE = Path(__file__).parent
PAPER = HERE / "page.typ"

__all__ = ["html", "pdf", "style_hash"]


def html(
    found: Evaluation,
    *,
    plan: Plan | None,
    context: Sequence[ContextEvent] = (),
    preliminary: Sequence[str] = (),
    power: Power | None = None,
    lang: str = "sv",
) -> str:
    """Write the report as one page. ``preliminary`` are times whose figures may change, whether drawn or cut away.

    A plan that says that persons are counted hides small counts. Raises ``ValueError`` for another language.
    """
    case = _case(found, plan, context, preliminary, power, lang)
    return _page().render(**_head(case), blocks=blocks(case), style=_style(), style_hash=style_hash())


def pdf(
    found: Evaluation,
    *,
    plan: Plan | None,
    context: Sequence[ContextEvent] = (),
    preliminary: Sequence[str] = (),
    power: Power | None = None,
    lang: str = "sv",
) -> bytes:
    """Write the report as PDF/UA-1, undated: the same bytes for the same answer. Raises ``DocumentError``."""
    case = _case(found, plan, context, preliminary, power, lang)
    pieces = [{key: value for key, value in block.items() if key != "narrow"} for block in blocks(case)]
    return render(PAPER, {**_head(case), "blocks": pieces}, at=None)


def style_hash() -> str:
    """The page's style as a content security policy names it: ``sha256-…``, for whoever serves the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()


def _case(
    found: Evaluation,
    plan: Plan | None,
    context: Sequence[ContextEvent],
    preliminary: Sequence[str],
    power: Power | None,
    lang: str,
) -> Case:
    if lang not in LANGUAGES:
        raise ValueError(f"lang: expected one of {', '.join(LANGUAGES)}; got {lang}")
    persons = plan is not None and plan.data.persons
    ordered = tuple(sorted(context, key=lambda one: (one.start, one.end or date.max, one.label)))
    shown = without_small_counts(found) if persons else found
    return Case(shown, plan, ordered, tuple(preliminary), power, lang, persons)


def _head(case: Case) -> dict[str, Any]:
    found, other = case.found, case.say("head.other_lang")
    untitled = case.say("head.untitled", method=method_name(found.method, case.lang))
    return {
        "lang": case.lang,
        "other": other,
        "kind": case.say("head.kind"),
        "title": case.plan.study.title if case.plan else untitled,
        "status": case.say(f"head.{found.status}"),
        "status_key": found.status,
        "verdict": verdict(found, found.primary),
        "said": case.say("head.sentence"),
        "sentence": found.sentence(case.lang),
        "other_said": case.say("head.other_language"),
        "other_sentence": found.sentence(other),
        "hash_name": case.say("head.hash"),
        "hash": found.plan_sha256 or case.say("head.no_hash"),
    }


@cache
def _style() -> str:
    return (HERE / "page.css").read_text(encoding="utf-8")


@cache
def _page() -> Template:
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template("page.html")
