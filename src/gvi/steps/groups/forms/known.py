"""Forms of what police know of groups: sources, profiles, relations and their signs. Nothing is chosen beforehand."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.flows.add_relation import NewRelation
from gvi.steps.groups.flows.add_sign import NewSign
from gvi.steps.groups.flows.add_source import NewSource
from gvi.steps.groups.flows.end_relation import OFFERED
from gvi.steps.groups.flows.write_profile import NewProfile
from gvi.steps.groups.forms.personless import PersonlessForm
from gvi.steps.groups.forms.persons import SourcedForm
from gvi.steps.groups.models import Group, Source
from gvi.steps.groups.queries.profiles import ProfileView
from gvi.steps.groups.queries.relation_rows import SORTS
from gvi.steps.groups.states import FIRST
from gvi.steps.groups.words import Cohesion, Intensity, RelationEnd, RelationKind, SourceKind
from gvi.trust.people.forms.fields import choice_field, day_field, line_field, text_field
from gvi.trust.people.words import Accuracy, Reliability
from gvi.trust.workspaces.models import Area

LONGEST_ALIAS = 60


class SourceForm(forms.Form):
    """A source by its own number."""

    name = line_field(
        _("Källans beteckning"),
        longest=40,
        required=True,
        help_text=_("Handlingens eget nummer, till exempel UN 2026-41. Aldrig vem som har lämnat uppgiften."),
    )
    kind = choice_field(_("Slag"), SourceKind)
    reliability = choice_field(_("Källans tillförlitlighet"), Reliability)
    day = day_field(_("Datum"))

    def source(self) -> NewSource:
        """What the flow takes; call after ``is_valid``."""
        told = self.cleaned_data
        return NewSource(
            told["name"], SourceKind(told["kind"]), Reliability(told["reliability"]), told["day"]
        )


class ProfileForm(PersonlessForm, SourcedForm):
    """The next version. ``after`` is the version its author has before their eyes."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    as_of = day_field(_("Gäller från"))
    aliases = line_field(
        _("Andra namn"), longest=300, help_text=_("Med komma mellan. Inga namn på personer.")
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Områden"), queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    size_low = forms.IntegerField(label=_("Minst antal"), min_value=0, max_value=999, required=False)
    size_high = forms.IntegerField(label=_("Högst antal"), min_value=0, max_value=999, required=False)
    cohesion = choice_field(_("Sammanhållning"), Cohesion)
    field_order = (
        "after",
        "as_of",
        "size_low",
        "size_high",
        "cohesion",
        "areas",
        "aliases",
        "source",
        "accuracy",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = Area.objects.all()  # type: ignore[attr-defined]

    def clean_aliases(self) -> str:
        """Each of the names fits its column."""
        text: str = self.cleaned_data["aliases"]
        if any(len(name) > LONGEST_ALIAS for name in names_in(text)):
            raise forms.ValidationError(
                _("Ett namn får ha högst %(most)s tecken."), params={"most": LONGEST_ALIAS}
            )
        return text

    def profile(self) -> NewProfile:
        """What the flow takes; call after ``is_valid``."""
        told = self.cleaned_data
        return NewProfile(
            as_of=told["as_of"],
            source=told["source"],
            accuracy=Accuracy(told["accuracy"]),
            aliases=names_in(told["aliases"]),
            areas=tuple(area.pk for area in told["areas"]),
            size_low=told["size_low"],
            size_high=told["size_high"],
            cohesion=Cohesion(told["cohesion"]),
        )


def names_in(text: str) -> tuple[str, ...]:
    """What stands between the commas."""
    return tuple(dict.fromkeys(name for part in text.split(",") if (name := " ".join(part.split()))))


def begin_profile(latest: ProfileView | None) -> dict[str, Any]:
    """What the form begins with: what is said now, to be changed; who says so and since when is always new."""
    if latest is None:
        return {"after": 0}
    return {
        "after": latest.version,
        "aliases": ", ".join(latest.aliases),
        "areas": list(latest.area_ids),
        "size_low": latest.size_low,
        "size_high": latest.size_high,
        "cohesion": latest.cohesion_value,
    }


class SignForm(PersonlessForm, SourcedForm):
    """Something seen that says a relation holds."""

    seen_on = day_field(_("Sett den"))
    words = text_field(_("Vad som sågs"), longest=300, help_text=_("Med ord, utan namn på personer."))
    field_order: tuple[str, ...] = ("seen_on", "words", "source", "accuracy")

    def sign(self) -> NewSign:
        """What the flow takes; call after ``is_valid``."""
        told = self.cleaned_data
        return NewSign(told["seen_on"], told["words"], told["source"], Accuracy(told["accuracy"]))


class ChangeForm(SignForm):
    """How the two stand to each other from a day on, with the sign that says so."""

    kind = choice_field(_("Relation"), RelationKind)
    intensity = choice_field(_("Styrka"), Intensity)
    since = day_field(_("Sedan"))
    field_order: tuple[str, ...] = (
        "kind",
        "intensity",
        "since",
        "seen_on",
        "words",
        "source",
        "accuracy",
    )

    def relation(self) -> NewRelation:
        """What the flows take; call after ``is_valid``."""
        told = self.cleaned_data
        return NewRelation(
            kind=RelationKind(told["kind"]),
            intensity=Intensity(told["intensity"]),
            since=told["since"],
            source=told["source"],
            accuracy=Accuracy(told["accuracy"]),
            words=told["words"],
            seen_on=told["seen_on"],
        )


class RelationForm(ChangeForm):
    """A new relation."""

    one = forms.ModelChoiceField(label=_("Grupp"), queryset=Group.objects.none(), empty_label=_("välj"))
    other = forms.ModelChoiceField(
        label=_("Den andra gruppen"), queryset=Group.objects.none(), empty_label=_("välj")
    )
    field_order: tuple[str, ...] = ("one", "other", *ChangeForm.field_order)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            self.fields[name].queryset = Group.objects.filter(state__in=FIRST)  # type: ignore[attr-defined]


class EndRelationForm(forms.Form):
    """Why and from which day a relation no longer holds."""

    reason = forms.ChoiceField(
        label=_("Varför den upphörde"),
        choices=[(reason.value, reason.label) for reason in OFFERED],
        widget=forms.RadioSelect,
        help_text=_("Var den felaktig har den inte gällt någon dag."),
    )
    until = day_field(_("Upphörde den"))

    def end(self) -> tuple[RelationEnd, date]:
        """What the flow takes; call after ``is_valid``."""
        return RelationEnd(self.cleaned_data["reason"]), self.cleaned_data["until"]


class AskForm(forms.Form):
    """What a page of relations may be asked: as of which day, without which source, of which kind."""

    dag = day_field(_("Dag"), required=False)
    utan = forms.ModelChoiceField(
        label=_("Utan källa"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("alla källor med"),
    )
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )
    slag = forms.ChoiceField(
        label=_("Läses som"), choices=[("", _("alla")), *RelationKind.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["utan"].queryset = Source.objects.all()  # type: ignore[attr-defined]
