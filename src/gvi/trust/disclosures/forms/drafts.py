"""The draft's form: what belongs to the whole decision, and a line a person. Nothing in it is prefilled or ticked.

Every field may be empty while one writes; what a decision needs is said beside the form (``stops.py``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.drafting import Line
from gvi.trust.disclosures.flows.save_draft import Grounds, Written
from gvi.trust.disclosures.forms.fields import LaterChoice, day_field, later_text, text_field
from gvi.trust.disclosures.models import Draft
from gvi.trust.disclosures.states import Verdict
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.wording import RuleText, text_of
from gvi.trust.law.words import DataClass
from gvi.trust.people.forms.pointing import PointingForm
from gvi.trust.workspaces.free_text import Finding

YES, NO = "ja", "nej"
SAID: Mapping[str, bool | None] = {YES: True, NO: False, "": None}
VERDICTS = [(Verdict.YES, _("Ja, lämna ut")), (Verdict.NO, _("Nej"))]


@dataclass(frozen=True)
class RuleChoice:
    """One rule to choose: its words, whether it is chosen, and the fields of its own questions."""

    rule: RuleVersion
    text: RuleText
    chosen: bool
    questions: list[BoundField]


class RuleForm(forms.Form):
    """Choosing a rule and answering its questions; shared by the draft and the oral decision."""

    rule = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=_("Regel"))

    def __init__(self, *args: Any, rules: Iterable[RuleVersion], **kwargs: Any) -> None:
        """``rules`` are those that are switched on and lead to the receiver."""
        super().__init__(*args, **kwargs)
        self.rules = {str(rule.pk): rule for rule in rules}
        self.fields["rule"].choices = [(pk, text_of(rule).title) for pk, rule in self.rules.items()]  # type: ignore[attr-defined]
        for rule in self.rules.values():
            for question in text_of(rule).questions:
                self.fields[_name(rule, question.id)] = later_text(question.text, longest=500)

    @property
    def rule_choices(self) -> list[RuleChoice]:
        """The rules as the page shows them."""
        chosen = str(self["rule"].value() or "")
        return [
            RuleChoice(
                rule,
                text_of(rule),
                pk == chosen,
                [self[_name(rule, question)] for question in rule.questions],
            )
            for pk, rule in self.rules.items()
        ]

    @property
    def chosen_rule(self) -> RuleVersion | None:
        """Call after ``is_valid``."""
        return self.rules.get(self.cleaned_data["rule"])

    def answers(self) -> dict[str, str]:
        """The answers to the chosen rule's questions; call after ``is_valid``."""
        rule = self.chosen_rule
        return {name: self.cleaned_data[_name(rule, name)] for name in rule.questions} if rule else {}


def _name(rule: RuleVersion, question: str) -> str:
    return f"svar-{rule.code}-{rule.version}-{question}"


