"""Guards free text in the joint space, which holds no person (trust.md, T31).

Identity numbers are refused. Phone numbers, street addresses and what only looks like an identity number are
shown to the writer, who may keep the text after reading it again. So are names of the writer's own room: the floor
above knows persons, and registers how to find them.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.identity_numbers import (
    candidates,
    is_identity_number,
    looks_like_identity_number,
)

CONFIRM = "spara_anda"
PHONE = re.compile(
    r"(?<![\w.,:+-])(?:(?:\+|00)46[\s-]?(?:\(0\)[\s-]?)?|0)[1-9]\d{0,2}[\s/‑–-]{0,3}\d{2,4}(?:[\s‑–-]?\d{2,4}){1,3}"
    r"(?![\d:]|\.\d)"
)
PHONE_DIGITS = range(8, 11)
MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
ADDRESS = re.compile(
    r"\b(?:\w{2,}(?i:gatan|gata|vägen|gränd|gränden|torget|torg|stigen|allén|backen|esplanaden|kajen)"
    r"|[A-ZÅÄÖ]\w+\s+(?i:gatan|gata|vägen|väg|gränd|gränden|torget|torg|stigen|stig|allé|allén|plats|plan))"
    r"\s+(?:nr\.?\s*)?\d{1,3}(?:\s?[A-Za-z])?\b(?![.:,/-]?\d)"
    rf"(?!\s+(?:{MONTHS}|skott|personer|gånger)\b)"
)


class What(TextChoices):
    """What free text should not hold."""

    IDENTITY_NUMBER = "identity", gettext_lazy("ett personnummer eller samordningsnummer")
    LIKE_IDENTITY_NUMBER = "like_identity", gettext_lazy("något som ser ut som ett personnummer")
    PHONE = "phone", gettext_lazy("ett telefonnummer")
    ADDRESS = "address", gettext_lazy("en gatuadress")
    OWN_NAME = "own_name", gettext_lazy("namnet på någon som finns i er egen arbetsyta")
    CODE_NAME = "code_name", gettext_lazy("en grupps kodnamn")
    LIKE_CODE_NAME = "like_code_name", gettext_lazy("något som ser ut som en grupps kodnamn")


REFUSED = {
    What.IDENTITY_NUMBER: gettext_lazy(
        "Texten innehåller ett personnummer eller samordningsnummer. Ta bort det."
    ),
    What.CODE_NAME: gettext_lazy("Texten nämner gruppen %(name)s. Ta bort namnet."),
}


@dataclass(frozen=True)
class Finding:
    """One thing found in a text, and the words it was found as."""

    what: What
    text: str

    @property
    def refused(self) -> bool:
        """Whether it may never stand there; the rest asks once."""
        return self.what in REFUSED

    @property
    def refusal(self) -> str:
        """What a form says about it; an identity number is not repeated."""
        return str(REFUSED[self.what]) % {"name": self.text}


class IdentityNumberRefused(Refusal):
    """A joint text holds an identity number."""


Finder = Callable[[str], list[Finding]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let ``finder`` look for more in what members write; called once, when the application starts."""
    if finder not in _finders:
        _finders.append(finder)


def find_for_writer(text: str) -> list[Finding]:
    """What ``find`` finds, and what only the writer's own room knows; asks the database, as whoever is signed in."""
    told = find(text)
    return told + [finding for finder in _finders for finding in finder(text)] if text.strip() else told


def find(text: str) -> list[Finding]:
    """What ``text`` holds that may point at a person, in the order of the text; a stretch counts once."""
    found = [*_identity_numbers(text), *_matches(text, PHONE, What.PHONE)]
    found += _matches(text, ADDRESS, What.ADDRESS)
    taken: list[range] = []
    kept: dict[int, Finding] = {}
    for start, finding in found:
        stretch = range(start, start + len(finding.text))
        if not any(set(stretch) & set(other) for other in taken):
            taken.append(stretch)
            kept[start] = finding
    return [kept[start] for start in sorted(kept)]


def _identity_numbers(text: str) -> list[tuple[int, Finding]]:
    every = list(candidates(text))
    sure = [(it.start, Finding(What.IDENTITY_NUMBER, it.text)) for it in every if is_identity_number(it)]
    alike = [it for it in every if looks_like_identity_number(it)]
    return sure + [(it.start, Finding(What.LIKE_IDENTITY_NUMBER, it.text)) for it in alike]


def _matches(text: str, pattern: re.Pattern[str], what: What) -> list[tuple[int, Finding]]:
    hits = [(hit.start(), Finding(what, hit.group())) for hit in pattern.finditer(text)]
    return [hit for hit in hits if what is not What.PHONE or _is_phone(hit[1].text)]


def _is_phone(text: str) -> bool:
    national = re.sub(r"^(?:\+|00)46[\s-]?(?:\(0\))?", "0", text)
    return sum(sign.isdigit() for sign in national) in PHONE_DIGITS


def refuse_identity_numbers(*texts: str) -> None:
    """What every flow that writes joint text calls first; raises ``IdentityNumberRefused``."""
    if any(finding.refused for text in texts for finding in find(text)):
        raise IdentityNumberRefused(
            REFUSED[What.IDENTITY_NUMBER],
            reason=_("Det som alla arbetsytor delar får inte peka ut en person."),
        )


def digest(findings: Iterable[Finding]) -> str:
    """Names a set of findings, so that a yes to one text is no yes to another."""
    told = "\n".join(sorted(f"{finding.what}:{finding.text}" for finding in findings))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


class GuardedForm(forms.BaseForm):
    """Mixin, named before ``forms.Form``: checks every free-text field before anything is saved.

    The page shows ``<c-guard :form="form" />``, which asks *Spara ändå?* when there is something to ask about.
    """

    findings: list[Finding]
    confirm_name = CONFIRM
    found_words = gettext_lazy("Inget är sparat än. Texten delas av alla, och vi hittade: %(what)s.")

    def clean(self) -> dict[str, Any] | None:
        """Refuse identity numbers, and ask once about the rest."""
        cleaned = super().clean()
        self.findings = []
        for name in self.guarded():
            text = self.cleaned_data.get(name)
            self._check(name, self.find(name, text) if isinstance(text, str) else [])
        if self.findings and self.data.get(CONFIRM) != self.confirm_value:
            told = ", ".join(f"{finding.text} ({finding.what.label})" for finding in self.findings)
            self.add_error(
                None,
                str(self.found_words) % {"what": told},
            )
        return cleaned

    def guarded(self) -> list[str]:
        """The fields to check: all text that someone types, also links and addresses."""
        return [name for name, field in self.fields.items() if isinstance(field, forms.CharField)]

    def find(self, name: str, text: str) -> list[Finding]:
        """What there is in a field; a form may look for more."""
        return find_for_writer(text)

    def _check(self, name: str, findings: list[Finding]) -> None:
        for sentence in {it.what: it.refusal for it in findings if it.refused}.values():
            self.add_error(name, sentence)
        self.findings += [finding for finding in findings if not finding.refused]

    @property
    def confirm_value(self) -> str:
        """What the confirmation sends back: it holds for these findings only."""
        return digest(self.findings)

    @property
    def asks(self) -> bool:
        """Whether the page must ask *Spara ändå?*"""
        return bool(getattr(self, "findings", []))
