"""Forms of merging, splitting and dissolving groups. Nothing is ticked beforehand: people say what goes on."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.flows.merge_groups import Merger
from gvi.steps.groups.flows.split_group import Part, Splitting
from gvi.steps.groups.forms.personless import PersonlessForm
from gvi.steps.groups.models import Group
from gvi.steps.groups.queries.relation_rows import RelationRow
from gvi.steps.groups.states import FIRST
from gvi.trust.people.forms.fields import day_field, line_field, text_field

MOST_PARTS = 4
NEEDED_PARTS = 2
ENDS = "none"

Choices = Sequence[tuple[str, Any]]


class EndingForm(PersonlessForm, forms.Form):
    """On which day and why."""

    day = day_field(_("Dag"), help_text=_("Den dag då gruppen upphörde, i dag eller tidigare."))
    reason = text_field(_("Skäl"), longest=300)


class WhichForm(forms.Form):
    """Which groups merge, and into which: what the second step of the page asks about."""

    grupp = forms.ModelMultipleChoiceField(
        label=_("Grupper som upphör"), queryset=Group.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    till = forms.ModelChoiceField(
        label=_("Går upp i"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("en ny grupp"),
        help_text=_("Är det en av grupperna som går vidare, välj den här och inte ovan."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("grupp", "till"):
            self.fields[name].queryset = Group.objects.filter(state__in=FIRST)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two groups at least, a new one or one that goes on."""
        told = super().clean() or {}
        former, into = told.get("grupp"), told.get("till")
        if former is not None:
            if into in former:
                self.add_error("till", _("Gruppen som går vidare kan inte också upphöra."))
            elif len(former) + bool(into) < NEEDED_PARTS:
                self.add_error("grupp", _("Det behövs minst två grupper."))
        return told


class MergeForm(EndingForm):
    """The name of a new group if it is one, and the relations that go on with it."""

    code_name = line_field(_("Den nya gruppens kodnamn"), longest=40, required=True)
    carried = forms.MultipleChoiceField(
        label=_("Relationer som fortsätter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("code_name", "day", "reason", "carried")

    def __init__(self, *args: Any, into: Group | None, relations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.into = into
        if into:
            del self.fields["code_name"]
        self.fields["carried"].choices = relations  # type: ignore[attr-defined]

    def merger(self) -> Merger:
        """What the flow takes; call after ``is_valid``."""
        told = self.cleaned_data
        carried = frozenset(UUID(pk) for pk in told["carried"])
        return Merger(told["day"], told["reason"], self.into, told.get("code_name", ""), carried)


class SplitForm(EndingForm):
    """Two to four parts by code name; for each relation the parts it goes on with, for each membership where to."""

    def __init__(self, *args: Any, relations: Choices, memberships: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relations, self.memberships = relations, list(memberships)
        parts = [(str(n), _("del %(n)s") % {"n": n}) for n in range(1, MOST_PARTS + 1)]
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"part_{number}"] = line_field(
                _("Del %(n)s, kodnamn") % {"n": number}, longest=40, required=number <= NEEDED_PARTS
            )
        for pk, words in relations:
            self.fields[f"relation_{pk}"] = forms.MultipleChoiceField(
                label=words, choices=parts, required=False, widget=forms.CheckboxSelectMultiple
            )
        for membership in self.memberships:
            self.fields[f"member_{membership}"] = forms.ChoiceField(
                label=_("Följer med till"), choices=[("", _("välj")), *parts, (ENDS, _("ingen, upphör"))]
            )

    def clean(self) -> dict[str, Any]:
        """Whoever goes on goes on with a part that has a name."""
        told = super().clean() or {}
        named = {str(n) for n in range(1, MOST_PARTS + 1) if told.get(f"part_{n}")}
        for name, value in list(told.items()):
            chosen = set(value) if name.startswith("relation_") else {value}
            if name.startswith(("relation_", "member_")) and chosen - named - {ENDS, ""}:
                self.add_error(name, _("Delen har inget kodnamn."))
        return told

    def splitting(self) -> Splitting:
        """What the flow takes; call after ``is_valid``."""
        told = self.cleaned_data
        named = [n for n in range(1, MOST_PARTS + 1) if told[f"part_{n}"]]
        places = {str(n): place for place, n in enumerate(named)}
        members = {pk: places.get(told[f"member_{pk}"]) for pk in self.memberships}
        return Splitting(told["day"], told["reason"], [self._part(n) for n in named], members)

    def _part(self, number: int) -> Part:
        told = self.cleaned_data
        carried = {UUID(pk) for pk, _words in self.relations if str(number) in told[f"relation_{pk}"]}
        return Part(told[f"part_{number}"], frozenset(carried))


def relation_choices(rows: Iterable[RelationRow]) -> list[tuple[str, str]]:
    """Relations in words, each to be chosen or not."""
    return [(str(row.view.id), f"{row.first} – {row.second}: {row.kind}, {row.age}") for row in rows]
