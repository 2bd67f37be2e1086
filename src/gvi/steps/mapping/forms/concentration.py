"""What the page of concentration may be asked: of what, which side, which period, without which source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.mapping.forms.period import PeriodForm


class ConcentrationForm(PeriodForm):
    """Concentration on groups or on areas."""

    of = forms.ChoiceField(
        label=_("Räkna på"), choices=[("groups", _("grupper")), ("areas", _("områden"))], required=False
    )
    side = forms.ChoiceField(
        label=_("Gruppens sida"),
        choices=[
            ("acting", _("misstänkt sida")),
            ("suffering", _("utsatt sida")),
            ("either", _("endera sidan")),
        ],
        required=False,
    )
    field_order = ("of", "side", "since", "until", "without")

    def asked(self) -> dict[str, str]:
        """The question as it is stored; a side has no meaning for areas."""
        of = self.cleaned_data["of"] or "groups"
        side = self.cleaned_data["side"] or "acting"
        return {**super().asked(), "of": of, "side": side if of == "groups" else ""}
