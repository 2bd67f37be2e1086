"""The terms of a choice, and why the list looks as it does. Everything in the address is a number, never a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.choosing import Terms

MOST_SEATS = 60
HUNDRED = 100


def number_field(label: Any, least: int, most: int, help_text: Any = "") -> forms.IntegerField:
    """A whole number that may be left empty."""
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=False, help_text=help_text
    )


def asked_of(terms: Terms) -> dict[str, int | None]:
    """``terms`` as the address says them."""
    return {
        "platser": terms.seats,
        "led": terms.steps,
        "minst": terms.per_group,
        "kallelse": terms.summons,
        "inbjudan": terms.invitation,
    }


class TermsForm(forms.Form):
    """Seats, steps, least per group, and expected attendance by class; what is empty is as it was offered."""

    platser = forms.IntegerField(
        label=_("Platser i varje omgång"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        widget=forms.NumberInput(attrs={"type": "range"}),
    )
    led = forms.TypedChoiceField(
        label=_("Räckvidd"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=((1, _("ett led: de som har samröre med den som kallas")), (2, _("två led"))),
    )
    minst = number_field(_("Minst per grupp"), 0, 5)
    kallelse = number_field(
        _("Väntas komma av dem som kallas, procent"), 1, HUNDRED, _("Tomt: alla räknas som att de kommer.")
    )
    inbjudan = number_field(_("Väntas komma av dem som bjuds in, procent"), 1, HUNDRED)
    bevisa = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, most: int, least: int, **kwargs: Any) -> None:
        """``most`` is how many there are to choose among, ``least`` what every group can have."""
        self.most, self.offered = most, Terms(seats=max(1, min(10, most)), per_group=least)
        super().__init__(*args, **{"initial": asked_of(self.offered), **kwargs})
        self.fields["platser"].widget.attrs |= {"max": max(1, min(most, MOST_SEATS))}

    def terms(self) -> Terms:
        """What was asked; call after ``is_valid``."""
        told, offered = self.cleaned_data, self.offered
        return Terms(
            seats=told["platser"] or offered.seats,
            steps=told["led"] or offered.steps,
            per_group=offered.per_group if told["minst"] is None else told["minst"],
            summons=told["kallelse"],
            invitation=told["inbjudan"],
        )

    def filled(self) -> "TermsForm":
        """The same, filled with the terms that are in force; call after ``is_valid``."""
        return TermsForm(initial=asked_of(self.terms()), most=self.most, least=self.offered.per_group)


class SelectionForm(forms.Form):
    """Why just this list, in the words of those who decide."""

    words = forms.CharField(
        label=_("Varför just den här listan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Vad ni vägde, och varför listan skiljer sig från förslaget om den gör det. Inga namn."),
    )
