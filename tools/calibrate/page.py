"""The page of calibration: one table a method, in the words that the verdicts give."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from tools.calibrate.judging import Share, Verdict, nearest

POINTS = (0.05, 0.10, 0.25)
WANTED = 2000
HEADINGS = (
    "setting",
    "supported",
    "panels",
    "p given",
    "size: share with p at most",
    "size by third: small, middle, large",
    "median ratio",
    "coverage of 95 %",
    "verdict",
)
OPENING = """\
# Calibration

Made by `make calibrate` on {day}. Nothing here is typed by hand.

Each row is a kind of invented panel, drawn as many times as it says, to which the method is applied as a city would.
Where nothing was planted, p at or under 0.05 should come up in one panel of twenty. A *continuous* p must do so in 3
to 7 % of the panels; a p from ranks (*grid*) must, at each value a ≤ 0.25 that it can take, come up in at most a + 2
per cent units of them, and where the treated city was drawn by lot in at least a − 2. The thirds are the panels whose
treated city is among the smallest, middle and largest of its panel. Where a fall to 0.7 was planted, the median of
the estimated ratios must lie within 0.02 of it, and 93 to 97 % of the intervals must hold it (a grid may cover as
much more as its nearest value lies under 0.05). "With two Monte Carlo errors" says that the limit is kept when the
error that comes of the number of panels is allowed for, and not else. Where a setting is not supported the method
must withhold p.
"""


def page(sections: Sequence[tuple[str, Sequence[Verdict]]], day: str) -> str:
    """The whole page: what does not hold first, then one section a module."""
    parts = [OPENING.format(day=day), _summary([one for _, found in sections for one in found])]
    return "\n".join([*parts, *(section(name, verdicts) for name, verdicts in sections)])


def section(name: str, verdicts: Sequence[Verdict]) -> str:
    """One module's heading, prose and table."""
    heading, _, prose = (
        (importlib.import_module(f"tools.calibrate.{name}").__doc__ or name).strip().partition("\n")
    )
    lines = [
        "| " + " | ".join(HEADINGS) + " |",
        "|" + "---|" * len(HEADINGS),
        *(row(one) for one in verdicts),
    ]
    return "\n\n".join(part for part in (f"## {heading}", prose.strip(), "\n".join(lines)) if part) + "\n"


def row(verdict: Verdict) -> str:
    """One setting as a row."""
    setting = verdict.setting
    names = setting.method.replace("_", " ")
    given = percent(verdict.given / verdict.panels) if setting.planted is None else ""
    cells = (
        f"{names}: {setting.name}",
        "yes" if setting.supported else "no",
        f"{verdict.panels:,}",
        given,
        "" if verdict.withheld else _sizes(verdict),
        "" if verdict.withheld else _thirds(verdict),
        "" if verdict.recovery is None or setting.planted is None else f"{verdict.recovery.median:.3f}",
        "" if verdict.coverage is None or verdict.withheld else percent(verdict.coverage.found),
        verdict.words(),
    )
    return "| " + " | ".join(cells) + " |"


def broken(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those that do not hold, though the product offers them."""
    return [one for one in verdicts if one.offered and one.failures]


def percent(share: float) -> str:
    """A share with one decimal.

    >>> percent(0.0512)
    '5.1 %'
    """
    return f"{100 * share:.1f} %"


def _thirds(verdict: Verdict) -> str:
    if not any(verdict.terciles):
        return ""
    return ", ".join(percent(one.found) if one else "–" for one in verdict.terciles)


def _sizes(verdict: Verdict) -> str:
    """The points nearest 0.05, 0.10 and 0.25, and the one that strays most, if it is another."""
    if not verdict.sizes:
        return ""
    chosen = [nearest(verdict.sizes, point) for point in POINTS]
    worst = max(verdict.sizes, key=lambda one: abs(one.found - one.point))
    shown = {one.point: one for one in [*chosen, worst] if one is not None}
    return ", ".join(_size(shown[point]) for point in sorted(shown))


def _size(one: Share) -> str:
    return f"{one.point:.3g}: {percent(one.found)}"


def _summary(verdicts: Sequence[Verdict]) -> str:
    offered = [one for one in verdicts if one.offered]
    wrong = broken(offered)
    few = [one for one in verdicts if one.panels < WANTED]
    told = f"{len(offered) - len(wrong)} of {len(offered)} settings of what the product offers hold or withhold p."
    if few:
        told += f" {len(few)} settings have been drawn fewer than {WANTED:,} times so far, so that their verdicts err."
    if not wrong:
        return f"{told}\n"
    lines = "\n".join(
        f"- {one.setting.method}: {one.setting.name}: {', '.join(one.failures)}" for one in wrong
    )
    return f"{told} These do not:\n\n{lines}\n"
