"""What the page of near repeat may be asked: which kind of incident, which period, without which source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.models import Kind
from gvi.steps.mapping.forms.period import PeriodForm


class NearRepeatForm(PeriodForm):
    """Two years of all kinds unless something else is asked."""

    days = 730
    kind = forms.ChoiceField(label=_("Slag"), choices=[("", _("alla slag")), *Kind.choices], required=False)
    field_order = ("kind", "since", "until", "without")

    def asked(self) -> dict[str, str]:
        """The question as it is stored."""
        return {**super().asked(), "kind": self.cleaned_data["kind"]}
