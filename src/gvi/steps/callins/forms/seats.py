"""Seats: how many rows to suggest among, and where each person sits."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.queries.seats import SeatedRow
from gvi.steps.callins.seating import Place

MOST = 30


def _number(label: Any, *, required: bool) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST, required=required)


class RoomForm(forms.Form):
    """How the room is furnished."""

    rows = _number(_("Rader"), required=True)
    places = _number(_("Platser på varje rad"), required=True)


class SeatsForm(forms.Form):
    """Row and place of each person; both or neither."""

    def __init__(self, data: Any = None, *, people: Iterable[SeatedRow]) -> None:
        super().__init__(data)
        self.people = list(people)
        for one in self.people:
            row, place = one.place or (None, None)
            names = {"name": one.nominee.label.text if one.nominee.label else ""}
            for key, label, value in (
                ("row", _("Rad för %(name)s") % names, row),
                ("place", _("Plats för %(name)s") % names, place),
            ):
                field = _number(label, required=False)
                field.initial = value
                self.fields[f"{key}-{one.nominee.row.pk}"] = field

    def clean(self) -> dict[str, Any]:
        """A row without a place is no seat."""
        told = super().clean() or self.cleaned_data
        for one in self.people:
            row, place = (f"{key}-{one.nominee.row.pk}" for key in ("row", "place"))
            if (told.get(row) is None) != (told.get(place) is None) and not {row, place} & set(self.errors):
                self.add_error(place, _("Skriv både rad och plats, eller ingetdera."))
        return told

    def lines(self) -> list[tuple[SeatedRow, forms.BoundField, forms.BoundField]]:
        """Each person with the two fields."""
        return [
            (one, self[f"row-{one.nominee.row.pk}"], self[f"place-{one.nominee.row.pk}"])
            for one in self.people
        ]

    def seats(self) -> dict[UUID, Place]:
        """What the flow takes; call after ``is_valid``."""
        told = self.cleaned_data
        found = {}
        for one in self.people:
            pk = one.nominee.row.pk
            if told[f"row-{pk}"] is not None:
                found[pk] = (told[f"row-{pk}"], told[f"place-{pk}"])
        return found