class GroundsForm(PointingForm, RuleForm):
    """What every line of the decision rests on; the reservation stands outside the seal."""

    outside = ("reservation",)

    classes = forms.MultipleChoiceField(
        label=_("Vilka slag av uppgifter kan komma i fråga?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Raderna visar bara de slagen. Vad som lämnas om var och en väljer du på raden."),
    )
    need = later_text(
        _("Behovet"),
        longest=1000,
        help_text=_("Vad ska mottagaren göra, och varför behövs uppgifterna för det?"),
    )
    on_request = LaterChoice(
        label=_("Har mottagaren begärt uppgifterna?"),
        choices=[(YES, _("Ja, på begäran")), (NO, _("Nej, på vårt eget initiativ"))],
        widget=forms.RadioSelect,
    )
    necessity = later_text(_("Varför det är nödvändigt"), longest=1000)
    test_words = later_text(
        _("Prövningen i ord"),
        longest=2000,
        rows=3,
        help_text=_("Vad talar för, vad talar emot, och vad väger över?"),
    )
    reservation = forms.CharField(
        label=_("Förbehåll"),
        max_length=300,
        required=False,
        help_text=_("Vad mottagaren inte får göra med uppgifterna."),
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        """Shows what the draft holds."""
        self.kept = draft.reservation
        initial = {
            "rule": str(draft.rule_id or ""),
            "classes": draft.classes,
            "need": draft.need,
            "on_request": {True: YES, False: NO, None: ""}[draft.on_request],
            "necessity": draft.necessity,
            "test_words": draft.test_words,
            "reservation": draft.reservation,
        }
        if draft.rule:
            initial |= {_name(draft.rule, name): text for name, text in draft.answers.items()}
        super().__init__(*args, initial=initial, **kwargs)
        carried = {it for rule in self.rules.values() for it in rule.carries}
        self.fields["classes"].choices = [(it.value, it.label) for it in DataClass if it.value in carried]  # type: ignore[attr-defined]

    def find(self, name: str, text: str) -> list[Finding]:
        """What has been kept already is not asked about again."""
        return [it for it in super().find(name, text) if it.refused or text != self.kept]

    def grounds(self) -> Grounds:
        """What ``save_draft`` takes; call after ``is_valid``."""
        asked = self.cleaned_data
        return Grounds(
            rule=self.chosen_rule,
            need=asked["need"],
            on_request=SAID[asked["on_request"]],
            answers=self.answers(),
            necessity=asked["necessity"],
            test_words=asked["test_words"],
            reservation=asked["reservation"],
            classes=asked["classes"],
        )


class ItemsForm(forms.Form):
    """What may be told of one person: boxes to tick where the row says the words, fields where they are typed."""

    line: Line

    def offer(self, line: Line, classes: Iterable[str] = ()) -> None:
        """Make the fields; ``classes`` narrows them, but never hides what is chosen already."""
        self.line = line
        narrow = set(classes)
        shown = [
            it for it in line.offered if not narrow or it.data_class.value in narrow or it.key in line.keys
        ]
        self.typed = [it.key for it in shown if not it.text]
        for it in shown:
            if not it.text:
                self.fields[f"ord-{it.key}"] = forms.CharField(
                    label=str(it.label), max_length=2000, required=False
                )
        self.fields["items"] = forms.MultipleChoiceField(
            label=_("Uppgifter att lämna"),
            required=False,
            choices=[(it.key, f"{it.label}: {it.text}") for it in shown if it.text],
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def typed_fields(self) -> list[BoundField]:
        """The fields whose words are typed."""
        return [self[f"ord-{key}"] for key in self.typed]

    def items(self) -> dict[str, str]:
        """Words by key, empty for what the row says; call after ``is_valid``."""
        typed = {key: self.cleaned_data[f"ord-{key}"] for key in self.typed}
        return {key: text for key, text in typed.items() if text.strip()} | dict.fromkeys(
            self.cleaned_data["items"], ""
        )


class LineForm(ItemsForm):
    """One person's line: items, own reason, and for a decider an own yes or no."""

    reason = later_text(_("Skäl för just den här personen"), longest=1000)
    birth_date = day_field(_("Födelsedatum"), required=False, help_text=_("Om regeln har en åldersgräns."))
    verdict = forms.ChoiceField(label=_("Beslut"), choices=VERDICTS, required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, line: Line, classes: Iterable[str], decides: bool, **kwargs: Any) -> None:
        """The line as the draft holds it; only a decider is asked for a verdict."""
        row = line.row
        chosen = {item["key"]: item.get("text", "") for item in row.items}
        initial: dict[str, Any] = {f"ord-{key}": text for key, text in chosen.items()}
        initial |= {"items": list(chosen), "reason": row.reason, "verdict": row.verdict}
        kwargs |= {"initial": {**initial, "birth_date": row.birth_date}, "prefix": f"rad-{row.position}"}
        super().__init__(*args, **kwargs)
        self.offer(line, classes)
        if not decides:
            del self.fields["verdict"]
        if not self.typed:
            del self.fields["birth_date"]

    def written(self) -> Written:
        """What ``save_draft`` takes; call after ``is_valid``."""
        asked = self.cleaned_data
        return Written(
            items=self.items(),
            reason=asked["reason"],
            verdict=Verdict(asked.get("verdict") or Verdict.NONE),
            birth_date=asked.get("birth_date"),
        )


class RulingForm(forms.Form):
    """A decider's own words and own yes or no for one line of somebody else's draft."""

    reason = text_field(_("Skäl för just den här personen"), longest=1000, rows=2)
    verdict = forms.ChoiceField(label=_("Beslut"), choices=VERDICTS, widget=forms.RadioSelect)
