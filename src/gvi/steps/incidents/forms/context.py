"""The form of one line of the context log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.flows.context_entry import LONGEST_TITLE, Entry
from gvi.steps.incidents.forms.inputs import DayInput
from gvi.steps.incidents.models import ContextEvent, ContextKind
from gvi.trust.workspaces.code_names import NamelessForm


class ContextForm(NamelessForm, forms.Form):
    """What went on, and from when to when. No person is named."""

    kind = forms.ChoiceField(label=_("Slag"), choices=ContextKind.choices)
    title = forms.CharField(
        label=_("Rubrik"),
        max_length=LONGEST_TITLE,
        help_text=_("Kort, den ritas i diagrammen. Inga namn på personer."),
    )
    starts = forms.DateField(label=_("Från"), widget=DayInput)
    ends = forms.DateField(
        label=_("Till och med"),
        required=False,
        widget=DayInput,
        help_text=_("Tomt om det gäller en enda dag."),
    )

    def entry(self) -> Entry:
        """What was typed; the form must be valid."""
        typed = self.cleaned_data
        return Entry(ContextKind(typed["kind"]), typed["title"].strip(), typed["starts"], typed["ends"])


def typed_from(event: ContextEvent) -> dict[str, Any]:
    """The line as the form's first values."""
    return {"kind": event.kind, "title": event.title, "starts": event.starts, "ends": event.ends}
