"""The list's filter, as a form that is sent by GET; what it does not know is refused before any query (T22)."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.forms.inputs import DayInput
from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.queries.selection import NEWEST, ORDERS, Selection, sources
from gvi.steps.incidents.sources import source_words
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.models import Area

EVERY = [("", _("alla"))]


def only(sent: QueryDict, *known: str) -> QueryDict:
    """Return what was sent; raise ``BadRequest`` for a name that the page does not know."""
    if set(sent) - set(known):
        raise BadRequest
    return sent


class FilterForm(forms.Form):
    """Period, kind, state, area, source and the source's own id. Two queries when it is made."""

    fran = forms.DateField(label=_("Från"), required=False, widget=DayInput)
    till = forms.DateField(label=_("Till och med"), required=False, widget=DayInput)
    slag = forms.ChoiceField(label=_("Slag"), required=False, choices=[*EVERY, *Kind.choices])
    lage = forms.ChoiceField(label=_("Läge"), required=False, choices=[*EVERY, *State.choices])
    omrade = forms.ChoiceField(label=_("Område"), required=False)
    kalla = forms.ChoiceField(label=_("Källa"), required=False)
    arende = forms.CharField(label=_("Källans id"), required=False, max_length=200)
    sort = forms.ChoiceField(required=False, choices=[(key, key) for key in ORDERS], widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        areas = [(str(key), name) for key, name in Area.objects.order_by("sort").values_list("id", "name")]
        places = [(source, source_words(source)) for source in sources()]
        for name, choices in (("omrade", areas), ("kalla", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - says so to the type checker
            field.choices = [*EVERY, *choices]

    def refuse_unknown(self) -> None:
        """Raise ``BadRequest`` for a choice or an order that nobody was offered; only a day can be mistyped."""
        if self.errors and not set(self.errors) <= {"fran", "till"}:
            raise BadRequest

    def selection(self) -> Selection:
        """What was chosen; the form must be valid."""
        chosen = self.cleaned_data
        return Selection(
            first=chosen["fran"],
            last=chosen["till"],
            kind=chosen["slag"],
            state=chosen["lage"],
            area=chosen["omrade"] or None,
            source=chosen["kalla"],
            reference=chosen["arende"].strip(),
            order=chosen["sort"] or NEWEST,
        )
