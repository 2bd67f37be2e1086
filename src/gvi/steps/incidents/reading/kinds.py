"""What the police and the cities call an incident, read from the editable table `kinds.toml`.

A type that stands in the table is one of our kinds or `skip`; a type that does not is unknown and never guessed
(domain.md, *Incidents*: everything comes in as reported, people confirm).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.outcome import FileRefused

SKIP = "skip"
BUILT_IN = Path(__file__).with_name("kinds.toml")


class Kind(StrEnum):
    """The kinds of incident the strategy follows."""

    SHOOTING = "shooting"
    EXPLOSION = "explosion"
    HOMICIDE = "homicide"
    ATTEMPTED_HOMICIDE = "attempted_homicide"
    AGGRAVATED_ASSAULT = "aggravated_assault"
    STABBING = "stabbing"
    ROBBERY_WITH_WEAPON = "robbery_with_weapon"
    ARSON = "arson"
    THREAT = "threat"
    WEAPON_FOUND = "weapon_found"


def plain(word: str) -> str:
    """Return a word as the tables hold it: small letters, single spaces, no remark in parentheses.

    >>> plain("  Skottlossning  (två skadade)")
    'skottlossning'
    """
    return " ".join(re.sub(r"\([^()]*\)", " ", word).casefold().split()).strip(" .,;:!")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The two tables: the police's types, and the words of a city's own sheets."""

    police: Mapping[str, str]
    words: Mapping[str, str]

    def of_police(self, name: str) -> str | None:
        """Return our kind, `skip`, or None for a type that the table does not know."""
        return self.police.get(plain(name))

    def of_word(self, word: str) -> str | None:
        """Return our kind, `skip`, or None for a word that neither table knows.

        What stands in parentheses may say which kind it was, *Rån (vapen)*; if not, it is a remark.
        """
        whole, key = plain(word.replace("(", " ").replace(")", " ")), plain(word)
        return self.words.get(whole) or self.words.get(key) or self.police.get(key)

    def with_words(self, words: Mapping[str, str]) -> "Kinds":
        """Return the same tables with a sheet's own words added; they go first."""
        return Kinds(self.police, {**self.words, **{plain(word): kind for word, kind in words.items()}})


def load_kinds(path: Path = BUILT_IN) -> Kinds:
    """Read the tables; a file that is no such table is refused with the word at fault."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileRefused(path.name, wanted.KINDS_FILE) from error
    return Kinds(_table(path, tables, "police"), _table(path, tables, "words"))


def _table(path: Path, tables: Mapping[str, object], name: str) -> dict[str, str]:
    table = tables.get(name)
    if not isinstance(table, dict):
        raise FileRefused(path.name, wanted.KINDS_FILE, where=f"[{name}]")
    for word, kind in table.items():
        if kind != SKIP and kind not in set(Kind):
            raise FileRefused(path.name, wanted.KINDS_FILE, where=f"[{name}] {word}")
    return {plain(word): kind for word, kind in table.items()}
