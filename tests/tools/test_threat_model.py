"""The threat model names tests that exist, and safeguards that have at least one."""

import re
from pathlib import Path

from tools.safeguards import ROOT, proofs_of

PAGE = ROOT / "docs" / "explanation" / "threat-model.md"
LATER = {"T26"}
"""Counts of persons do not exist yet."""


def test_every_named_test_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)`", PAGE.read_text(encoding="utf-8")))
    assert len(named) > 10
    assert not [name for name in named if not (ROOT / Path(name)).exists()]


def test_every_named_safeguard_has_a_test() -> None:
    named = set(re.findall(r"\bT\d\d\b", PAGE.read_text(encoding="utf-8")))
    assert len(named) > 15
    assert named - LATER <= set(proofs_of(ROOT))
