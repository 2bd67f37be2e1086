"""How a sheet is read, as a form: a heading for each field, the order of dates, the meaning of unknown words.

What the words are depends on which column was chosen, so an answer is read in two steps: ``answered`` takes the
columns first, and the form is made again from what they hold.
"""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.reading import Mapping, Preview, preview

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
MOST_WORDS = 40


class MappingForm(forms.Form):
    """Made from a preview, so that it offers just the headings and words that the sheet has."""

    def __init__(self, mapping: Mapping, preview: Preview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        headings = [("", _("finns inte i filen")), *((heading, heading) for heading in preview.headings)]
        for field, label in LABELS.items():
            self.fields[field] = forms.ChoiceField(
                label=str(label), choices=headings, required=False, initial=mapping.columns.get(field, "")
            )
        self.fields["order"] = forms.ChoiceField(
            label=_("Datum skrivs"), choices=ORDERS, required=False, initial=mapping.order
        )
        self.times = preview.unknown_kinds
        self.words = {_name(word): word for word in [*preview.unknown_kinds][:MOST_WORDS]}
        kinds = [("", _("avvisa raderna")), (SKIP, _("hoppa över raderna")), *Kind.choices]
        for name, word in self.words.items():
            self.fields[name] = forms.ChoiceField(label=word, choices=kinds, required=False)

    @property
    def asked(self) -> bool:
        """Whether every word was on the page that is answered, so that somebody has seen it."""
        return all(name in self.data for name in self.words)

    def chosen(self) -> Mapping:
        """The mapping as the form says; what it doesn't show stays as it was."""
        data = self.cleaned_data
        kept = {field: heading for field, heading in self.mapping.columns.items() if field not in LABELS}
        said = {field: data[field] for field in LABELS if data[field]}
        words = {word: data[name] for name, word in self.words.items()}
        meant = {word: kind for word, kind in words.items() if kind}
        return replace(
            self.mapping,
            columns={**kept, **said},
            order=data["order"],
            kinds={**self.mapping.kinds, **meant},
        )


def answered(path: Path, form: str, mapping: Mapping, data: QueryDict) -> MappingForm:
    """The form as it was answered, with the words of the column that was chosen."""
    first = MappingForm(mapping, preview(path, form, mapping), data)
    if not first.is_valid():
        return first
    columns = replace(first.chosen(), kinds=mapping.kinds)
    return MappingForm(columns, preview(path, form, columns), data)


def _name(word: str) -> str:
    return f"word_{hashlib.sha256(word.encode()).hexdigest()[:12]}"
