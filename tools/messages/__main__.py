"""The command: extract and compile, or with `--check` say what is missing and change nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.messages.catalogues import App, EnglishCatalogue, extract_app, find_apps
from tools.messages.faults import disagreements, faults_of, strings_of

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "gvi"


def name_of(app: App, package: Path) -> str:
    """The app as the code calls it: gvi.steps.incidents."""
    return ".".join((package.name, *app.folder.relative_to(package).parts))


def write(package: Path) -> list[str]:
    """Bring every catalogue up to date; one line per app that has texts."""
    lines = []
    for app in find_apps(package):
        catalogue = extract_app(app, package)
        if len(catalogue):
            lines.append(
                f"{name_of(app, package)}: {len(catalogue)} texts, {_empty(catalogue)} without English"
            )
            app.po.parent.mkdir(parents=True, exist_ok=True)
            app.po.write_bytes(catalogue.as_po())
            app.mo.write_bytes(catalogue.as_mo())
        elif app.po.exists():
            app.po.unlink()
            app.mo.unlink(missing_ok=True)
    return lines


def _empty(catalogue: EnglishCatalogue) -> int:
    return sum(not all(strings_of(message)) for message in catalogue if message.id)


def check(package: Path) -> list[str]:
    """Every fault in every catalogue, as sentences."""
    apps = {name_of(app, package): app for app in find_apps(package)}
    wanted = {name: extract_app(app, package) for name, app in apps.items()}
    faults = [fault for name, app in apps.items() for fault in faults_of(app, wanted[name], name)]
    return sorted(faults) + list(disagreements(wanted))


def main(arguments: list[str] | None = None, package: Path = PACKAGE) -> int:
    """Run the command; 1 when `--check` found a fault."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; name what is missing")
    if not parser.parse_args(arguments).check:
        print("\n".join(write(package)))
        return 0
    faults = check(package)
    print("\n".join(faults) or "English is complete.", file=sys.stderr if faults else sys.stdout)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
