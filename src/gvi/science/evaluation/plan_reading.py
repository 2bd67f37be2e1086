"""Reading a plan: every table and key against what it must be, all that is wrong told at once (science.md).

What is expected of a key stands in its type (``gvi.science.evaluation.plan`` and ``options``), once.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

from gvi.science.evaluation.options import SHARED, AnyMethod
from gvi.science.evaluation.plan import (
    Data,
    Decision,
    Donors,
    Plan,
    PlanRefused,
    Study,
    Treatment,
    Windows,
)
from gvi.science.evaluation.plan_rules import broken

TABLES: Mapping[str, type[Struct]] = {
    "study": Study,
    "data": Data,
    "treatment": Treatment,
    "donors": Donors,
    "method": Struct,
    "windows": Windows,
    "decision": Decision,
}
NEEDED = ("study", "data", "treatment", "method")
METHODS: Mapping[str, type[Struct]] = {str(one.__struct_config__.tag): one for one in get_args(AnyMethod)}
PLACE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<at>\d+)\]|\[\.\.\.\]")
TOML_PLACE = re.compile(r" \(at (?P<place>line (?P<line>\d+), column \d+|end of document)\)$")


def read(text: str) -> Plan:
    """Read a plan, or raise the first ``PlanRefused``."""
    for fault in faults(text):
        raise fault
    return msgspec.convert({**_tables(text), "text": text}, Plan)


def faults(text: str) -> Iterator[PlanRefused]:
    """All that is wrong with a plan's text, in the file's own order of tables."""
    try:
        raw = _tables(text)
    except PlanRefused as fault:
        yield fault
        return
    found = list(_every(raw))
    for wrong in found or broken(msgspec.convert(raw, Plan)):
        wrong.line = line_of(text, wrong.table, wrong.key)
        yield wrong


def line_of(text: str, table: str, key: str) -> int | None:
    """The line where a key stands, or its table's heading when the key is not there."""
    name, within, heading = re.split(r"[^\w]", key)[0], "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if found := re.match(r"\s*\[\s*([\w.]+)\s*\]", line):
            within = found[1]
            heading = number if within == table else heading
        elif within == table and name and re.match(rf"\s*[\"']?{name}[\"']?\s*[=.]", line):
            return number
    return heading


def _tables(text: str) -> dict[str, Any]:
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        found = TOML_PLACE.search(str(error))
        place = found["place"] if found else ""
        line = int(found["line"]) if found and found["line"] else None
        expected = 'TOML, with names, words and times such as "2018-10" in quotation marks'
        raise PlanRefused("", place or "the file", expected, line=line) from error
    plain: dict[str, Any] = _plain(raw)
    return plain


def _plain(value: Any) -> Any:
    """TOML's own dates as the text that was written."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _every(raw: Mapping[str, Any]) -> Iterator[PlanRefused]:
    for name in raw:
        if name not in TABLES:
            yield PlanRefused("", f"[{name}]", f"one of the tables {', '.join(TABLES)}")
    for name, kind in TABLES.items():
        given = raw.get(name)
        if given is None:
            if name in NEEDED:
                yield PlanRefused(name, "", "this table, it is missing")
        elif not isinstance(given, dict):
            yield PlanRefused("", name, f"a table, [{name}]", told=_told(given))
        elif name == "method":
            yield from _method(given)
        else:
            yield from _table(name, given, fields(kind))


def _method(given: Mapping[str, Any]) -> Iterator[PlanRefused]:
    kind = METHODS.get(str(given.get("name")))
    if kind is None:
        told = _told(given["name"]) if "name" in given else " is missing"
        yield PlanRefused("method", "name", f"one of {', '.join(METHODS)}", told=told)
        return
    asked = {key: value for key, value in given.items() if key != "name"}
    wrong = list(_table("method", asked, fields(kind)))
    yield from wrong
    if not any(fault.key.startswith("curve") for fault in wrong):
        own = [field for field in fields(kind) if field.name not in SHARED]
        for at, change in enumerate(asked.get("curve", [])):
            for fault in _table("method", change, own, prefix=f"curve[{at}]."):
                if "is missing" not in fault.told:
                    yield fault


def _table(
    table: str, given: Mapping[str, Any], known: tuple[FieldInfo, ...] | list[FieldInfo], prefix: str = ""
) -> Iterator[PlanRefused]:
    names = {field.encode_name: field for field in known}
    for key in given:
        if key not in names:
            yield PlanRefused(table, prefix + key, f"one of {', '.join(names)}", told=" is no key of a plan")
    for key, field in names.items():
        if key not in given:
            if field.required:
                yield PlanRefused(table, prefix + key, expected(field.type), told=" is missing")
            continue
        try:
            msgspec.convert(given[key], field.type)
        except msgspec.ValidationError as error:
            path = PLACE.search(str(error))
            inner = path["path"] if path else ""
            told = _told(_at(given[key], inner))
            yield PlanRefused(table, prefix + key + inner, expected(field.type), told=told)


def descriptions(table: str, method: str) -> dict[str, str]:
    """What is expected of each key of a table; ``method`` tells whose options ``[method]`` may hold."""
    if table != "method":
        return {field.encode_name: expected(field.type) for field in fields(TABLES[table])}
    own = {field.encode_name: expected(field.type) for field in fields(METHODS[method])}
    return {"name": f"one of {', '.join(METHODS)}", **own}


def fault_of(table: str, key: str, value: Any, method: str) -> str | None:
    """What was expected of one key instead of this value; none when the value will do."""
    if (table, key) == ("method", "name"):
        return None if value in METHODS else f"one of {', '.join(METHODS)}"
    kind = METHODS[method] if table == "method" else TABLES[table]
    return next((fault.expected for fault in _table(table, {key: value}, _only(kind, key))), None)


def _only(kind: type[Struct], key: str) -> list[FieldInfo]:
    return [field for field in fields(kind) if field.encode_name == key]


def expected(kind: Any) -> str:
    """What a key's type says that it expects."""
    for one in _metas(kind):
        if one.description:
            return one.description
    return str(kind)


def _metas(kind: Any) -> Iterator[Meta]:
    yield from (one for one in getattr(kind, "__metadata__", ()) if isinstance(one, Meta))
    for inner in get_args(kind):
        yield from _metas(inner)


def _at(value: Any, path: str) -> Any:
    for step in STEP.finditer(path):
        if isinstance(value, dict) and step["key"]:
            value = value.get(step["key"])
        elif isinstance(value, list) and step["at"]:
            value = value[int(step["at"])]
    return value


def _told(value: Any) -> str:
    match value:
        case bool():
            return f" = {str(value).lower()}"
        case str():
            return f' = "{value}"'
        case _:
            return f" = {value!r}"
