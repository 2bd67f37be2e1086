"""Forms of the police's list: nominate, decide, keep apart. No form asks for a reason of *not this time*."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.flows.nominate import NewNominee
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.nominees import View
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST
from gvi.trust.people.forms.fields import text_field

DECISIONS = (
    (NomineeState.APPROVED.value, _("Godkänd: kallas")),
    (NomineeState.RESERVE.value, _("Reserv: kallas om någon annan inte kan")),
    (NomineeState.NOT_CALLED.value, _("Inte aktuell denna gång")),
)


class FilterForm(forms.Form):
    """Which nominees to list."""

    visa = forms.ChoiceField(label=_("Visa"), choices=View.choices, required=False)

    @property
    def view(self) -> View:
        """The answer; all when nothing is asked."""
        return View(self.cleaned_data["visa"] or View.ALL)


class NominateForm(forms.Form):
    """For which group, and the judgement that whoever nominates signs."""

    group = forms.ModelChoiceField(label=_("Grupp"), queryset=Group.objects.none(), empty_label=_("välj"))
    words = text_field(
        _("Varför personen kan ta emot budskapet och föra det vidare"),
        longest=600,
        help_text=_(
            "Din bedömning, i hela meningar. Skriv vad personen gör och vilka som lyssnar, aldrig vem som har berättat."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(state__in=FIRST)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def nominee(self, callin: CallIn, person: UUID) -> NewNominee:
        """What ``nominate`` takes; call after ``is_valid``."""
        return NewNominee(callin, person, self.cleaned_data["group"], self.cleaned_data["words"])


class DecideForm(forms.Form):
    """Approved, reserve, or not this time: nothing is chosen beforehand."""

    decision = forms.ChoiceField(label=_("Beslut"), choices=DECISIONS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, words) for value, words in DECISIONS if value in offered]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    """Which session somebody is called to."""

    session = forms.TypedChoiceField(
        label=_("Omgång"), coerce=int, choices=((1, _("Omgång 1")), (2, _("Omgång 2")))
    )


class ApartForm(forms.Form):
    """Why two must not meet."""

    words = text_field(
        _("Varför de inte får mötas"),
        longest=300,
        help_text=_("Kort och sakligt. Paret gäller i tolv månader och skrivs på nytt om det behövs."),
    )
