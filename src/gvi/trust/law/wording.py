"""What a version says, in the reader's language: Swedish is the text that counts, English explains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gvi.trust.law.models import RuleVersion
from gvi.trust.workspaces.kinds import Kind


@dataclass(frozen=True)
class Question:
    """A condition as it is asked."""

    id: str
    text: str


@dataclass(frozen=True)
class RuleText:
    """The words of one version."""

    title: str
    explanation: str
    narrower: str
    statute: str
    paragraph: str
    short: str
    source: str
    starred: bool
    on_request_only: bool
    questions: tuple[Question, ...]
    receivers: tuple[str, ...]

    @property
    def citation(self) -> str:
        """Statute and paragraph, as one cites them."""
        return f"{self.paragraph} {lower_first(self.statute)}"


def text_of(rule: RuleVersion) -> RuleText:
    """The words of ``rule`` from the file that it was."""
    body = rule.body
    return RuleText(
        title=_said(body["title"]),
        explanation=_said(body["explanation"]),
        narrower=_said(body["narrower"]) if "narrower" in body else "",
        statute=body["statute"],
        paragraph=body["paragraph"],
        short=body["short"],
        source=body["source"],
        starred=body["starred"],
        on_request_only=body.get("on_request_only", False),
        questions=tuple(Question(one["id"], _said(one)) for one in body["conditions"]),
        receivers=tuple(one["name"] for one in body.get("receivers", ())),
    )


def _said(words: Mapping[str, Any]) -> str:
    english = (get_language() or "").startswith("en")
    return str(words["en"] if english else words["sv"])


def lower_first(words: str) -> str:
    """The name of a statute as it stands within a sentence."""
    return words[:1].lower() + words[1:]


SHORT: Mapping[Kind, Promise] = {
    Kind.PROBATION: _("Kriminalvården"),
    Kind.TAX_CRIME: _("Skatteverkets brottsbekämpande verksamhet"),
    Kind.TAX: _("Skatteverket"),
}


def room_word(kind: Kind | str) -> str:
    """What the kind of room is called in a sentence, where a label with a comma in it can't stand."""
    return str(SHORT.get(Kind(kind), Kind(kind).label))


def road_words(sender: Kind | str, receiver: Kind | str) -> str:
    """From whom to whom: *Polisen → Kriminalvården*."""
    return f"{room_word(sender)} → {room_word(receiver)}"
