"""How a sheet is read, as a form: a heading for each field, the order of dates, the meaning of unknown words."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.reading import Mapping, Preview

LABELS: dict[str, str | Promise] = {
    "date": _("Datum"),
    "time": _("Klockslag"),
    "area": _("Område"),
    "kind": _("Vad som hänt"),
    "dead": _("Döda"),
    "injured": _("Skadade"),
    "state": _("Läge"),
    "id": _("Eget ärendenummer"),
    "latitude": _("Latitud"),
    "longitude": _("Longitud"),
    "summary": _("Beskrivning"),
    "link": _("Länk"),
}
ORDERS = [
    ("", _("som kolumnen själv visar")),
    ("dmy", _("dag månad år")),
    ("ymd", _("år månad dag")),
    ("mdy", _("månad dag år")),
]
SKIP = "skip"


class MappingForm(forms.Form):
    """Made from a preview, so that it offers just the headings and words that the sheet has."""

    def __init__(self, mapping: Mapping, preview: Preview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        headings = [("", _("finns inte i filen")), *((heading, heading) for heading in preview.headings)]
        for field, label in LABELS.items():
            self.fields[field] = forms.ChoiceField(
                label=label, choices=headings, required=False, initial=mapping.columns.get(field, "")
            )
        self.fields["order"] = forms.ChoiceField(
            label=_("Datum skrivs"), choices=ORDERS, required=False, initial=mapping.order
        )
        self.words = dict(enumerate([*preview.unknown_kinds][:40]))
        kinds = [("", _("avvisa raderna")), (SKIP, _("hoppa över raderna")), *Kind.choices]
        for number, word in self.words.items():
            self.fields[f"word_{number}"] = forms.ChoiceField(
                label=word, choices=kinds, required=False, initial=mapping.kinds.get(word, "")
            )

    def chosen(self) -> Mapping:
        """The mapping as the form says; what it doesn't show stays as it was."""
        data = self.cleaned_data
        kept = {field: heading for field, heading in self.mapping.columns.items() if field not in LABELS}
        said = {field: data[field] for field in LABELS if data[field]}
        words = {word: data[f"word_{number}"] for number, word in self.words.items()}
        meant = {word: kind for word, kind in words.items() if kind}
        return replace(
            self.mapping,
            columns={**kept, **said},
            order=data["order"],
            kinds={**self.mapping.kinds, **meant},
        )
