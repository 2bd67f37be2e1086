"""What the page of chains may be asked: the window, the period, without which source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.mapping.forms.period import PeriodForm

WINDOWS = [
    ("14", _("14 dagar")),
    ("7", _("7 dagar")),
    ("30", _("30 dagar")),
    ("90", _("90 dagar")),
]


class ChainsForm(PeriodForm):
    """Two years unless something else is asked: a chain needs time."""

    days = 730
    window = forms.ChoiceField(
        label=_("Svar inom"),
        choices=WINDOWS,
        required=False,
    )
    field_order = ("window", "since", "until", "without")

    def asked(self) -> dict[str, str]:
        """The question as it is stored; fourteen days unless another window is asked for."""
        return {**super().asked(), "window": self.cleaned_data["window"] or "14"}
