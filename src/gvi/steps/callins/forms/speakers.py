"""Forms of speakers: a place by role, who fills it, what they say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models import ScriptVersion, SpeakerSlot
from gvi.steps.callins.words import SlotState, SpeakerRole
from gvi.steps.review.forms.fields import day_field
from gvi.trust.workspaces.code_names import NamelessForm

LONGEST = 60


class NewSlotForm(forms.Form):
    """One more place."""

    role = forms.ChoiceField(label=_("Roll"), choices=SpeakerRole)
    minutes = forms.IntegerField(label=_("Minuter"), initial=6, min_value=1, max_value=LONGEST)


class SlotForm(forms.Form):
    """Whether somebody speaks, for how long, and when they were prepared."""

    state = forms.ChoiceField(label=_("Läge"), choices=SlotState)
    minutes = forms.IntegerField(label=_("Minuter"), min_value=1, max_value=LONGEST)
    briefed_on = day_field(_("Förberedd den"), required=False)

    @classmethod
    def of(cls, slot: SpeakerSlot) -> "SlotForm":
        """The form with what holds now."""
        return cls(initial={"state": slot.state, "minutes": slot.minutes, "briefed_on": slot.briefed_on})


class SpeakerForm(forms.Form):
    """Who speaks, and how to reach them: read in this room alone."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-post"), required=False)
    note = forms.CharField(label=_("Att tänka på"), max_length=300, required=False)


class ScriptForm(NamelessForm, forms.Form):
    """What is said."""

    words = forms.CharField(
        label=_("Manus"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Skriv som det ska sägas. Nämn ingen person och ingen grupp. Ungefär 110 ord blir en minut."
        ),
    )

    @classmethod
    def after(cls, script: ScriptVersion | None, **given: Any) -> "ScriptForm":
        """The form with the words of the latest version."""
        return cls(initial={"words": script.words if script else ""}, **given)
