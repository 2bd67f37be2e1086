"""What is counted and how it is defined: one file a year for all cities (``national/variables-2027.toml``)."""

import hashlib
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

LATEST = "2027"
Counts = Literal["incidents", "meetings", "persons", "inhabitants"]


class Variable(Struct, frozen=True, forbid_unknown_fields=True):
    """One variable: what it counts, its definition in both languages, and whose figures they are."""

    counts: Counts
    sv: str
    en: str
    source: str


class Variables(Struct, frozen=True, forbid_unknown_fields=True):
    """A year's definitions. ``sha256`` is of the file they were read from."""

    version: str
    variables: Mapping[str, Variable]
    sha256: str = ""


def read_variables(text: str) -> Variables:
    """Read a file of definitions. Raises ``ValueError`` with the place of what is wrong.

    >>> national_variables().variables["violence"].counts
    'incidents'
    """
    try:
        read = msgspec.convert(tomllib.loads(text), Variables)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ValueError(f"expected definitions of variables: {error}") from error
    return msgspec.structs.replace(read, sha256=hashlib.sha256(text.encode()).hexdigest())


def national_variables(version: str = LATEST) -> Variables:
    """Give the definitions that are shipped."""
    place = files(__package__).joinpath("national", f"variables-{version}.toml")
    if not place.is_file():
        raise ValueError(f"variables {version}: expected {LATEST}")
    return read_variables(place.read_text(encoding="utf-8"))
