"""T04: every version remains, and a file that changed without a new version is refused by name."""

from dataclasses import replace
from datetime import date

import pytest

from gvi.site import boot
from gvi.trust.law import sync
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.rules import Rule, RuleFileError, load_rules
from gvi.trust.law.sync import check_versions, sync_rules

pytestmark = pytest.mark.django_db
RULE = next(rule for rule in load_rules() if rule.code == "osl_10_2")


def test_the_migrations_have_brought_in_every_rule() -> None:
    kept = {(rule.code, rule.version): rule.digest for rule in RuleVersion.objects.all()}
    assert kept == {(rule.code, rule.version): rule.digest for rule in load_rules()}


def test_a_second_time_adds_nothing() -> None:
    assert sync_rules(load_rules(), using="default") == []


def test_t04_a_changed_file_under_the_same_version_is_refused() -> None:
    with pytest.raises(RuleFileError, match=r"^osl_10_2\.toml: version: .* raise it to 2$"):
        sync_rules([replace(RULE, digest="0" * 64)], using="default")


def test_an_older_file_than_the_table_is_refused() -> None:
    known = {("osl_10_2", 1): RULE.digest, ("osl_10_2", 3): "1" * 64}
    with pytest.raises(RuleFileError, match="expected at least 3, found 1"):
        check_versions([RULE], known)


def test_the_columns_that_the_database_checks_by_are_the_file_s() -> None:
    row = RuleVersion.objects.get(code="sol_19_1")
    assert (row.age_from, row.age_under, row.max_days, row.urgent) == (None, 18, 30, True)
    assert row.questions == ["concern", "reported"]
    assert row.valid_from == date(2025, 7, 1)
    assert row.body["title"]["sv"] == "Anmälan om att ett barn kan fara illa"


def refuse(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> str:
    monkeypatch.setattr(boot, "load_rules", lambda: rules)
    with pytest.raises(boot.BootRefused) as refused:
        boot._check_rules()
    return str(refused.value)


def test_nothing_starts_on_a_changed_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refuse(monkeypatch, replace(RULE, digest="0" * 64)).startswith("osl_10_2.toml: version: ")


def test_nothing_starts_before_the_rules_are_in_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "osl_10_2. Run gvi migrate" in refuse(monkeypatch, replace(RULE, version=2))


def test_rules_wait_until_there_is_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sync, "sync_rules", lambda _rules, *, using: asked.append(using))
    sync.after_migrate(using="default")
    monkeypatch.setattr(RuleVersion._meta, "db_table", "law_not_there_yet")
    sync.after_migrate(using="default")
    assert asked == ["default"]
