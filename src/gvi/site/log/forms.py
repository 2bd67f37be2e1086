"""The log's filter, sent by GET; an unknown name or value is refused before any query of the log (T22)."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gvi.site.log.selection import NEWEST, ORDERS, Selection
from gvi.site.log.words import KINDS
from gvi.trust.log.models import Operation

EVERY = ("", _("alla"))


class DayInput(forms.DateInput):
    """A day, chosen from a calendar or typed."""

    input_type = "date"


class FilterForm(forms.Form):
    """Period, operation, member of the own room and kind of record."""

    fran = forms.DateField(label=_("Från"), required=False, widget=DayInput)
    till = forms.DateField(label=_("Till och med"), required=False, widget=DayInput)
    handling = forms.ChoiceField(label=_("Handling"), required=False, choices=[EVERY, *Operation.choices])
    medlem = forms.ChoiceField(label=_("Medlem"), required=False)
    slag = forms.ChoiceField(label=_("Slag av post"), required=False)
    sort = forms.ChoiceField(required=False, choices=[(key, key) for key in ORDERS], widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, sent: QueryDict, members: Mapping[UUID, str]) -> None:
        super().__init__(sent)
        self.members = members
        kinds = sorted(((kind, str(words)) for kind, words in KINDS.items()), key=lambda pair: pair[1])
        people = [(str(key), name) for key, name in members.items()]
        for name, choices in (("medlem", people), ("slag", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - says so to the type checker
            field.choices = [EVERY, *choices]

    def selection(self, room: UUID | None) -> Selection:
        """What was chosen; the form must be valid."""
        chosen = self.cleaned_data
        return Selection(
            room=room,
            operation=chosen["handling"],
            member=UUID(chosen["medlem"]) if chosen["medlem"] else None,
            kind=chosen["slag"],
            first=chosen["fran"],
            last=chosen["till"],
            order=chosen["sort"] or NEWEST,
        )
