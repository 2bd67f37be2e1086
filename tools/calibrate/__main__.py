"""The command: draw every setting's panels, and write the page; with `--smoke` only try that each can be drawn."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from tools.calibrate import page
from tools.calibrate.judging import Verdict, judge
from tools.calibrate.running import ROOT, names, run, run_small

PAGE = ROOT / "docs/reference/calibration.md"
PANELS, FEW = 2000, 3
BESIDE = ("other_ways",)
"""Sections of what is known to fail, shown beside; nothing there is promised."""


def main() -> int:
    """Run all methods, or those named; 1 when something promised does not hold (never for `--smoke`)."""
    parser = argparse.ArgumentParser(prog="python -m tools.calibrate", description=__doc__)
    parser.add_argument(
        "--smoke", action="store_true", help="a few panels of each setting, nothing kept or written"
    )
    parser.add_argument("--panels", type=int, default=PANELS, help=f"panels a setting ({PANELS})")
    parser.add_argument(
        "names", nargs="*", choices=[[], *names()], help="only these; the page is not written"
    )
    chosen = parser.parse_args()
    sections = [(name, _section(name, chosen.panels, smoke=chosen.smoke)) for name in chosen.names or names()]
    if chosen.smoke:
        return 0
    wrong = page.broken([one for name, verdicts in sections if name not in BESIDE for one in verdicts])
    if not chosen.names:
        text = page.page(sections, f"{datetime.now(UTC):%Y-%m-%d}", beside=BESIDE)
        PAGE.write_text(text, encoding="utf-8")
    for one in wrong:
        print(
            f"Does not hold: {one.setting.method}: {one.setting.name}: {', '.join(one.failures)}",
            file=sys.stderr,
        )
    return 1 if wrong else 0


def _section(name: str, panels: int, *, smoke: bool) -> list[Verdict]:
    print(name, flush=True)
    drawn = run_small(name, FEW) if smoke else run(name, panels)
    verdicts = []
    for setting, found in drawn:
        verdicts.append(judge(setting, found))
        print(" ", setting.name if smoke else page.row(verdicts[-1]).strip("| "), flush=True)
    return verdicts


if __name__ == "__main__":
    raise SystemExit(main())
