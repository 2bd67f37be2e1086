"""What the scorecard may be asked, and the decision on the most violent group."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST
from gvi.steps.incidents.sources import source_words
from gvi.steps.mapping.flows.decide_most_violent import Choice
from gvi.steps.mapping.queries.facts import WINDOWS, incident_sources
from gvi.steps.review.forms.fields import day_field, text_field

SIDES = (
    ("either", _("endera sidan")),
    ("acting", _("misstänkt sida")),
    ("suffering", _("utsatt sida")),
)
SORTS = ("rang", "grupp", "d30", "d90", "d365", "misstankt", "utsatt", "senast")
WINDOW = 90


class ScorecardForm(forms.Form):
    """Side, window, day and a source to leave out; empty means either side, 90 days, today, every source."""

    sida = forms.ChoiceField(label=_("Gruppens sida"), choices=SIDES, required=False)
    dagar = forms.TypedChoiceField(
        label=_("Ordna efter"),
        coerce=int,
        empty_value=WINDOW,  # type: ignore[arg-type]
        required=False,
        initial=WINDOW,
    )
    dag = day_field(_("Läget den dag"), required=False)
    utan = forms.ChoiceField(label=_("Utan källan"), required=False)
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        windows = [(days, _("%(days)d dagar") % {"days": days}) for days in WINDOWS]
        self.fields["dagar"].choices = windows  # type: ignore[attr-defined]
        sources = [(name, source_words(name)) for name in incident_sources()]
        self.fields["utan"].choices = [("", _("räkna alla källor")), *sources]  # type: ignore[attr-defined]
        self.fields["dag"].widget.attrs["max"] = f"{localdate()}"

    def day(self) -> date:
        """The day asked for, never one to come; call after ``is_valid``."""
        today = localdate()
        return min(self.cleaned_data["dag"] or today, today)

    def side(self) -> str:
        """Which side counts."""
        return self.cleaned_data["sida"] or "either"


class DecisionForm(forms.Form):
    """Which group, who decided beside the reader, when and why. Nothing is filled in but today."""

    group = forms.ModelChoiceField(
        label=_("Grupp"), queryset=Group.objects.filter(state__in=FIRST), empty_label=_("Välj grupp")
    )
    others = forms.TypedMultipleChoiceField(
        label=_("Fler som beslutade"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Du som skriver beslutet är alltid en av de beslutande."),
    )
    decided_on = day_field(_("Beslutsdag"))
    reasons = text_field(
        _("Skäl"),
        longest=2000,
        help_text=_(
            "Vad beslutet bygger på: händelser, konflikter, vad som väntas. "
            "Skriv om gruppen, inte om enskilda personer."
        ),
    )

    def __init__(self, others: list[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].choices = others  # type: ignore[attr-defined]
        if not others:
            del self.fields["others"]

    def choice(self) -> Choice:
        """What the flow takes; call after ``is_valid``."""
        asked = self.cleaned_data
        return Choice(asked["group"], asked["decided_on"], asked["reasons"], tuple(asked.get("others") or ()))
