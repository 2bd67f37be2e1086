"""What the list of received disclosures may be asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.received.words import Standing


class StandingForm(forms.Form):
    """Which ones to show."""

    lage = forms.ChoiceField(
        label=_("Visa"),
        choices=[("", _("alla")), *Standing.choices],
        required=False,
    )
