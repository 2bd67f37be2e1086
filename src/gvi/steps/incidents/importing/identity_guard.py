"""The joint space holds no person, and no tie from a group to an incident (trust.md, T31 and T34).

A row whose words hold an identity number or a code name that the importer may know is refused. What may point at a
person (a phone number, a street address) or at a group is counted: a person should look at it afterwards, since
the police's own published words name streets.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from gvi.steps.incidents.reading import Refused
from gvi.steps.incidents.reading import expectations as wanted
from gvi.trust.workspaces.code_names import WORD, plain, search
from gvi.trust.workspaces.free_text import What, find

FIELDS = ("summary", "area", "link", "reason")
TOLD = ("summary", "reason")  # in words
SUSPECT = (
    r"[\x{FF00}-\x{FFEF}\x{1D400}-\x{1D7FF}]|\pN(?:[^\pN\pL]*\pN){7}"
    r"|(?i:gatan|gata|vägen|väg|gränd|gränden|torget|torg|stigen|stig|allé|allén|backen|esplanaden|kajen|plats|plan)"
    r"\s+(?i:nr\.?\s*)?\d{1,3}(?:[.:,/\-]?(?:[^\d.:,/\-]|$)|[.:,/\-]{2})"
)
EXPECTED = {What.IDENTITY_NUMBER: wanted.NO_IDENTITY_NUMBER, What.CODE_NAME: wanted.NO_CODE_NAME}


@dataclass(frozen=True)
class Doubt:
    """A row that was read in though its words may point at a person or a group."""

    file: str
    row: int
    column: str
    what: What
    sheet: str = ""


@dataclass
class Guarded:
    """A batch after the guard: what may pass, what was refused with its kinds, and what should be looked at."""

    rows: pl.DataFrame
    refused: list[Refused] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    warned: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True)
class Guard:
    """Looks at the rows of one file. ``headings`` are the file's own names of our fields."""

    file: str
    headings: Mapping[str, str]
    names: tuple[str, ...]

    def split(self, rows: pl.DataFrame) -> Guarded:
        """Split ``rows``: those that may pass, and a refusal for each other (never its text)."""
        numbered = rows.with_row_index("place")
        guarded = Guarded(rows)
        taken: set[int] = set()
        for row in numbered.filter(self._suspect()).iter_rows(named=True):
            found = list(self._found(row))
            refusal = next(((name, what) for name, what in found if what in EXPECTED), None)
            if refusal:
                taken.add(row["place"])
                guarded.refused.append(self._refused(row, *refusal))
                guarded.kinds[row["kind"]] += 1
            elif found:
                name, what = found[0]
                guarded.warned.append(Doubt(self.file, row["row"], self._heading(name), what, row["sheet"]))
        if taken:
            guarded.rows = numbered.filter(~pl.col("place").is_in(sorted(taken))).drop("place")
        return guarded

    def _suspect(self) -> pl.Expr:
        """A quick look that lets nothing through which ``_found`` would find."""
        numbers = (pl.col(name).str.contains(SUSPECT) for name in FIELDS)
        letters = ["".join(WORD.findall(plain(name))).lower() for name in self.names]
        named = (_letters(name).str.contains_any(letters) for name in TOLD if letters)
        return pl.any_horizontal(*numbers, *named).fill_null(False)

    def _found(self, row: Mapping[str, str]) -> Iterator[tuple[str, What]]:
        for name in FIELDS:
            text = row[name] or ""
            yield from ((name, it.what) for it in find(text) if it.refused or name in TOLD)
            if name in TOLD:
                named = search(text, self.names)
                yield from ((name, What.CODE_NAME) for _ in named.exact)
                yield from ((name, What.LIKE_CODE_NAME) for _ in named.alike)

    def _refused(self, row: Mapping[str, object], name: str, what: What) -> Refused:
        number, sheet = int(str(row["row"])), str(row["sheet"])
        return Refused(self.file, number, self._heading(name), "", EXPECTED[what], sheet)

    def _heading(self, name: str) -> str:
        return self.headings.get(name, name)


def _letters(name: str) -> pl.Expr:
    """A column's letters and digits alone, in lower case: what stands between them hides nothing."""
    return pl.col(name).str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[^\pL\pN]", "")
