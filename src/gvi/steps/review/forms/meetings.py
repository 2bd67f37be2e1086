"""Forms of the meeting: plan it, close it, cancel it."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.review.flows.close_meeting import Closing
from gvi.steps.review.forms.fields import ALL, at_local, day_field, text_field, time_field
from gvi.steps.review.queries.meetings import SORTS
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.steps.review.states import MeetingState
from gvi.trust.workspaces.code_names import NamelessForm
from gvi.trust.workspaces.free_text import GuardedForm
from gvi.trust.workspaces.models import Workspace


class PlanForm(GuardedForm, forms.Form):
    """When and where."""

    day = day_field(_("Dag"))
    time = time_field(_("Tid"))
    place = forms.CharField(label=_("Plats"), max_length=80, required=False)

    @property
    def planned_at(self) -> datetime:
        """The chosen moment; call after ``is_valid``."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["time"])

    @classmethod
    def proposing(cls, when: datetime | None, place: str) -> "PlanForm":
        """An empty form that proposes the rhythm's next meeting at the usual place."""
        local = when.astimezone(STOCKHOLM) if when else None
        return cls(
            initial={
                "day": local.date() if local else None,
                "time": local.time() if local else None,
                "place": place,
            }
        )


class CloseForm(NamelessForm, forms.Form):
    """Who was there, a note that everybody reads, and how the document is kept."""

    present = forms.ModelMultipleChoiceField(
        label=_("Närvarande myndigheter"),
        queryset=Workspace.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = text_field(
        _("Anteckning i de gemensamma minnesanteckningarna"),
        longest=4000,
        required=False,
        help_text=_(
            "Alla arbetsytor läser den. Skriv inga personer, och inte vilken grupp som haft del i vad."
        ),
    )
    registry_number = forms.CharField(label=_("Diarienummer"), max_length=40, required=False)
    secrecy_marking = forms.CharField(
        label=_("Sekretessmarkering"),
        max_length=120,
        required=False,
        help_text=_("Till exempel: Kan omfattas av sekretess enligt 18 kap. 1 § OSL."),
    )
    erasure_decision = forms.CharField(
        label=_("Gallringsbeslut"), max_length=80, required=False, help_text=_("Beslutets beteckning.")
    )

    def closing(self) -> Closing:
        """What the flow takes; call after ``is_valid``."""
        return Closing(**{**self.cleaned_data, "present": tuple(self.cleaned_data["present"])})


class CancelForm(GuardedForm, forms.Form):
    """Why there is no meeting."""

    reason = forms.CharField(label=_("Skäl"), max_length=200)


class MeetingFilter(forms.Form):
    """What the list of meetings may be filtered and sorted by (T22)."""

    state = forms.ChoiceField(label=_("Läge"), choices=[ALL, *MeetingState.choices], required=False)
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )
