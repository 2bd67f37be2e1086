"""The period that an analysis is asked of, and the source of incidents to leave out."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.sources import source_words
from gvi.steps.mapping.queries.facts import incident_sources


class PeriodForm(forms.Form):
    """A period of days and a source to leave out; empty means the last ``days`` and every source."""

    days = 365
    since = forms.DateField(label=_("Från"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("Till och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    without = forms.ChoiceField(label=_("Utan källan"), required=False)

    def __init__(self, asked: QueryDict) -> None:
        """What is not asked is filled in, so that the form shows the period that the page is about."""
        filled = asked.copy()
        today = localdate()
        filled["until"] = asked.get("until") or today.isoformat()
        filled["since"] = asked.get("since") or (today - timedelta(days=self.days - 1)).isoformat()
        super().__init__(filled)
        sources = [(name, source_words(name)) for name in incident_sources()]
        self.fields["without"].choices = [("", _("räkna alla källor")), *sources]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period begins before it ends."""
        cleaned = super().clean() or {}
        since, until = self.period()
        if since > until:
            self.add_error("since", _("Perioden börjar efter att den slutar. Välj en tidigare dag."))
        return cleaned

    def period(self) -> tuple[date, date]:
        """The days asked for, never a day to come."""
        today = localdate()
        until = min(self.cleaned_data.get("until") or today, today)
        return self.cleaned_data.get("since") or until, until

    def asked(self) -> dict[str, str]:
        """The question as it is stored; call after ``is_valid``."""
        since, until = self.period()
        return {
            "since": since.isoformat(),
            "until": until.isoformat(),
            "without": self.cleaned_data["without"],
        }
