"""Makes what people have typed fit for paper: one form of each letter, no control characters, no missing glyphs.

A meeting must be possible to close whatever somebody pasted into a note. Characters that the typeface lacks, such
as an emoji, become ``MISSING``, and the document says so in words at its end.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from gvi.science.typesetting.typeface import covered

MISSING = "□"
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
VARIANTS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\u20e3]")


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), without space around, with ``\\n`` as its only control character.

    Characters that are not seen are left out, and those that the typeface lacks become ``MISSING``.
    """
    ended = VARIANTS.sub("", LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
    return "".join(map(_shown, ended)).strip()


def clean_all(value: Any) -> Any:
    """Clean every string in a structure of mappings, sequences and plain values, as JSON holds them."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: clean_all(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean_all(one) for one in value]
    return value


def _shown(letter: str) -> str:
    if letter == "\n":
        return letter
    category = unicodedata.category(letter)
    if category in UNSEEN:
        return " " if letter == "\t" else ""
    if ord(letter) in covered():
        return letter
    return " " if category == "Zs" else MISSING
