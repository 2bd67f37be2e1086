"""Forms of extracts: a new request, the search for whom it is about, and what is chosen by hand."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.extracts.registry import Choice
from gvi.trust.people.forms.pointing import PointingForm
from gvi.trust.workspaces.free_text import Finding, find


class RequestForm(PointingForm):
    """The case number and the day; nobody's name."""

    outside = ("reference",)

    reference = forms.CharField(
        label=_("Ärendenummer"),
        max_length=60,
        help_text=_("Begärans nummer i ert eget diarium. Skriv inte namnet på den som frågar."),
    )
    received_on = forms.DateField(
        label=_("Kom in"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Svaret ska lämnas inom en månad från den dagen."),
    )

    def __init__(self, *args: Any, knows_names: bool, **kwargs: Any) -> None:
        """``knows_names`` is false where no page may ask who is in the room."""
        super().__init__(*args, **kwargs)
        self.knows_names = knows_names

    def find(self, name: str, text: str) -> list[Finding]:
        """Names too, where they may be looked up."""
        return super().find(name, text) if self.knows_names else find(text)


class FindForm(forms.Form):
    """A name, an identity number or a case number, in the own room only."""

    term = forms.CharField(
        label=_("Namn, personnummer eller ärendenummer"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Sökningen gäller bara er arbetsyta och loggas."),
    )


class ReceivedForm(forms.Form):
    """Received disclosures that can still be read; none is ticked beforehand."""

    chosen = forms.MultipleChoiceField(
        label=_("Mottagna utlämnanden som gäller den som frågar"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, choices: Iterable[Choice], **kwargs: Any) -> None:
        """``choices`` are what may be chosen."""
        super().__init__(*args, **kwargs)
        offered = [(str(choice.id), choice.text) for choice in choices]
        self.fields["chosen"].choices = offered  # type: ignore[attr-defined]
