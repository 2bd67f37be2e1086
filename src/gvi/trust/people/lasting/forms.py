"""Forms of review, exit and the decision of erasure. None has a field for a date of retention (T15)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.lasting.flows.decide_erasure import NewDecision
from gvi.trust.people.lasting.flows.renew import Renewal
from gvi.trust.people.lasting.words import REASONS
from gvi.trust.people.words import ExitReason
from gvi.trust.workspaces.kinds import Kind

CLOSED = {ExitReason.NO_LONGER_NEEDED: _("ärendet är avslutat"), ExitReason.WRONG_PERSON: _("fel ärende")}


def _day(label: Any, *, required: bool) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, required=required, input_formats=["%Y-%m-%d"])


class RenewForm(forms.Form):
    """The need in fresh words; a newer basis where the room keeps one."""

    need = forms.CharField(
        label=_("Varför behövs uppgifterna fortfarande?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv vad som gäller nu, med nya ord. Det räcker inte att upprepa förra gången."),
    )
    basis = forms.CharField(label=_("Ny grund"), max_length=300, required=False)
    evidence = forms.CharField(label=_("Underlag, beteckning"), max_length=120, required=False)
    based_on = _day(_("Underlagets datum"), required=False)

    def __init__(self, *args: Any, kind: Kind | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Kind.SOCIAL_SERVICES:
            for name in ("basis", "evidence", "based_on"):
                del self.fields[name]

    def renewal(self) -> Renewal:
        """What the flow takes."""
        given = self.cleaned_data
        return Renewal(
            given["need"], given.get("basis", ""), given.get("evidence", ""), given.get("based_on")
        )


class LeaveForm(forms.Form):
    """A reason from the room's list, and words for those who were told something wrong."""

    words = forms.CharField(
        label=_("Vad var fel?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Fylls i när misstanken har upphört eller det är fel person. Går till dem som har fått uppgifterna. "
            "Skriv inga namn och inget om stöd eller hjälp."
        ),
    )

    def __init__(self, *args: Any, kind: Kind | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = CLOSED if kind == Kind.SOCIAL_SERVICES else {}
        reasons = REASONS.get(kind, ()) if kind else ()
        choices = [(reason.value, words.get(reason, reason.label)) for reason in reasons]
        self.fields["reason"] = forms.ChoiceField(label=_("Skäl"), widget=forms.RadioSelect, choices=choices)
        self.order_fields(["reason", "words"])


class DecisionForm(forms.Form):
    """The decision as it stands in the board's minutes."""

    number = forms.CharField(label=_("Beslutets nummer"), max_length=60)
    decided_on = _day(_("Beslutsdatum"), required=True)
    decider = forms.CharField(label=_("Beslutad av"), max_length=120)
    kept_months = forms.IntegerField(
        label=_("Månader efter avslut"),
        min_value=0,
        max_value=1200,
        help_text=_("Så länge finns ett avslutat ärende kvar innan det gallras. Alltid minst 30 dagar."),
    )

    def decision(self) -> NewDecision:
        """What the flow takes."""
        return NewDecision(**self.cleaned_data)
