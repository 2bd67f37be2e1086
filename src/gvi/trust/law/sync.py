"""Brings the rules from their files into ``law_ruleversion``, where every version remains forever (trust.md, T04).

Runs with the migrations, as the owner: the application itself may only read the table. A file whose words have changed
under the same version is refused, since somebody may have verified, enabled or disclosed by what it said before.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connections, transaction

from gvi.trust.law.models import RuleVersion
from gvi.trust.law.rules import Rule, RuleFileError, load_rules


def sync_rules(rules: Iterable[Rule], *, using: str) -> list[RuleVersion]:
    """Add each version that the table doesn't have. Raises ``RuleFileError`` for a changed or older file."""
    loaded = list(rules)
    known = known_digests(using)
    check_versions(loaded, known)
    new = [row_of(rule) for rule in loaded if (rule.code, rule.version) not in known]
    with transaction.atomic(using=using):
        return RuleVersion.objects.using(using).bulk_create(new)


def known_digests(using: str) -> dict[tuple[str, int], str]:
    """The digest of each version in the table."""
    rows = RuleVersion.objects.using(using).values_list("code", "version", "digest")
    return {(code, version): digest for code, version, digest in rows}


def check_versions(rules: Iterable[Rule], known: Mapping[tuple[str, int], str]) -> None:
    """Raise ``RuleFileError`` for a file that says something else under a version that is known, or goes back."""
    latest: dict[str, int] = {}
    for code, version in known:
        latest[code] = max(version, latest.get(code, 0))
    for rule in rules:
        if known.get((rule.code, rule.version), rule.digest) != rule.digest:
            raise RuleFileError(
                f"{rule.code}.toml: version: the file has changed since version {rule.version} was brought in; "
                f"raise it to {latest[rule.code] + 1}"
            )
        if rule.version < latest.get(rule.code, 0):
            raise RuleFileError(
                f"{rule.code}.toml: version: expected at least {latest[rule.code]}, found {rule.version}"
            )


def row_of(rule: Rule) -> RuleVersion:
    """The row that keeps ``rule``: the whole file, and the columns that the database checks by."""
    return RuleVersion(
        code=rule.code,
        version=rule.version,
        digest=rule.digest,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        from_kinds=list(rule.from_kinds),
        to_kinds=list(rule.to_kinds),
        steps=list(rule.steps),
        carries=list(rule.carries),
        never_secrecy=list(rule.never_secrecy),
        questions=[condition.id for condition in rule.conditions],
        test=rule.test,
        age_from=rule.age_from,
        age_under=rule.age_under,
        max_days=rule.max_days,
        urgent=rule.urgent,
        body=rule.body,
    )


def after_migrate(using: str, **_signal: Any) -> None:
    """Bring in the rules when the migrations are done, unless they stopped before there was a table."""
    if RuleVersion._meta.db_table in connections[using].introspection.table_names():
        sync_rules(load_rules(), using=using)
