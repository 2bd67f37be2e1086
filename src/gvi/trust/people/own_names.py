"""Names of the writer's own room in joint free text (trust.md, T31): never another room's, which would tell.

The words of the text are looked up among the room's persons, through row security and by the index on ``name_key``:
one query however long the text is or many the persons. A full name is found in either order and however it is
written; a surname alone only with a capital letter, since many surnames are ordinary words. Genitives count too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from gvi.trust.workspaces.code_names import plain
from gvi.trust.workspaces.free_text import Finding, What

NAME = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
BETWEEN = re.compile(r"[\s,]{1,3}")
LONGEST = 4
LONGEST_SURNAME = 3
KNOWN = """
    with room as materialized (select gvi.person_room() as id),
    asked as materialized (
        select n, true as whole, key as low, key as high
        from unnest(string_to_array(public.sv_key(%(names)s), E'\n')) with ordinality as t (key, n)
        union all
        select n, false, key || ' ', key || '!'
        from unnest(string_to_array(public.sv_key(%(surnames)s), E'\n')) with ordinality as t (key, n)
    )
    select a.whole, a.n from asked a cross join lateral (
        select p.name_key from people_person p
        where p.workspace_id = (select id from room) and p.name_key >= a.low
        order by p.workspace_id, p.name_key limit 1
    ) p
    where case when a.whole then p.name_key = a.high else p.name_key < a.high end
"""


@dataclass(frozen=True)
class Stretch:
    """Words that stand beside each other, from one place of the text to another, as they are written."""

    first: int
    words: tuple[str, ...]

    @property
    def shown(self) -> str:
        """As the writer reads it."""
        return " ".join(self.words)

    @property
    def has_capital(self) -> bool:
        """Whether one of the words is written as a name."""
        return any(word[0].isupper() for word in self.words)

    def covers(self, other: "Stretch") -> bool:
        """Whether ``other`` is a part of this."""
        mine = range(self.first, self.first + len(self.words))
        return self != other and all(other.first + n in mine for n in range(len(other.words)))


def find_own_names(text: str) -> list[Finding]:
    """Names in ``text`` that persons of the writer's own room have; empty while the room is off. One query."""
    stretches = list(_stretches(plain(text)))
    names, surnames = _by_key(stretches, _full_names), _by_key(stretches, _surnames)
    if not (names or surnames):
        return []
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"names": "\n".join(names), "surnames": "\n".join(surnames)})
        lists = {True: list(names.values()), False: list(surnames.values())}
        found = {it for whole, n in cursor.fetchall() for it in lists[whole][n - 1]}
    longest = [it for it in found if not any(other.covers(it) for other in found)]
    shown = dict.fromkeys(it.shown for it in sorted(longest, key=lambda it: it.first))
    return [Finding(What.OWN_NAME, words) for words in shown]


def _by_key(
    stretches: Iterable[Stretch], keys: Callable[[Stretch], Iterable[str]]
) -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        for key in keys(stretch):
            found[key].append(stretch)
    return found


def _stretches(text: str) -> Iterator[Stretch]:
    """One to four words that nothing but a space or a comma parts."""
    words = list(NAME.finditer(text))
    for first in range(len(words)):
        for length in range(1, LONGEST + 1):
            part = words[first : first + length]
            if len(part) < length or (length > 1 and not _beside(text, part[-2], part[-1])):
                break
            yield Stretch(first, tuple(word.group().rstrip(".") for word in part))


def _beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return BETWEEN.fullmatch(text[one.end() : other.start()]) is not None


def _full_names(stretch: Stretch) -> Iterator[str]:
    """Surname first, wherever in the stretch the surname begins. Three words and more must look like a name."""
    if len(stretch.words) == 1 or (len(stretch.words) > 2 and not stretch.has_capital):
        return
    for words in _in_both_cases(stretch.words):
        for at in range(len(words)):
            yield " ".join((*words[at:], *words[:at]))


def _surnames(stretch: Stretch) -> Iterator[str]:
    if len(stretch.words) <= LONGEST_SURNAME and stretch.has_capital and len(stretch.shown) > 1:
        for words in _in_both_cases(stretch.words):
            yield " ".join(words)


def _in_both_cases(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """As written, and without a genitive's s."""
    yield words
    last = words[-1]
    if len(last) > 2 and last[-1] in "sS":
        yield (*words[:-1], last[:-1].rstrip("'’:"))
