"""Forms of the joint plan: create and move, decide, cancel, tick."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.flows.create_callin import Setting
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.words import Plan
from gvi.steps.review.forms.fields import day_field, text_field, time_field
from gvi.trust.workspaces.code_names import NamelessForm
from gvi.trust.workspaces.free_text import Finding, What

SESSIONS = [
    (1, _("en gång, för alla på samma gång")),
    (2, _("två gånger samma dag, så att rivaler aldrig möts")),
]


class SettingForm(NamelessForm, forms.Form):
    """When, where and by which plan."""

    day = day_field(_("Dag"))
    starts = time_field(_("Börjar klockan"))
    venue = forms.CharField(
        label=_("Plats"),
        max_length=200,
        required=False,
        help_text=_("Alla arbetsytor ser platsen. Talarna ser den först 24 timmar före."),
    )
    plan = forms.ChoiceField(label=_("Plan"), choices=Plan, widget=forms.RadioSelect, initial=Plan.NORMAL)
    sessions = forms.TypedChoiceField(
        label=_("Antal omgångar"), choices=SESSIONS, coerce=int, widget=forms.RadioSelect, initial=1
    )

    @classmethod
    def of(cls, callin: CallIn, **given: Any) -> "SettingForm":
        """The form with what holds now."""
        held = {name: getattr(callin, name) for name in ("day", "starts", "venue", "plan", "sessions")}
        return cls(initial=held, **given)

    def find(self, name: str, text: str) -> list[Finding]:
        """A place is an address, and may be."""
        return [finding for finding in super().find(name, text) if finding.what is not What.ADDRESS]

    def setting(self) -> Setting:
        """What the flows take; call after ``is_valid``."""
        return Setting(**self.cleaned_data)


class DecideForm(NamelessForm, forms.Form):
    """Which functions decided, and why."""

    decided_by = forms.CharField(
        label=_("Beslutat av"),
        max_length=300,
        help_text=_("Funktioner, inte namn: lokalpolisområdeschef, kommundirektör …"),
    )
    decision = text_field(_("Skäl för beslutet"), longest=2000)


class CancelForm(NamelessForm, forms.Form):
    """Why it is not held."""

    reason = forms.CharField(label=_("Varför ställs den in?"), max_length=300)


class TickForm(NamelessForm, forms.Form):
    """A note beside the tick."""

    note = forms.CharField(label=_("Anteckning"), max_length=300, required=False)
