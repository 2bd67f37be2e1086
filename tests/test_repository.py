"""Promises about the repository itself: what must never be written in it, how long a file may be, and links that hold.

The list of files is git's, so that what lies about on a machine neither helps nor disturbs.
"""

from __future__ import annotations

import functools
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from stdnum.luhn import is_valid

ROOT = Path(__file__).resolve().parent.parent
THIS = Path(__file__).resolve()
LOCK_FILES = {"uv.lock", "package-lock.json"}
VENDORED = ("src/gvi/site/static/vendor/", "src/gvi/science/typesetting/fonts/", "tests/vendor/")

MACHINE_PATHS = re.compile(r"(?<![\w.:/}>*-])/(?:work|root|tmp/[a-z]|home/\w+|Users/\w+)(?=/|\b)")
REGISTRY_HOSTS = re.compile(r"(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org)")
IDENTITY_NUMBER = re.compile(r"(?<![\d.-])(?:19|20)?\d\d(?:0[1-9]|1[0-2])\d\d[-+]?\d{4}(?![\d.-])")
MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
LONGEST = 500


@functools.cache
def tracked() -> tuple[str, ...]:
    """Every file in the repository, as git names it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return tuple(name for name in listed.split("\0") if name and (ROOT / name).is_file())


@functools.cache
def own_texts() -> dict[str, str]:
    """The text files that people here have written: not lock files, not vendored files, not pictures."""
    found = {}
    for name in tracked():
        path = ROOT / name
        if (
            name in LOCK_FILES
            or name.startswith(VENDORED)
            or path == THIS
            or b"\0" in path.read_bytes()[:8000]
        ):
            continue
        found[name] = path.read_text(encoding="utf-8")
    return found


def places(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Each hit as (file:line, what was found)."""
    for name, text in own_texts().items():
        for number, line in enumerate(text.splitlines(), start=1):
            yield from ((f"{name}:{number}", hit) for hit in pattern.findall(line))


def test_the_repository_is_read_through_git() -> None:
    assert {"README.md", "LICENSE", "pyproject.toml"} <= set(tracked())


def test_no_path_of_a_machine() -> None:
    assert list(places(MACHINE_PATHS)) == []


def test_no_package_registry_outside_the_lock_file() -> None:
    assert list(places(REGISTRY_HOSTS)) == []


def test_the_front_end_lock_file_names_no_registry() -> None:
    assert "://registry" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def could_be_a_person(digits: str) -> bool:
    """A valid identity number outside the ranges that no person has.

    The tax agency gives out test numbers whose serial is 980-999; a day over 90 is no day, nor a coordination number's.
    """
    number = re.sub(r"\D", "", digits)[-10:]
    serial, day = int(number[6:9]), int(number[4:6])
    is_a_day = 1 <= day <= 31 or 61 <= day <= 91
    return is_valid(number) and is_a_day and serial < 980


def test_no_identity_number_that_could_be_a_person() -> None:
    assert [place for place, digits in places(IDENTITY_NUMBER) if could_be_a_person(digits)] == []


@pytest.mark.parametrize(
    ("digits", "expected"),
    [("121212-1212", True), ("19121212-1212", True), ("121212-1213", False), ("811228-9874", False)],
)
def test_what_could_be_a_person(digits: str, expected: bool) -> None:
    assert could_be_a_person(digits) is expected


CODE = (".py", ".html", ".js", ".css", ".typ", ".sql")


def is_code(name: str) -> bool:
    """Whether people wrote the file as code. Django writes the migrations."""
    return (
        name.startswith(("src/", "tools/", "tests/")) and name.endswith(CODE) and "/migrations/" not in name
    )


def test_no_source_file_is_too_long() -> None:
    lengths = {name: text.count("\n") for name, text in own_texts().items() if is_code(name)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def links() -> Iterator[tuple[str, str]]:
    """Each link from a Markdown page to a place in the repository."""
    for name, text in own_texts().items():
        if name.endswith(".md"):
            targets = (target for target in MARKDOWN_LINK.findall(text) if not re.match(r"\w+:|#", target))
            yield from ((name, unquote(target.partition("#")[0])) for target in targets)


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    broken = [
        (page, target) for page, target in links() if not (ROOT / page).parent.joinpath(target).exists()
    ]
    assert broken == []


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    targets: dict[Path, set[Path]] = {}
    for page, target in links():
        targets.setdefault(ROOT / page, set()).add((ROOT / page).parent.joinpath(target).resolve())
    seen: set[Path] = set()
    waiting = {ROOT / "README.md"}
    while waiting:
        seen |= waiting
        waiting = set().union(*(targets.get(page, set()) for page in waiting)) - seen
    pages = {ROOT / name for name in own_texts() if name.startswith("docs/") and name.endswith(".md")}
    assert pages - seen == set()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/reference/commands.md"])
def test_the_make_commands_of_the_docs_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    named = set(re.findall(r"(?m)(?:^ {4}|`)make ([a-z-]+)", (ROOT / page).read_text(encoding="utf-8")))
    assert named
    assert named <= targets


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.findall(r"(?m)^(\d+)\.\S", text) == [str(number) for number in range(1, 16)]
    assert "require the production of a new EUPL version" in text


def test_every_dependency_has_a_job_and_its_locked_version_on_the_page() -> None:
    page = (ROOT / "docs/explanation/dependencies.md").read_text(encoding="utf-8")
    rows = {
        cells[0]: cells[1:]
        for cells in re.findall(r"(?m)^\| ([^|]+?) \| ([^|]*?) \| [^|]+? \| ([^|]+?) \|", page)
    }
    locked = dict(locked_versions())
    assert {name: rows.get(name, ("", ""))[1] for name in locked} == locked
    assert [name for name in locked if not rows[name][0]] == []


def locked_versions() -> Iterator[tuple[str, str]]:
    """The version in the lock file of each library that we ask for ourselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    versions = {package["name"]: package["version"] for package in packages}
    for requirement in project["project"]["dependencies"] + project["dependency-groups"]["dev"]:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        yield name, versions[name]
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    node = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name in (*wanted["dependencies"], *wanted["devDependencies"]):
        yield name, node[f"node_modules/{name}"]["version"]
