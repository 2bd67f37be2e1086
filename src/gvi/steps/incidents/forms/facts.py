"""The form that reports an incident, and the one that corrects it; the first works on a phone in a car."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import get_default_timezone, localtime, make_aware
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.days import start_of
from gvi.steps.incidents.facts import EAST, MOST, NORTH, SOUTH, WEST, Facts
from gvi.steps.incidents.forms.inputs import ClockInput, DayInput
from gvi.steps.incidents.models import Kind, Precision
from gvi.trust.workspaces.code_names import NamelessForm
from gvi.trust.workspaces.models import Area

NO_NAMES = _("Skriv inga namn, personnummer, telefonnummer eller adresser. Texten delas av alla arbetsytor.")


class FactsForm(NamelessForm, forms.Form):
    """When, what, where and with which outcome. No field for a person."""

    day = forms.DateField(label=_("Datum"), widget=DayInput)
    clock = forms.TimeField(
        label=_("Klockslag"),
        required=False,
        widget=ClockInput,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        help_text=_("Lämna tomt om bara dagen är känd."),
    )
    about = forms.BooleanField(label=_("Klockslaget är ungefärligt"), required=False)
    kind = forms.ChoiceField(label=_("Slag"), choices=[("", _("välj")), *Kind.choices])
    area = forms.ModelChoiceField(
        Area.objects.all(), label=_("Område"), required=False, empty_label=_("inte känt")
    )
    dead = forms.IntegerField(label=_("Döda"), min_value=0, max_value=MOST, initial=0)
    injured = forms.IntegerField(label=_("Skadade"), min_value=0, max_value=MOST, initial=0)
    summary = forms.CharField(
        label=_("Beskrivning"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NO_NAMES,
    )
    link = forms.URLField(label=_("Länk"), required=False, max_length=300, assume_scheme="https")
    latitude = forms.FloatField(
        label=_("Latitud"),
        required=False,
        min_value=SOUTH,
        max_value=NORTH,
        localize=True,
        help_text=_("Bara om platsen redan är offentlig."),
    )
    longitude = forms.FloatField(
        label=_("Longitud"), required=False, min_value=WEST, max_value=EAST, localize=True
    )

    def facts(self) -> Facts:
        """What was typed; the form must be valid."""
        typed = self.cleaned_data
        when, precision = self._moment()
        same = ("area", "latitude", "longitude", "dead", "injured", "link", "summary")
        kind = Kind(typed["kind"])
        return Facts(when, kind, precision, **{name: typed[name] for name in same})

    def _moment(self) -> tuple[datetime, Precision]:
        day, clock = self.cleaned_data["day"], self.cleaned_data["clock"]
        if clock is None:
            return start_of(day), Precision.DAY
        when = make_aware(datetime.combine(day, clock), get_default_timezone())
        return when, Precision.HOUR if self.cleaned_data["about"] else Precision.MINUTE


class ReasonForm(NamelessForm, forms.Form):
    """The written reason of a decision that takes something back or sets something aside."""

    reason = forms.CharField(
        label=_("Skäl"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}), help_text=NO_NAMES
    )


class CorrectionForm(FactsForm):
    """The same facts, and why they are corrected."""

    reason = forms.CharField(
        label=_("Skäl till rättelsen"),
        max_length=200,
        help_text=_("Till exempel: sjukhuset uppgav två skadade. Syns för alla i händelsens historik."),
    )


def typed_from(facts: Facts) -> dict[str, Any]:
    """The facts as the form's first values."""
    local = localtime(facts.occurred_at, get_default_timezone())
    has_clock = facts.precision != Precision.DAY
    return {
        **facts.values(),
        "day": local.date(),
        "clock": local.time() if has_clock else None,
        "about": facts.precision == Precision.HOUR,
    }
