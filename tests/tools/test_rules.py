"""The page of rules is what the rule files say today."""

from pathlib import Path

import pytest

from gvi.trust.law.rules import load_rules
from tools import rules
from tools.rules import PAGE, main, page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(load_rules())


def test_every_rule_is_on_the_page_with_its_stars_and_questions() -> None:
    text = page(load_rules())
    for rule in load_rules():
        assert f"\n## {rule.code}\n" in text
        assert (f"[`{rule.code}`](#{rule.code}) ★" in text) is rule.starred
        assert all(condition.asked.en in text for condition in rule.conditions)


def test_a_stale_page_fails_and_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rules, "PAGE", tmp_path / "rules.md")
    (tmp_path / "rules.md").write_text("old", encoding="utf-8")
    assert main(["--check"]) == 1
    assert "stale" in capsys.readouterr().out
    assert main([]) == 0
    assert main(["--check"]) == 0
