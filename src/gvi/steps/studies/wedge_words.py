"""The police's own result in words: the rows of its table, and the one sentence that may be released.

The sentence names no week and no number of groups: the week of the first contact is a talk's time, which never leaves
the room (T34). It says the whole months that were asked about, and nothing that differs within them.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from gvi.science.evaluation.result import Evaluation
from gvi.science.evaluation.saying import Base, change, p_text, share, signed_percent, when
from gvi.science.evaluation.words import judged, status

TEXTS = {
    "sv": {
        "size": "Från {since} till {until}: {outcome} var {size} när grupperna hade kontaktats än innan{interval}.",
        "none": "Från {since} till {until} går det inte att säga hur {outcome} ändrades när grupperna kontaktades.",
        "interval": " ({level}s konfidensintervall: {low} till {high})",
    },
    "en": {
        "size": "From {since} to {until}: {outcome} were {size} once groups had been contacted than before{interval}.",
        "none": "From {since} to {until} it cannot be said how {outcome} changed when groups were contacted.",
        "interval": " ({level} confidence interval: {low} to {high})",
    },
}


def sentence(found: Evaluation, since: date, until: date, lang: str) -> str:
    """What may be released of the answer, whose outcomes are already in words."""
    texts, primary = TEXTS[lang], found.primary
    told = {
        "since": when(f"{since:%Y-%m}", lang),
        "until": when(f"{until:%Y-%m}", lang),
        "outcome": primary.outcome,
    }
    relative = Base().relative(primary.estimate, primary.scale)
    if relative is None:
        return f"{texts['none'].format(**told)} {status(found, lang)}"
    ends = Base().interval(primary.interval, primary.scale)
    low, high = (change(end, lang) for end in ends) if ends else ("", "")
    level = share(primary.interval_level, lang)
    interval = texts["interval"].format(level=level, low=low, high=high) if ends else ""
    said = texts["size"].format(**told, size=change(relative, lang), interval=interval)
    return f"{said} {judged(found, primary, lang)} {status(found, lang)}".strip()


def result_rows(result: dict[str, Any], lang: str, named: Callable[[str], str]) -> list[dict[str, str]]:
    """One row an outcome: effect and interval in per cent where they can be said so, and p."""
    scale, between = result["scale"], "till" if lang == "sv" else "to"
    rows = []
    for one in result["results"]:
        ends = Base().interval(tuple(one["interval"]) if one["interval"] else None, scale)
        told = [signed_percent(end, lang) for end in ends or ()]
        rows.append(
            {
                "outcome": named(one["outcome"]),
                "effect": signed_percent(Base().relative(one["estimate"], scale), lang),
                "interval": f" {between} ".join(told),
                "p": p_text(one["p_value"], lang) if one["p_value"] is not None else "",
            }
        )
    return rows
