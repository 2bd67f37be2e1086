"""Forms of requests for public records; the words are joint text and guarded as such (T31)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.site.records.flows.register_record_request import NewRequest
from gvi.trust.workspaces.free_text import GuardedForm


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class RequestForm(GuardedForm, forms.Form):
    """What is asked for; never who asks."""

    reference = forms.CharField(
        label=_("Diarienummer"), max_length=60, help_text=_("Begärans nummer i ert eget diarium.")
    )
    received_on = _day(_("Kom in"))
    wording = forms.CharField(
        label=_("Vad som begärs"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv inte vem som frågar eller varför: det får en myndighet inte efterforska."),
    )
    since = _day(_("Handlingar från och med"))
    until = _day(_("Till och med"))

    def new_request(self) -> NewRequest:
        """What the flow takes; call after ``is_valid``."""
        asked: dict[str, Any] = self.cleaned_data
        days: dict[str, date] = {name: asked[name] for name in ("received_on", "since", "until")}
        return NewRequest(reference=asked["reference"], wording=asked["wording"], **days)


class AnswerForm(GuardedForm, forms.Form):
    """Where the answer is."""

    answer = forms.CharField(
        label=_("Svarets diarienummer"),
        max_length=60,
        help_text=_("Prövningen och svaret görs i ert eget ärendesystem. Här står bara numret."),
    )
