"""Loads every rule file and refuses what is wrong by file and key: nothing starts on a rule that can't be read.

Some keys must fit each other: every class of data is either carried or never carried, so that a new class has to be
decided for each rule; and where a statute lists its receivers, no other kind of room receives.
"""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gvi.trust.law.rules import reading
from gvi.trust.law.rules.shape import Rule
from gvi.trust.law.steps import Step
from gvi.trust.law.words import URGENT, DataClass, Secrecy, Test

FOLDER = Path(__file__).parent
Reader = Callable[[str, object], Any]
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "code": reading.code,
        "version": reading.number(reading.VERSIONS),
        "statute": reading.text,
        "paragraph": reading.text,
        "short": reading.text,
        "title": reading.said,
        "explanation": reading.said,
        "from_kinds": reading.kinds,
        "to_kinds": reading.kinds,
        "steps": reading.many_of(Step),
        "carries": reading.many_of(DataClass),
        "never_carries": reading.many_of(DataClass, empty=True),
        "never_secrecy": reading.many_of(Secrecy, empty=True),
        "test": reading.one_of(Test),
        "urgent": reading.yes_or_no,
        "max_days": reading.number(reading.DAYS),
        "valid_from": reading.day,
        "source": reading.source,
        "starred": reading.yes_or_no,
        "conditions": reading.conditions,
    }
)
OPTIONAL: Mapping[str, tuple[Reader, Any]] = MappingProxyType(
    {
        "narrower": (reading.said, None),
        "on_request_only": (reading.yes_or_no, False),
        "age_from": (reading.number(reading.YEARS), None),
        "age_under": (reading.number(reading.YEARS), None),
        "valid_to": (reading.day, None),
        "receivers": (reading.receivers, ()),
    }
)


class RuleFileError(ValueError):
    """A rule file that can't be relied on: names the file, the key, what was found and what was expected."""


def load_rules(folder: Path = FOLDER) -> tuple[Rule, ...]:
    """Every rule in ``folder``, by code. Raises ``RuleFileError``."""
    return tuple(_load(file) for file in sorted(folder.glob("*.toml")))


def _load(file: Path) -> Rule:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleFileError(f"{file.name}: not readable as TOML ({error})") from error
    try:
        rule = read_rule(content)
        if rule.code != file.stem:
            raise reading.WrongValue("code", f"the file's own name {file.stem}", rule.code)
    except reading.WrongValue as error:
        raise RuleFileError(f"{file.name}: {error}") from error
    return rule


def read_rule(content: Mapping[str, Any]) -> Rule:
    """The rule that a file's ``content`` makes. Raises ``WrongValue`` naming the first key that doesn't fit."""
    values = dict(_values(content))
    body = _as_json(content)
    digest = hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    rule = Rule(**values, digest=digest, body=body)
    _fits_together(rule)
    return rule


def _values(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in content:
        if key not in READERS and key not in OPTIONAL:
            raise reading.WrongValue(key, "a key that a rule has", content[key])
    for key, read in READERS.items():
        if key not in content:
            raise reading.WrongValue(key, "a value", None)
        yield key, read(key, content[key])
    for key, (read, without) in OPTIONAL.items():
        yield key, read(key, content[key]) if key in content else without


def _fits_together(rule: Rule) -> None:
    named = {*rule.carries, *rule.never_carries}
    if named != set(DataClass) or len(rule.carries) + len(rule.never_carries) != len(named):
        raise reading.WrongValue("never_carries", "every class of data in one of the two lists", named)
    if rule.urgent and not URGENT.issubset(rule.carries):
        raise reading.WrongValue("urgent", "name and address among what is carried", rule.carries)
    if rule.age_from and rule.age_under and rule.age_from >= rule.age_under:
        raise reading.WrongValue("age_under", "more than age_from", rule.age_under)
    if rule.valid_to and rule.valid_to < rule.valid_from:
        raise reading.WrongValue("valid_to", "a day not before valid_from", rule.valid_to)
    if rule.receivers and {body.kind for body in rule.receivers} - {None} != set(rule.to_kinds):
        raise reading.WrongValue(
            "to_kinds", "the kinds of the receivers that the statute names", rule.to_kinds
        )


def _as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
