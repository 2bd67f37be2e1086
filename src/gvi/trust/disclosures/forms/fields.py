"""Fields that several forms share: a day, a moment, and a few lines of text."""

from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


class LaterText(forms.CharField):
    """Text that a decision needs and a draft may lack: not marked as optional, and never refused for being empty."""

    def validate(self, value: str) -> None:
        """Empty for now is fine."""


class LaterChoice(forms.ChoiceField):
    """A choice that a decision needs and a draft may lack."""

    def validate(self, value: str) -> None:
        """Empty for now is fine; what is chosen must be among the choices."""
        if value:
            super().validate(value)


def day_field(label: "Words", *, required: bool = True, help_text: "Words" = "") -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, widget=widget, required=required, help_text=help_text, input_formats=["%Y-%m-%d"]
    )


def moment_field(label: "Words") -> forms.DateTimeField:
    """A day and a time of day, in Swedish time."""
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H.%M"]
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, input_formats=formats)


def text_field(
    label: "Words", *, longest: int, required: bool = True, help_text: "Words" = "", rows: int = 3
) -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=longest, widget=widget, required=required, help_text=help_text
    )


def later_text(label: "Words", *, longest: int, help_text: "Words" = "", rows: int = 2) -> LaterText:
    """A few lines that may be written later."""
    widget = forms.Textarea(attrs={"rows": rows})
    return LaterText(label=label, max_length=longest, widget=widget, help_text=help_text)
