"""How a measurement reads, and that every section can be measured on small data."""

from __future__ import annotations

import pytest

from tools.bench.__main__ import machine, page, run_section, section_names
from tools.bench.figures import Figure, amount


def test_a_kept_and_a_broken_promise_read_apart() -> None:
    assert Figure("import", 2.5, "s", at_most=3).row() == "| import | 2.5 s | ≤ 3 s | yes |"
    assert Figure("import", 3.5, "s", at_most=3).row() == "| import | 3.5 s | ≤ 3 s | **no** |"


def test_a_figure_without_a_promise_has_no_verdict() -> None:
    assert Figure("rows", 1_234_567, "rows").row() == "| rows | 1,230,000 rows |  |  |"


@pytest.mark.parametrize(("value", "text"), [(0.5, "0.5"), (99.95, "100"), (999.4, "999"), (1000, "1,000")])
def test_amounts_have_three_figures(value: float, text: str) -> None:
    assert amount(value) == text


def test_a_section_has_its_heading_and_its_table() -> None:
    text, figures = run_section("city", smoke=True)
    assert text.startswith("## Building the fictional city\n\n")
    assert figures[0].row() in text


def test_the_page_says_where_and_when() -> None:
    text = page(["## One"], "2026-11-23")
    assert "2026-11-23" in text
    assert machine() in text
    assert text.endswith("## One\n")


def test_sections_are_found() -> None:
    assert "city" in section_names()
    assert "figures" not in section_names()
