"""Find the translatable texts of an app: calls in Python, tags in templates and in cotton's dynamic attributes.

Templates go through Django's own `templatize`, so that what is found is exactly what Django will look up.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

Keyword = tuple[int | tuple[int, str], ...] | None

KEYWORDS: dict[str, Keyword] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOTE = "Translators"
DYNAMIC_ATTRIBUTE = re.compile(r"""\s:[\w.-]+=("[^"]*"|'[^']*')""")
CONSTANT = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")


@dataclass(frozen=True)
class Text:
    """One translatable text: singular (and plural), its context, notes to the translator and the file it stands in."""

    ids: tuple[str, ...]
    context: str | None
    notes: tuple[str, ...]
    file: str


def texts_in(file: Path, root: Path) -> Iterator[Text]:
    """The texts of one Python file or template; `file` is named relative to `root`."""
    source = file.read_text(encoding="utf-8")
    code = source if file.suffix == ".py" else template_as_python(source, str(file))
    found = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS, comment_tags=(NOTE,))
    for _line, ids, notes, context in found:
        as_tuple = (ids,) if isinstance(ids, str) else tuple(ids)
        yield Text(as_tuple, context, tuple(notes), file.relative_to(root).as_posix())


def template_as_python(source: str, origin: str) -> str:
    """A template as calls that the Python extractor reads.

    The text between tags comes out as rows of X with the template's own indentation. Inside one pair of
    brackets Python does not mind how lines are indented.
    """
    return "(\n" + templatize(source + _dynamic_constants(source), origin) + "\n)\n"


def _dynamic_constants(source: str) -> str:
    """`:label="_('Spara')"` is an expression to cotton and mere text to Django: repeat it as a variable."""
    attributes = (match[1] for match in DYNAMIC_ATTRIBUTE.finditer(source))
    constants = (constant for attribute in attributes for constant in CONSTANT.findall(attribute))
    return "".join(f"\n{{{{ {constant} }}}}" for constant in constants)
