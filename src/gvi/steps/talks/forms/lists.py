"""What the board's list may be filtered by (T22), and the form that finds somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.talks.queries.board import Asked
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Reason


class FilterForm(forms.Form):
    """State, reason, group, and whether only late ones."""

    lage = forms.ChoiceField(label=_("Läge"), required=False, choices=[("", _("alla")), *TalkState.choices])
    anledning = forms.ChoiceField(
        label=_("Anledning"), required=False, choices=[("", _("alla")), *Reason.choices]
    )
    grupp = forms.ModelChoiceField(
        label=_("Grupp"), required=False, queryset=Group.objects.none(), empty_label=_("alla")
    )
    sena = forms.ChoiceField(
        label=_("Tid"), required=False, choices=[("", _("alla")), ("ja", _("bara sena"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grupp"].queryset = Group.objects.order_by("sort")  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What the reader asked for; call after ``is_valid``."""
        told = self.cleaned_data
        group = told["grupp"].pk if told["grupp"] else None
        return Asked(told["lage"], told["anledning"], group, late=bool(told["sena"]))
