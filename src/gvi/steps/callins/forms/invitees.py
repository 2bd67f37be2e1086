"""The forms of summons, letters and answers. Nothing is filled in or chosen beforehand; erasure is never typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.flows.change_invitee import Changes
from gvi.steps.callins.flows.serve import Served
from gvi.steps.callins.flows.take_in import NewInvitee
from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.queries.invitees import InviteeRow
from gvi.steps.callins.queries.named import Named
from gvi.steps.callins.words import LetterKind, Service, Supervision
from gvi.trust.disclosures.states import MOST_LINES
from gvi.trust.people.forms.fields import choice_field, day_field, line_field
from gvi.trust.people.labels import PersonLabel

SESSIONS = [("", _("välj")), (1, _("första omgången")), (2, _("andra omgången"))]


class SupervisionForm(forms.Form):
    """What supervision, until when; in which session, and how the person gets there."""

    supervision = choice_field(
        _("Övervakning"), Supervision, help_text=_("Vilket slag lämnar aldrig arbetsytan. Bara ja eller nej.")
    )
    supervision_until = day_field(
        _("Övervakningen upphör"),
        required=False,
        help_text=_(
            "Sista dagen. Den avgör om det blir en kallelse eller en inbjudan, och lämnar aldrig arbetsytan."
        ),
    )
    session = forms.TypedChoiceField(label=_("Omgång"), choices=SESSIONS, coerce=int)
    transport = line_field(
        _("Resa till mötet"), longest=200, help_text=_("Om någon följer med eller hämtar.")
    )

    def __init__(self, *args: Any, callin: CallIn, **kwargs: Any) -> None:
        """``callin`` says whether there is more than one session to choose."""
        super().__init__(*args, **kwargs)
        self.callin = callin
        if callin.sessions == 1:
            del self.fields["session"]

    def new_invitee(self, told: Named, person: PersonLabel) -> NewInvitee:
        """What ``take_in`` takes; call after ``is_valid``."""
        said = self.changes()
        return NewInvitee(
            callin=self.callin,
            told_by=told.id,
            person=person.id,
            supervision=said.supervision,
            supervision_until=said.supervision_until,
            session=said.session,
            transport=said.transport,
        )

    def changes(self) -> Changes:
        """What ``change_invitee`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return Changes(
            supervision=Supervision(told["supervision"]),
            supervision_until=told["supervision_until"],
            session=told.get("session", 1),
            transport=told["transport"],
        )


def initial_of(invitee: Invitee) -> dict[str, Any]:
    """What stands in the form when a draft is corrected."""
    return {
        name: getattr(invitee, name) for name in ("supervision", "supervision_until", "session", "transport")
    }


class ServeForm(forms.Form):
    """How and when a letter reached its receiver."""

    service = choice_field(_("Hur brevet nådde fram"), Service)
    on = day_field(_("Delgiven den"))
    receipt = forms.BooleanField(label=_("Mottagningsbevis finns"), required=False)

    def served(self) -> Served:
        """What ``serve`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return Served(Service(told["service"]), told["on"], told["receipt"])


class FollowUpForm(forms.Form):
    """What was done about an absence."""

    words = forms.CharField(
        label=_("Hur frånvaron följdes upp"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = day_field(_("Uppföljd den"))


class LetterForm(forms.Form):
    """The words of one kind of letter; only a summons rests on a legal basis."""

    legal_basis = forms.CharField(
        label=_("Rättslig grund"), max_length=200, help_text=_("Den bestämmelse som kallelsen stöder sig på.")
    )
    words = forms.CharField(
        label=_("Text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Dag, tid, plats och telefonnummer sätts in av sig själva. Tom rad ger nytt stycke."),
    )

    def __init__(self, *args: Any, kind: LetterKind, **kwargs: Any) -> None:
        """Begins from the words in use, if the caller gives them."""
        super().__init__(*args, **kwargs)
        if kind != LetterKind.SUMMONS:
            del self.fields["legal_basis"]


class AnswerForm(forms.Form):
    """Whom to answer about; nobody is chosen beforehand, and there is no way to choose all at once."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Om vem vill ni svara?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Högst %(most)d åt gången. Vad som lämnas och varför skriver ni sedan om var och en.")
        % {"most": MOST_LINES},
    )

    def __init__(self, *args: Any, rows: Sequence[InviteeRow], **kwargs: Any) -> None:
        """``rows`` are those that may be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(str(row.row.pk), row.label.text) for row in rows]  # type: ignore[attr-defined]
