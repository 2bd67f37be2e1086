"""Every environment variable that the code reads is on the page of settings, and the page names no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"
READ = re.compile(
    r"""(?:env\.\w+\(|environ\.get\(|environ\[|environ\.setdefault\(|", ")["']?([A-Z][A-Z0-9_]{5,})["']"""
)


def read_variables() -> set[str]:
    """The names of the variables that the code reads."""
    found: set[str] = set()
    for path in (ROOT / "src" / "gvi").rglob("*.py"):
        found |= set(READ.findall(path.read_text(encoding="utf-8")))
    return {
        name for name in found if name.startswith(("GVI_", "DATABASE_", "DJANGO_")) or name == "SECRET_KEY"
    }


def listed_variables() -> set[str]:
    """The names in the tables of the page."""
    rows = re.findall(r"(?m)^\| (`[^|]+`) \|", PAGE.read_text(encoding="utf-8"))
    return {name for row in rows for name in re.findall(r"`([A-Z0-9_]+)`", row)}


def test_the_page_and_the_code_agree() -> None:
    assert read_variables() == listed_variables()
