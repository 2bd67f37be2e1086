"""What the conflict map may be asked: a day or a step of the slider, and a source to leave out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.review.forms.fields import day_field

SORTS = ("grupp", "andra", "slag", "sedan", "tecken", "styrka")


class MapForm(forms.Form):
    """The day of the slider, or one typed; empty means today and every source."""

    steg = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    dag = day_field(_("Visa en annan dag"), required=False)
    utan = forms.ChoiceField(label=_("Utan källan"), required=False)
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, days: Sequence[date], sources: Mapping[UUID, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        choices = [(f"{pk}", name) for pk, name in sources.items()]
        self.fields["utan"].choices = [("", _("med alla källor")), *choices]  # type: ignore[attr-defined]
        self.fields["dag"].widget.attrs |= {"min": f"{days[0]}", "max": f"{days[-1]}"}

    def day(self) -> date:
        """The day asked for: never before the first relation, never a day to come."""
        step: int | None = self.cleaned_data["steg"]
        day: date | None = self.cleaned_data["dag"]
        if day is None:
            day = self.days[-1] if step is None else self.days[min(step, len(self.days) - 1)]
        return min(max(day, self.days[0]), self.days[-1])

    def without(self) -> UUID | None:
        """The source to leave out."""
        return UUID(self.cleaned_data["utan"]) if self.cleaned_data["utan"] else None
