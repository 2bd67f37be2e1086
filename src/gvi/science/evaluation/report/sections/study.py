"""What was asked, whether it was asked in time, and of which data."""

from gvi.science.evaluation.plan import Plan
from gvi.science.evaluation.report.blocks import (
    Block,
    aside,
    bullets,
    facts,
    heading,
    numbered,
    small_heading,
    text,
)
from gvi.science.evaluation.report.case import Case
from gvi.science.evaluation.report.charts.frame import Times
from gvi.science.evaluation.saying import number, share
from gvi.science.evaluation.words import method_name

LOCK = ("receipt", "locked_late", "no_receipt", "unknown_key")
LISTED = 8


def question(case: Case) -> list[Block]:
    """The question, why the programme began just then, and the rule of decision."""
    found, lang = case.found, case.lang
    rule = case.say("question.rule", alpha=number(found.alpha, lang), margin=share(found.margin, lang))
    rows = [
        (case.say("question.method"), _capital(method_name(found.method, lang))),
        (case.say("question.decision"), rule),
    ]
    if case.plan is None:
        return [heading(case.say("question.title")), facts(rows)]
    why = (case.say("question.why_then"), case.plan.treatment.why_then)
    return [
        heading(case.say("question.title")),
        text(case.plan.study.question),
        facts([why, *rows]),
        aside(case.say("question.peak")),
    ]


def plan(case: Case) -> list[Block]:
    """The status in words, what differs, who vouches, the hash."""
    found = case.found
    key = found.status if found.plan_sha256 else "no_plan"
    vouched = [note.said(case.lang) for note in found.notes if note.code in LOCK]
    said = [] if vouched and key == "exploratory" else [case.say(f"plan.{key}")]
    made = [heading(case.say("plan.title")), text(*said, *vouched)]
    if found.deviations:
        made.append(bullets(found.deviations))
    made.append(facts([(case.say("head.hash"), found.plan_sha256 or case.say("head.no_hash"))]))
    return [*made, aside(case.say("plan.hash_note"))] if found.plan_sha256 else made


def data(case: Case) -> list[Block]:
    """Who is treated from when, beside how many, what is preliminary, and what else happened."""
    found, lang = case.found, case.lang
    rows = [
        (case.say("data.outcomes"), ", ".join(one.outcome for one in found.results)),
        (case.say("data.units"), number(found.n_units, lang)),
        (case.say("data.start"), found.start),
        (case.say("data.before"), number(found.n_pre, lang)),
        (case.say("data.after"), number(found.n_post, lang)),
        (case.say("data.preliminary"), _preliminary(case)),
    ]
    if case.plan:
        rows = [(case.say("data.file"), case.plan.data.file), *_treated(case, case.plan), *rows]
    hidden = [aside(note.said(lang)) for note in found.notes if note.code == "small_counts"]
    return [heading(case.say("data.title")), facts(rows), *hidden, *_context(case)]


def _context(case: Case) -> list[Block]:
    made = [small_heading(case.say("data.context"))]
    if not case.context:
        return [*made, text(case.say("data.no_context"))]
    labels = [point.time for point in case.result.series]
    undrawn = case.say("data.undrawn") if labels and not Times.of(labels).days else ""
    lines = []
    for one in case.context:
        span = {"start": one.start.isoformat(), "end": one.end.isoformat() if one.end else ""}
        lines.append(f"{one.label}, {case.say('data.from_to' if one.end else 'data.from', **span)}")
    return [*made, text(case.say("data.context_text"), undrawn), numbered(lines)]


def _preliminary(case: Case) -> str:
    if not case.preliminary:
        return case.say("data.no_preliminary")
    given = case.preliminary
    times = ", ".join(given) if len(given) <= 3 else f"{given[0]}–{given[-1]}"
    drawn = {point.time for point in case.result.series} & set(given)
    return case.say("data.preliminary_marked" if drawn else "data.preliminary_cut", times=times)


def _treated(case: Case, plan: Plan) -> list[tuple[str, str]]:
    given = plan.treatment
    names = [str(unit) for unit in given.units or given.starts or ()]
    if not names:
        return []
    more = f" … ({len(names)})" if len(names) > LISTED else ""
    return [(case.say("data.treated"), ", ".join(names[:LISTED]) + more)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
