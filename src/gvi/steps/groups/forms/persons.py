"""Forms of memberships, parts in incidents and ties. None asks for a day that something is kept until (T15)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.flows.add_involvement import NewInvolvement
from gvi.steps.groups.flows.add_tie import NewTie
from gvi.steps.groups.flows.propose_membership import NewMembership
from gvi.steps.groups.flows.review_membership import Review
from gvi.steps.groups.models import Group, Membership, Source
from gvi.steps.groups.queries.belonging import View
from gvi.steps.groups.states import FIRST
from gvi.steps.groups.words import Certainty, MemberRole, MembershipEnd, PersonSide, TieKind
from gvi.steps.incidents.models import Incident
from gvi.trust.people.forms.fields import choice_field, day_field, line_field, text_field
from gvi.trust.people.words import Accuracy

NO_EVIDENCE = _("Vad någon gjort eller sagt. Musik, kläder, släkt och sociala medier är inget underlag.")


class SourcedForm(forms.Form):
    """A fact with its source and how accurate it is."""

    source = forms.ModelChoiceField(
        label=_("Källa"),
        queryset=Source.objects.none(),
        empty_label=_("välj"),
        help_text=_("Finns källan inte? Lägg till den bland källorna först."),
    )
    accuracy = choice_field(_("Uppgiftens riktighet"), Accuracy)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Source.objects.all()  # type: ignore[attr-defined]


class MembershipForm(SourcedForm):
    """Who belongs where, in what part, and on what basis."""

    group = forms.ModelChoiceField(label=_("Grupp"), queryset=Group.objects.none(), empty_label=_("välj"))
    role = choice_field(_("Roll i gruppen"), MemberRole)
    certainty = choice_field(_("Hur säker är bedömningen?"), Certainty)
    basis = text_field(_("Grund"), longest=300, help_text=NO_EVIDENCE)
    since = day_field(_("Sedan"))
    field_order = ("group", "role", "certainty", "basis", "since", "source", "accuracy")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(state__in=FIRST)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def proposal(self, person: UUID) -> NewMembership:
        """What ``propose_membership`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return NewMembership(
            person=person,
            group=told["group"],
            role=MemberRole(told["role"]),
            certainty=Certainty(told["certainty"]),
            basis=told["basis"],
            since=told["since"],
            source=told["source"],
            accuracy=Accuracy(told["accuracy"]),
        )


class ReviewForm(SourcedForm):
    """Why the assessment stands, and what of it has changed."""

    words = text_field(
        _("Varför bedömningen står fast"),
        longest=300,
        help_text=_("Med nya ord. Har inget hänt som talar för det, så avsluta medlemskapet."),
    )
    role = choice_field(_("Roll i gruppen"), MemberRole)
    certainty = choice_field(_("Hur säker är bedömningen?"), Certainty)
    field_order = ("words", "role", "certainty", "source", "accuracy")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        initial = {name: getattr(membership, name) for name in ("role", "certainty", "accuracy")}
        super().__init__(*args, initial={**initial, "source": membership.source_id}, **kwargs)

    def review(self) -> Review:
        """What ``review_membership`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return Review(
            words=told["words"],
            role=MemberRole(told["role"]),
            certainty=Certainty(told["certainty"]),
            source=told["source"],
            accuracy=Accuracy(told["accuracy"]),
        )


class EndForm(forms.Form):
    """Why it ends: one of the reasons, and no other words (T17)."""

    reason = forms.ChoiceField(label=_("Varför det upphör"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, reasons: Iterable[MembershipEnd], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = set(reasons)
        choices = [(it.value, it.label) for it in MembershipEnd if it in fitting]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]


class InvolvementForm(SourcedForm):
    """Which incident, and on which side."""

    incident = forms.ModelChoiceField(
        label=_("Händelse"), queryset=Incident.objects.none(), empty_label=_("välj")
    )
    side = forms.ChoiceField(label=_("Sida"), choices=PersonSide.choices, widget=forms.RadioSelect)
    field_order = ("incident", "side", "source", "accuracy")

    def __init__(self, *args: Any, incidents: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(incidents)
        field = self.fields["incident"]
        field.queryset = Incident.objects.filter(pk__in=[pk for pk, _words in offered])  # type: ignore[attr-defined]
        field.choices = [("", _("välj")), *((str(pk), words) for pk, words in offered)]  # type: ignore[attr-defined]

    def involvement(self, person: UUID) -> NewInvolvement:
        """What ``add_involvement`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return NewInvolvement(
            person, told["incident"], PersonSide(told["side"]), told["source"], Accuracy(told["accuracy"])
        )


class TieForm(SourcedForm):
    """What was seen, and when. Kinship is no tie."""

    kind = forms.ChoiceField(
        label=_("Slag"),
        choices=TieKind.choices,
        widget=forms.RadioSelect,
        help_text=_("Släktskap är inget samröre."),
    )
    seen_on = day_field(_("Dag"))
    field_order = ("kind", "seen_on", "source", "accuracy")

    def tie(self, person: UUID, other: UUID) -> NewTie:
        """What ``add_tie`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        accuracy = Accuracy(told["accuracy"])
        return NewTie(person, other, TieKind(told["kind"]), told["seen_on"], told["source"], accuracy)


class FindForm(forms.Form):
    """Somebody of the room; posted, so that what is typed is never in an address."""

    term = line_field(
        _("Namn, lokal beteckning eller personnummer"),
        longest=120,
        required=True,
        help_text=_("Bara er egen arbetsyta söks igenom. Sökningen loggas."),
    )


class DayForm(forms.Form):
    """Around which day to look for the incident."""

    dag = day_field(_("Händelser kring den här dagen"), required=False)


class FilterForm(forms.Form):
    """Which memberships to list; anything else in the address is refused (T22)."""

    visa = forms.ChoiceField(label=_("Medlemskap"), choices=View.choices, required=False)
    grupp = forms.ModelChoiceField(
        label=_("Grupp"), queryset=Group.objects.none(), required=False, empty_label=_("alla")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grupp"].queryset = Group.objects.all()  # type: ignore[attr-defined]

    @property
    def view(self) -> View:
        """Which of them; call after ``is_valid``."""
        return View(self.cleaned_data["visa"] or View.CURRENT)
