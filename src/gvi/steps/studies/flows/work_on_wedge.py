"""Answer a run of the police's own study: groups by weeks read in the room, thought about outside, kept sealed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gvi.science.evaluation.plain import plain
from gvi.science.evaluation.result import Evaluation
from gvi.steps.studies.models import WedgeRun
from gvi.steps.studies.queries.wedge_rows import WedgeRows, wedge_rows
from gvi.steps.studies.telling import LANGUAGES, in_words
from gvi.steps.studies.wedge_words import sentence
from gvi.steps.studies.working import Told, work_on
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

OUTCOMES = ("acting", "either")
Asked = tuple[WedgeRows, dict[str, int]]
Answer = tuple[WedgeRows, Evaluation]


def work_on_wedge(pk: UUID, *, by: Actor, at: datetime) -> None:
    """Answer the run ``pk``; one that has been answered is left alone."""
    by.require(Right.STUDY_GROUPS)
    work_on(WedgeRun, pk, read, think, keep, by=by, at=at)


def read(run: WedgeRun) -> Asked:
    """The rows, and what was asked."""
    return wedge_rows(run.period_from, run.period_until), run.asked


def think(asked: Asked, told: Told) -> Answer:
    """The stepped wedge; no database."""
    from gvi.science.evaluation import design, stepped_wedge

    rows, options = asked
    question = design(rows.table, treated=rows.starts, outcome=OUTCOMES)
    found = stepped_wedge(
        question,
        links=rows.links if rows.links.height else None,
        carry_over=options["carry_over"] or None,
        draws=options["draws"],
        progress=lambda done: told(done * 100 // (len(OUTCOMES) + 1)),
    )
    return rows, found


def keep(run: WedgeRun, answer: Answer) -> dict[str, Any]:
    """The sentence, and what stands behind it: no row of a group."""
    rows, found = answer
    return {"groups": len(rows.starts), "incidents": rows.incidents, "result": plain(tell(run, rows, found))}


def tell(run: WedgeRun, rows: WedgeRows, found: Evaluation) -> dict[str, Any]:
    """What the page shows; only ``sentence`` may ever be released."""
    primary = found.primary
    return {
        "sentence": {
            lang: sentence(in_words(found, lang), run.period_from, run.period_until, lang)
            for lang in LANGUAGES
        },
        "groups": rows.groups,
        "early": rows.early,
        "p_least": found.p_least,
        "scale": primary.scale,
        "results": [
            {
                "outcome": one.outcome,
                "estimate": one.estimate,
                "interval": one.interval,
                "p_value": one.p_value,
            }
            for one in found.results
        ],
        "notes": [{"sv": note.sv, "en": note.en, "withholds": note.withholds} for note in found.notes],
    }
