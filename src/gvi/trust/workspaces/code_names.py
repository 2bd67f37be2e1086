"""Finds groups' code names in joint text that stands beside an incident (trust.md, T34).

The trust floor knows no groups: whoever keeps code names registers how to ask for those that a writer may know,
since a refusal must not tell the others. Names are compared without regard to case, invisible signs and
punctuation inside a word.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import Finding, GuardedForm, What
from gvi.trust.workspaces.identity_numbers import UNUSUAL

Names = Callable[[Actor], Iterable[str]]
WORD = re.compile(r"[^\W_]+")
BEFORE = frozenset({"grupp", "gruppen", "gruppens", "gruppering", "grupperingen"})
SHORT = 4
ENDINGS = re.compile(r"(?:s|(?:en|et|n|t|ar|er|arna|erna)s?|s?(?:grupp|gäng|nätverk)\w*)")
_sources: list[Names] = []


def register(names: Names) -> None:
    """Let ``names`` tell the code names that an actor may know; called once, when the application starts."""
    if names not in _sources:
        _sources.append(names)


def known_names(actor: Actor) -> list[str]:
    """Every code name that ``actor`` may know."""
    return [name for source in _sources for name in source(actor)]


@dataclass(frozen=True)
class Found:
    """``exact``: the code names that stand in a text; ``alike``: its words that may be one."""

    exact: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


class CodeNameRefused(Refusal):
    """A text beside an incident names a group."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Texten hör till en händelse men nämner gruppen %(name)s. Ta bort namnet.") % {"name": name},
            reason=_("Kopplingen mellan en grupp och en händelse stannar hos polisen."),
        )


def in_text(text: str, actor: Actor) -> Found:
    """The code names in ``text`` among those that ``actor`` may know."""
    return search(text, known_names(actor)) if text.strip() else Found()


def search(text: str, names: Iterable[str]) -> Found:
    """The ``names`` that stand in ``text``, and the words that may be one of them."""
    readings = _readings(text)
    exact: list[str] = []
    alike: list[str] = []
    letters = "".join(WORD.findall(plain(text))).casefold()
    for name in names:
        wanted = _words_of(name)
        if "".join(wanted) not in letters:
            continue
        hits = [hit for words in readings for hit in _hits(words, wanted)]
        if any(sure for sure, _ in hits):
            exact.append(name)
        else:
            alike += [shown for _, shown in hits]
    return Found(tuple(exact), tuple(dict.fromkeys(alike)))


@lru_cache(maxsize=1000)
def _words_of(name: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(plain(name))]


def plain(text: str) -> str:
    """``text`` without invisible signs, with its letters in their ordinary form."""
    if not UNUSUAL.search(text):
        return text
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    composed = unicodedata.normalize("NFC", seen)
    return "".join(sign for sign in composed if unicodedata.category(sign) not in ("Mn", "Me"))


def _readings(text: str) -> tuple[list[str], list[str]]:
    """The words of ``text``, once with punctuation as a space and once with what stands inside a word removed."""
    read = plain(text)
    joined = ("".join(WORD.findall(word)) for word in read.split())
    return WORD.findall(read), [word for word in joined if word]


def _hits(words: Sequence[str], wanted: Sequence[str]) -> Iterable[tuple[bool, str]]:
    for at in range(len(words) - len(wanted) + 1) if wanted else ():
        stretch = words[at : at + len(wanted)]
        *first, last = (word.casefold() for word in stretch)
        if first != list(wanted[:-1]) or not last.startswith(wanted[-1]):
            continue
        rest = last[len(wanted[-1]) :]
        before = words[at - 1].casefold() if at else ""
        if rest in ("", "s") and (before in BEFORE or _is_name(stretch[0], wanted[0])):
            yield True, " ".join(stretch)
        elif not rest or _may_begin(stretch[0], wanted) or ENDINGS.fullmatch(rest):
            yield False, " ".join(stretch)


def _is_name(word: str, wanted: str) -> bool:
    """Whether ``word`` is written as a name; what begins with a digit has no capital to tell by."""
    return not wanted[0].isalpha() or any(sign.isupper() for sign in word)


def _may_begin(word: str, wanted: Sequence[str]) -> bool:
    """Whether a longer word may be made of the name: *granne* is no *Gran*, but *Granpojkarna* may be."""
    return word[0].isupper() or len("".join(wanted)) > SHORT


def refuse_code_names(actor: Actor, *texts: str) -> None:
    """What every flow that writes joint text about an incident calls; raises ``CodeNameRefused``."""
    for name in in_text("\n".join(texts), actor).exact:
        raise CodeNameRefused(name)


def findings_in(text: str, actor: Actor) -> list[Finding]:
    """The same as findings of a form."""
    found = in_text(text, actor)
    exact = [Finding(What.CODE_NAME, name) for name in found.exact]
    return exact + [Finding(What.LIKE_CODE_NAME, word) for word in found.alike]


class NamelessForm(GuardedForm):
    """A guarded form whose text stands beside an incident: it names no group either."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """``actor`` is who writes."""
        super().__init__(*args, **kwargs)
        self.actor = actor

    def find(self, name: str, text: str) -> list[Finding]:
        """What may point at a person or at a group."""
        return super().find(name, text) + findings_in(text, self.actor)
