"""Fields that the forms of persons share."""

from typing import TYPE_CHECKING

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


def day_field(label: "Words", *, required: bool = True, help_text: "Words" = "") -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, widget=widget, required=required, help_text=help_text, input_formats=["%Y-%m-%d"]
    )


def line_field(
    label: "Words", *, longest: int, required: bool = False, help_text: "Words" = ""
) -> forms.CharField:
    """One line; the browser keeps and corrects nothing of it."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=widget
    )


def text_field(label: "Words", *, longest: int, help_text: "Words" = "") -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, help_text=help_text)


def choice_field(
    label: "Words", choices: type[TextChoices], *, required: bool = True, help_text: "Words" = ""
) -> forms.ChoiceField:
    """A list where nothing is chosen beforehand."""
    told = [("", _("välj")), *((value, words) for value, words in choices.choices if value)]
    return forms.ChoiceField(label=label, choices=told, required=required, help_text=help_text)
