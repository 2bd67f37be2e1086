"""Forms of an audit session: plan, cancel, who was there, one group, one answer."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gvi.steps.groups.forms.personless import PersonlessForm
from gvi.steps.mapping.audit_words import FUNCTIONS
from gvi.steps.mapping.models import Answer, Audit, AuditGroup, AuditQuestion, Changed
from gvi.steps.review.forms.fields import KeyedRadio, day_field, text_field


def functions_in_swedish() -> list[str]:
    """The functions of the list as the minutes say them."""
    with override("sv"):
        return [str(word) for word in FUNCTIONS]


class PlanAuditForm(forms.Form):
    """The day."""

    planned_on = day_field(_("Dag"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_on"].widget.attrs["min"] = f"{localdate()}"


class CancelAuditForm(PersonlessForm, forms.Form):
    """Why it does not happen."""

    reason = forms.CharField(label=_("Skäl"), max_length=200)


class NoteAuditForm(PersonlessForm, forms.Form):
    """Functions from a list and in words, and a note. Functions, not names."""

    functions = forms.MultipleChoiceField(
        label=_("Funktioner som var med"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Minst en behövs när anteckningarna ska godkännas."),
    )
    others = text_field(
        _("Andra funktioner"),
        longest=600,
        required=False,
        help_text=_("En på varje rad. Skriv funktionen, inte vem det var."),
    )
    note = text_field(
        _("Anteckning i minnesanteckningarna"),
        longest=4000,
        required=False,
        help_text=_("Skriv om grupperna, inte om enskilda personer."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = zip(functions_in_swedish(), FUNCTIONS, strict=True)
        self.fields["functions"].choices = list(told)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, audit: Audit) -> "NoteAuditForm":
        """The form with what is written so far."""
        known = functions_in_swedish()
        return cls(
            initial={
                "functions": [word for word in audit.functions if word in known],
                "others": "\n".join(word for word in audit.functions if word not in known),
                "note": audit.note,
            }
        )

    def told(self) -> list[str]:
        """Every function; call after ``is_valid``."""
        return [*self.cleaned_data["functions"], *self.cleaned_data["others"].splitlines()]


class AuditGroupForm(PersonlessForm, forms.Form):
    """What it came to about one group."""

    changed = forms.ChoiceField(label=_("Bedömning"), choices=Changed, widget=KeyedRadio)
    words = text_field(
        _("Vad som har ändrats"),
        longest=1000,
        required=False,
        help_text=_("Krävs om något har ändrats. Skriv om gruppen, inte om enskilda personer."),
    )

    @classmethod
    def of(cls, row: AuditGroup | None) -> "AuditGroupForm":
        """The form with what is written so far; nothing is filled in before that."""
        return cls(initial={"changed": row.changed, "words": row.words} if row else {})


class AnswerForm(PersonlessForm, forms.Form):
    """Yes, no or unknown, with a comment."""

    answer = forms.ChoiceField(
        label=_("Svar"), choices=[one for one in Answer.choices if one[0] != Answer.OPEN], widget=KeyedRadio
    )
    words = forms.CharField(label=_("Kommentar"), max_length=300, required=False)

    @classmethod
    def of(cls, row: AuditQuestion) -> "AnswerForm":
        """The form with the answer so far."""
        answer = "" if row.answer == Answer.OPEN else row.answer
        return cls(initial={"answer": answer, "words": row.words})
