"""Fields that several forms share: a day, a time of day, and lists that name what one may choose."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.review.rhythm import STOCKHOLM

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


def day_field(label: "Words", *, required: bool = True, help_text: "Words" = "") -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, widget=widget, required=required, help_text=help_text, input_formats=["%Y-%m-%d"]
    )


def time_field(label: "Words", *, initial: time | None = None) -> forms.TimeField:
    """A time of day; 09.00 may also be written 9:00."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(
        label=label, widget=widget, initial=initial, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"]
    )


def text_field(
    label: "Words", *, longest: int, required: bool = True, help_text: "Words" = ""
) -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, max_length=longest, widget=widget, required=required, help_text=help_text
    )


def at_local(day: date, clock: time) -> datetime:
    """A Swedish day and time of day as a moment."""
    return datetime.combine(day, clock, STOCKHOLM)


class KeyedRadio(forms.RadioSelect):
    """Radio buttons of which the first answer to keys 1, 2, 3 … (``static/gvi/keys.js``)."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the option its key, and what the list of keys calls it."""
        option = super().create_option(*args, **kwargs)
        option["attrs"]["data-key"] = str(int(option["index"]) + 1)
        option["attrs"]["data-key-label"] = str(option["label"])
        return option


ALL = ("", _("alla"))
