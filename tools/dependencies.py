"""Keep the tables of docs/explanation/dependencies.md true: versions and dates from the lock files, jobs by hand.

A library's job is a sentence that a person writes, in the second column. Everything else comes from `pyproject.toml`,
`uv.lock`, `package-lock.json` and what is installed. A test compares the page with the lock files.
"""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/explanation/dependencies.md"
TABLE = re.compile(r"(?s)<!-- table: (\w+) -->\n.*?<!-- end -->")
HEADINGS = {
    "python": "| library | job | licence | locked version | released | typed |\n|---|---|---|---|---|---|",
    "node": "| library | job | licence | locked version |\n|---|---|---|---|",
}

Jobs = dict[str, str]


def jobs_on(page: str) -> Jobs:
    """The sentences written by hand: library → job."""
    return dict(re.findall(r"(?m)^\| ([^|]+?) \| ([^|]*?) \|", page))


def render(page: str, root: Path = ROOT) -> str:
    """The page with every table made anew."""
    jobs = jobs_on(page)
    rows = {**python_rows(root, jobs), "vendor": node_rows(root, jobs)}

    def table(match: re.Match[str]) -> str:
        heading = HEADINGS["node" if match[1] == "vendor" else "python"]
        return "\n".join((f"<!-- table: {match[1]} -->", heading, *rows[match[1]], "<!-- end -->"))

    return TABLE.sub(table, page)


def python_rows(root: Path, jobs: Jobs) -> dict[str, list[str]]:
    """Rows for what the product needs (`product`) and for what only its makers need (`makers`)."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    locked = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))["package"]
    packages = {package["name"]: package for package in locked}
    wanted = {
        "product": project["project"]["dependencies"],
        "makers": project["dependency-groups"]["dev"],
    }
    return {
        kind: [_python_row(packages[name], jobs.get(name, "")) for name in sorted(map(_name, requirements))]
        for kind, requirements in wanted.items()
    }


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower()


def _python_row(package: dict[str, Any], job: str) -> str:
    name = package["name"]
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    released = min(str(file["upload-time"])[:10] for file in files)
    return f"| {name} | {job} | {licence_of(name)} | {package['version']} | {released} | {_typed(name)} |"


def licence_of(name: str) -> str:
    """The licence as the installed package states it: expression, else classifier, else its first line."""
    about = metadata.metadata(name).json
    if expression := about.get("license_expression"):
        return str(expression)
    classifiers = (entry for entry in about.get("classifier", []) if entry.startswith("License ::"))
    named = (entry.split(" :: ")[-1] for entry in classifiers if entry.endswith(("License", ")")))
    return next(named, "") or str(about.get("license", "")).partition("\n")[0]


def _typed(name: str) -> str:
    marker = any(file.name == "py.typed" for file in metadata.files(name) or [])
    return "yes" if marker else "no"


def node_rows(root: Path, jobs: Jobs) -> list[str]:
    """Rows for the front-end files that `make vendor` copies."""
    wanted = json.loads((root / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    names = sorted({**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})})
    entries = ((name, locked[f"node_modules/{name}"]) for name in names)
    return [
        f"| {name} | {jobs.get(name, '')} | {entry['license']} | {entry['version']} |"
        for name, entry in entries
    ]


def main() -> int:
    """Write the page."""
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
