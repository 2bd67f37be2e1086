"""Forms of agreements and of the list of who is on call. Agreements are read by both rooms and hold no person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.flows.sign_agreement import NewAgreement
from gvi.trust.disclosures.forms.fields import day_field, moment_field, text_field
from gvi.trust.disclosures.queries.on_call import deciders
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import GuardedForm
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES
from gvi.trust.workspaces.models import Member, Workspace


class AgreementForm(GuardedForm, forms.Form):
    """What the signed paper says."""

    second = forms.ModelChoiceField(label=_("Motpart"), queryset=Workspace.objects.none())
    reference = forms.CharField(
        label=_("Diarienummer"), max_length=60, help_text=_("Där den undertecknade handlingen finns.")
    )
    purposes = text_field(_("Ändamål"), longest=1000, help_text=_("Vad uppgifterna får användas till."))
    signatory = forms.CharField(
        label=_("Undertecknad av"), max_length=120, help_text=_("Namn och funktion hos er.")
    )
    valid_from = day_field(_("Gäller från"))
    valid_until = day_field(_("Gäller till och med"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Only rooms that may ever hold a person can be the other side."""
        super().__init__(*args, **kwargs)
        rooms = Workspace.objects.filter(kind__in=sorted(WITH_PERSON_ROUTES)).exclude(pk=own_room(actor))
        self.fields["second"].queryset = rooms  # type: ignore[attr-defined]

    def new(self) -> NewAgreement:
        """What ``sign_agreement`` takes; call after ``is_valid``."""
        return NewAgreement(**self.cleaned_data)


class ConfirmForm(GuardedForm, forms.Form):
    """Who signed for this side."""

    signatory = forms.CharField(
        label=_("Undertecknad av"), max_length=120, help_text=_("Namn och funktion hos er.")
    )


class EndForm(GuardedForm, forms.Form):
    """Why it is ended."""

    reason = forms.CharField(label=_("Varför den avslutas"), max_length=200)


class TurnForm(forms.Form):
    """A turn on call."""

    member = forms.ModelChoiceField(label=_("Beslutsfattare"), queryset=Member.objects.none())
    starts_at = moment_field(_("Från"))
    ends_at = moment_field(_("Till"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Only who may decide today can be on call."""
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = deciders(actor)  # type: ignore[attr-defined]
