"""What the list of sent disclosures may be asked for (T22), and what may be added to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.forms.fields import text_field
from gvi.trust.disclosures.queries.sent import LATE
from gvi.trust.disclosures.states import Status


class SentFilter(forms.Form):
    """State and receiver."""

    lage = forms.ChoiceField(
        label=_("Läge"),
        choices=[("", _("alla")), (LATE, _("ska kompletteras")), *Status.choices],
        required=False,
    )
    till = forms.ChoiceField(label=_("Till"), required=False)

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], **kwargs: Any) -> None:
        """``rooms`` are the receivers to choose among."""
        super().__init__(*args, **kwargs)
        self.fields["till"].choices = [("", _("alla")), *rooms]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why; the receiver doesn't read it."""

    text = text_field(_("Varför det återkallas"), longest=2000)


class CorrectForm(forms.Form):
    """What was wrong; the receiver reads it."""

    text = text_field(_("Vad som var fel"), longest=2000)


class CompleteForm(forms.Form):
    """Necessity and test, which waited."""

    text = text_field(
        _("Nödvändighet och prövning i ord"),
        longest=2000,
        help_text=_("Varför det var nödvändigt, vad som talade för och emot, och vad som vägde över."),
    )
