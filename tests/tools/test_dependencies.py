"""The dependency page: jobs are kept as written, everything else follows the lock files."""

from __future__ import annotations

from tools.dependencies import ROOT as REPOSITORY
from tools.dependencies import jobs_on, licence_of, python_rows, render

PAGE = """
Before.
<!-- table: product -->
| library | job | licence | locked version | released | typed |
|---|---|---|---|---|---|
| django | my own words | old | 0.1 | 1999-01-01 | no |
<!-- end -->
After.
"""


def test_the_job_is_kept_and_the_rest_is_renewed() -> None:
    fresh = render(PAGE)
    assert jobs_on(fresh)["django"] == "my own words"
    assert "1999-01-01" not in fresh
    assert fresh.startswith("\nBefore.")
    assert fresh.endswith("After.\n")


def test_a_new_library_gets_a_row_with_an_empty_job() -> None:
    product = python_rows(REPOSITORY, {})["product"]
    assert any(row.startswith("| psycopg |  | LGPL") for row in product)


def test_rendering_twice_changes_nothing() -> None:
    assert render(render(PAGE)) == render(PAGE)


def test_the_licence_is_what_the_package_states() -> None:
    assert licence_of("django") == "BSD-3-Clause"
    assert licence_of("mypy") == "MIT License"
