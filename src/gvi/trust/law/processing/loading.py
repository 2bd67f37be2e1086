"""Reads the files of the register, each key checked as in the rule files."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gvi.trust.law.processing.told import Topic
from gvi.trust.law.rules import RuleFileError, Said
from gvi.trust.law.rules.reading import WrongValue, code, many_of, one_of, said, yes_or_no
from gvi.trust.workspaces.kinds import Kind

FOLDER = Path(__file__).parent
NEEDED = {"id", "rooms", "title", "purpose", "persons", "data", "discloses"}
OPTIONAL = {"basis", "retention", "retention_of"}


@dataclass(frozen=True)
class Ground:
    """The regime of a kind of room, ``led`` or ``gdpr``, and the ground on which it handles personal data."""

    regime: str
    words: Said


@dataclass(frozen=True)
class Activity:
    """One thing that is done with personal data. Without ``basis`` it has the room's own."""

    id: str
    rooms: tuple[Kind, ...]
    title: Said
    purpose: Said
    persons: Said
    data: Said
    discloses: bool
    basis: Said | None
    retention: Said | None
    retention_of: Topic | None


def load_grounds() -> dict[Kind, Ground]:
    """The ground of every kind of room."""
    content = _read("rooms.toml")
    if set(content) != set(Kind.values):
        raise RuleFileError(f"rooms.toml: expected exactly the kinds {', '.join(Kind.values)}")
    return {Kind(kind): _ground(kind, table) for kind, table in content.items()}


def _ground(kind: str, table: dict[str, Any]) -> Ground:
    if table.get("regime") not in {"led", "gdpr"}:
        raise RuleFileError(f"rooms.toml: {kind}.regime: expected led or gdpr, found {table.get('regime')!r}")
    return Ground(table["regime"], said(kind, {key: table[key] for key in ("sv", "en")}))


def load_activities(path: Path = FOLDER / "activities.toml") -> tuple[Activity, ...]:
    """Every activity, in the order of the file. Raises ``RuleFileError``."""
    try:
        return tuple(
            read_activity(table) for table in tomllib.loads(path.read_text(encoding="utf-8"))["activity"]
        )
    except WrongValue as error:
        raise RuleFileError(f"{path.name}: {error}") from error


def read_activity(table: dict[str, Any]) -> Activity:
    """The activity of one table. Raises ``WrongValue``."""
    name = code("id", table.get("id"))
    if not NEEDED <= set(table) <= NEEDED | OPTIONAL:
        raise WrongValue(
            name, f"{', '.join(sorted(NEEDED))} and perhaps {', '.join(sorted(OPTIONAL))}", set(table)
        )
    if ("retention" in table) == ("retention_of" in table):
        raise WrongValue(f"{name}.retention", "either retention or retention_of", None)
    words = {key: said(f"{name}.{key}", table[key]) for key in ("title", "purpose", "persons", "data")}
    return Activity(
        id=name,
        rooms=many_of(Kind)(f"{name}.rooms", table["rooms"]),
        discloses=yes_or_no(f"{name}.discloses", table["discloses"]),
        basis=said(f"{name}.basis", table["basis"]) if "basis" in table else None,
        retention=said(f"{name}.retention", table["retention"]) if "retention" in table else None,
        retention_of=one_of(Topic)(f"{name}.retention_of", table["retention_of"])
        if "retention_of" in table
        else None,
        **words,
    )


def load_measures() -> tuple[Said, ...]:
    """The security measures of every room."""
    return tuple(said(f"measure[{n}]", one) for n, one in enumerate(_read("security.toml")["measure"]))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
