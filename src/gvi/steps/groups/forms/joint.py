"""Forms of groups. A code name is joint free text, so it is guarded (trust.md, T31)."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.forms.personless import PersonlessForm
from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import SORTS, Filters
from gvi.steps.groups.states import RESTS, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import GuardedForm
from gvi.trust.workspaces.rights import Right

ROWS = [("own", _("På en egen rad")), ("others", _("Under Övriga"))]


WHY = _("Behövs när gruppen har färre än fem bekräftade medlemmar. Inga namn på personer.")


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

    reason = forms.CharField(label=_("Skäl för egen rad"), max_length=300, required=False, help_text=WHY)


class RowForm(PersonlessForm, forms.Form):
    """Where partners see the group from now on, and why; the choice of today is not offered."""

    row = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Skäl"), max_length=300, required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].initial = "others" if group.own_row else "own"
        if not group.own_row:
            self.fields["reason"].help_text = WHY


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

    names: ClassVar[tuple[str, ...]] = ("text", "state", "row", "sort", "page")
    text = forms.CharField(label=_("Kodnamn"), max_length=40, required=False)
    state = forms.ChoiceField(label=_("Läge"), choices=[("", _("alla")), *State.choices], required=False)
    row = forms.ChoiceField(
        label=_("Egen rad"),
        choices=[("", _("alla")), ("few", _("egen rad, färre än fem medlemmar"))],
        required=False,
    )
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Only who may know members may ask how many they are."""
        super().__init__(*args, **kwargs)
        if not actor.may(Right.READ_MEMBERSHIPS):
            del self.fields["row"]

    def clean(self) -> dict[str, Any]:
        """What the reader may not ask for is refused like what nobody knows."""
        if "row" in self.data and "row" not in self.fields:
            raise forms.ValidationError("")
        return super().clean() or {}

    def filters(self) -> Filters:
        """What the reader asked for; call after ``is_valid``."""
        asked = self.cleaned_data
        return Filters(asked["text"], asked["state"], asked["sort"] or "name", asked.get("row", ""))
