"""The command: draw every setting's panels, and write the page; with `--smoke` only try that each can be drawn."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from tools.calibrate import page
from tools.calibrate.judging import Verdict, judge
from tools.calibrate.running import ROOT, kept, names, run, run_small
from tools.calibrate.setting import Drawn, Setting

PAGE = ROOT / "docs/reference/calibration.md"
PANELS, FEW = 2000, 3


def main() -> int:
    """Run all methods, or those named; 1 when something promised does not hold (never for `--smoke`)."""
    chosen = _parser().parse_args()
    sections = [
        (name, _section(name, _drawn(name, chosen), told=not chosen.smoke))
        for name in chosen.names or names()
    ]
    if chosen.smoke:
        return 0
    if not chosen.names:
        shown = [(name, verdicts) for name, verdicts in sections if verdicts]
        PAGE.write_text(page.page(shown, f"{datetime.now(UTC):%Y-%m-%d}"), encoding="utf-8")
    wrong = page.broken([one for _, verdicts in sections for one in verdicts])
    for one in wrong:
        what = f"{one.setting.method}: {one.setting.name}: {', '.join(one.failures)}"
        print(f"Does not hold: {what}", file=sys.stderr)
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.calibrate", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few panels of each, nothing kept or written")
    parser.add_argument("--kept", action="store_true", help="draw nothing: the page of what is kept so far")
    parser.add_argument("--panels", type=int, default=PANELS, help=f"panels a setting ({PANELS})")
    known = [[], *names()]
    parser.add_argument("names", nargs="*", choices=known, help="only these; the page is not written")
    return parser


def _drawn(name: str, chosen: argparse.Namespace) -> Iterable[tuple[Setting, list[Drawn]]]:
    if chosen.smoke:
        return run_small(name, FEW)
    return kept(name) if chosen.kept else run(name, chosen.panels)


def _section(name: str, drawn: Iterable[tuple[Setting, list[Drawn]]], *, told: bool) -> list[Verdict]:
    print(name, flush=True)
    verdicts = []
    for setting, found in drawn:
        verdicts.append(judge(setting, found))
        print(" ", page.row(verdicts[-1]).strip("| ") if told else setting.name, flush=True)
    return verdicts


if __name__ == "__main__":
    raise SystemExit(main())
