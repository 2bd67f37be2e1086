"""Roles, statements, and how they end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.law.words import Secrecy
from gvi.trust.people.facts import NewRole
from gvi.trust.people.flows.add_statement import NewStatement
from gvi.trust.people.forms.fields import choice_field, day_field, line_field, text_field
from gvi.trust.people.words import Accuracy, PersonRoleName, Reliability, StatementKind


class RoleForm(forms.Form):
    """A role in the meaning of the law, with its day and source."""

    role = choice_field(_("Roll"), PersonRoleName)
    since = day_field(_("Sedan"))
    source = line_field(_("Källa"), longest=200, required=True, help_text=_("Ärende, dom eller anmälan."))

    @property
    def new_role(self) -> NewRole:
        """What ``add_role`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return NewRole(PersonRoleName(told["role"]), told["since"], told["source"])


class StatementForm(forms.Form):
    """What is said: fact or assessment, and the grades of source and information."""

    kind = forms.ChoiceField(label=_("Slag"), choices=StatementKind.choices, widget=forms.RadioSelect)
    text = text_field(
        _("Uppgift"),
        longest=2000,
        help_text=_(
            "Vad någon gjort eller sagt. Aldrig hälsa, tro, ursprung, politik eller sexualitet. Musik, kläder "
            "och sociala medier är inget underlag."
        ),
    )
    source = line_field(_("Källa"), longest=200, required=True)
    reliability = choice_field(_("Källans tillförlitlighet"), Reliability)
    accuracy = choice_field(_("Uppgiftens riktighet"), Accuracy)
    said_on = day_field(_("Datum"))
    secrecy = forms.ChoiceField(
        label=_("Sekretess där uppgiften kommer från"), choices=Secrecy.choices, initial=Secrecy.POLICE
    )

    @property
    def new_statement(self) -> NewStatement:
        """What ``add_statement`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return NewStatement(
            kind=StatementKind(told["kind"]),
            text=told["text"],
            source=told["source"],
            reliability=Reliability(told["reliability"]),
            accuracy=Accuracy(told["accuracy"]),
            said_on=told["said_on"],
            secrecy=Secrecy(told["secrecy"]),
        )


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = line_field(_("Skäl"), longest=200, required=True)


class DropForm(forms.Form):
    """Why the suspicion has ended, in words that the receivers will read."""

    reason = text_field(
        _("Varför misstanken har upphört"),
        longest=200,
        help_text=_("Går också till dem som har fått uppgiften. Skriv inget som de inte får veta."),
    )
