"""Forms of groups. A code name is joint free text, so it is guarded (trust.md, T31)."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import SORTS, Filters
from gvi.steps.groups.states import RESTS, State
from gvi.trust.workspaces.free_text import GuardedForm

ROWS = [("own", _("På en egen rad")), ("others", _("Under Övriga"))]


class NameForm(GuardedForm, forms.Form):
    """A code name and where partners see it."""

    code_name = forms.CharField(
        label=_("Kodnamn"),
        max_length=40,
        help_text=_("Ett ord som inte säger något om gruppen, till exempel namnet på ett träd."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    row = forms.ChoiceField(
        label=_("Hur samverkan ser gruppen"),
        choices=ROWS,
        initial="others",
        widget=forms.RadioSelect,
        help_text=_("Grupper med färre än fem personer visas under Övriga, om inte polisen beslutar annat."),
    )


class RenameForm(GuardedForm, forms.Form):
    """Another code name."""

    code_name = NameForm.base_fields["code_name"]


class StateForm(forms.Form):
    """The moves that are open to a group."""

    state = forms.ChoiceField(label=_("Nytt läge"))

    def __init__(self, *args: object, group: Group, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        moves = [State(new) for old, new in RESTS if old == group.state]
        choices = [(move.value, move.label) for move in State if move in moves]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """What the list may be filtered and sorted by; anything else is refused (T22)."""

    names: ClassVar[tuple[str, ...]] = ("text", "state", "sort", "page")
    text = forms.CharField(label=_("Kodnamn"), max_length=40, required=False)
    state = forms.ChoiceField(label=_("Läge"), choices=[("", _("alla")), *State.choices], required=False)
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def filters(self) -> Filters:
        """What the reader asked for; call after ``is_valid``."""
        asked = self.cleaned_data
        return Filters(text=asked["text"], state=asked["state"], sort=asked["sort"] or "name")
