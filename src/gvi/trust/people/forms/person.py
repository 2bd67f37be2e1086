"""A person as one enters or corrects one: the fields of the own kind of room, and no other (trust.md, "Person")."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.facts import COLUMNS, KEPT, NEEDED, NewPerson, NewRole
from gvi.trust.people.forms.fields import choice_field, day_field, line_field
from gvi.trust.people.models import Person
from gvi.trust.people.words import Concern, PersonRoleName, Regime, UnderEighteen
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind, own_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant, Member
from gvi.trust.workspaces.rights import Right, rights_of
from gvi.trust.workspaces.roles import Role

ROLE = ("role", "since", "source")
CHOICES = {"regime": Regime, "concern": Concern, "under_eighteen": UnderEighteen}


class PersonForm(forms.Form):
    """Who, why and since when. What the room may not keep has no field."""

    local_reference = line_field(
        _("Lokal beteckning"),
        longest=60,
        help_text=_("Räcker i stället för namn, som Plats 7. Namnet finns då bara i ert eget system."),
    )
    surname = line_field(_("Efternamn"), longest=80)
    given_name = line_field(_("Förnamn"), longest=80)
    identity_number = line_field(
        _("Personnummer eller samordningsnummer"), longest=20, help_text=_("ÅÅÅÅMMDD-NNNN")
    )
    birth_date = day_field(
        _("Födelsedatum"), required=False, help_text=_("Hämtas ur personnumret om det är angivet.")
    )
    under_eighteen = choice_field(
        _("Är personen under 18 år?"),
        UnderEighteen,
        required=False,
        help_text=_(
            "Besvaras när födelsedatum saknas. Ja och vet inte behandlas lika: en kollega godkänner, frågan "
            "om orosanmälan besvaras och granskningen kommer tidigare."
        ),
    )
    protected = forms.BooleanField(
        label=_("Skyddade personuppgifter"),
        required=False,
        help_text=_("Adressen sparas då inte alls."),
    )
    address = line_field(_("Adress"), longest=200)
    phone = line_field(_("Telefon"), longest=40)
    purpose = line_field(_("Ändamål"), longest=300, help_text=_("Vad uppgifterna ska användas till."))
    regime = choice_field(_("Behandlas som"), Regime, required=False)
    officers = forms.ModelMultipleChoiceField(
        label=_("Namngivna tjänstemän"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bara vid 3:2 p. 2. Ingen annan ser personen, i någon lista eller sökning."),
    )
    basis = line_field(
        _("Grund"), longest=300, help_text=_("Vad det är som gör att personen behöver finnas här.")
    )
    evidence = line_field(
        _("Underlag, beteckning"), longest=120, help_text=_("Dokument eller ärende, som PM 2026-41.")
    )
    based_on = day_field(_("Underlagets datum"))
    role = choice_field(_("Roll"), PersonRoleName)
    since = day_field(_("Roll sedan"))
    source = line_field(_("Rollens källa"), longest=200, required=True)
    concern = choice_field(
        _("Orosanmälan"),
        Concern,
        required=False,
        help_text=_(
            "Måste besvaras när personen är eller kan vara under 18 år. Anmälan görs i ert eget system."
        ),
    )
    concern_reference = line_field(_("Orosanmälan, beteckning"), longest=60)

    def __init__(self, *args: Any, actor: Actor, person: Person | None = None, **kwargs: Any) -> None:
        """The fields of ``actor``'s kind of room; roles and the basis's day only for who is new."""
        super().__init__(*args, **kwargs)
        self.kind, self.person = own_kind(actor), person
        kept = set(KEPT[self.kind])
        kept = (kept - {"roles"}) | set(ROLE) if "roles" in kept else kept
        if person:
            kept -= {*ROLE, "based_on"}
        for name in set(self.fields) - kept:
            del self.fields[name]
        for name in set(NEEDED[self.kind]) & set(self.fields):
            self.fields[name].required = True
        if "officers" in self.fields:
            self.fields["officers"].queryset = _colleagues(actor)  # type: ignore[attr-defined]
        if self.kind == Kind.SOCIAL_SERVICES:
            self._ask_for_a_number(person)

    def _ask_for_a_number(self, person: Person | None) -> None:
        field = self.fields["local_reference"]
        field.label, field.required = _("Ärendenummer eller slumpnummer"), True
        field.help_text = _("Aldrig ett namn. Namn och personakt finns i ert eget system.")
        if not person:
            del self.fields["based_on"]

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields as the page shows them, under headings that say what they are for."""
        parts = (
            (
                _("Vem"),
                (
                    "local_reference",
                    "surname",
                    "given_name",
                    "identity_number",
                    "birth_date",
                    "under_eighteen",
                ),
            ),
            (_("Kontakt"), ("protected", "address", "phone")),
            (_("Varför"), ("purpose", "regime", "officers", "basis", "evidence", "based_on")),
            (_("Roll i lagens mening"), ROLE),
            (_("Under 18 år"), ("concern", "concern_reference")),
        )
        shown = [(title, [self[name] for name in names if name in self.fields]) for title, names in parts]
        return [(title, fields) for title, fields in shown if fields]

    def new_person(self, today: Any) -> NewPerson:
        """What ``add_person`` and ``edit_person`` take; call after ``is_valid``."""
        told: Mapping[str, Any] = self.cleaned_data
        facts = {name: told[name] for name in COLUMNS if name in told and told[name] not in (None, "")}
        facts |= {name: words(facts[name]) for name, words in CHOICES.items() if name in facts}
        facts.setdefault("based_on", self.person.based_on if self.person else today)
        if "role" in told:
            role = NewRole(PersonRoleName(told["role"]), told["since"], told["source"])
            facts["roles"] = (role,)
        if "officers" in told:
            facts["officers"] = tuple(member.pk for member in told["officers"])
        return NewPerson(**facts)


def _colleagues(actor: Actor) -> QuerySet[Member]:
    """Those of the room who work with persons now, by name."""
    today = timezone.localdate()
    reading = [
        role for role in Role if Right.READ_PERSONS in rights_of(own_kind(actor), [role], room_on=True)
    ]
    current = Grant.objects.filter(
        role__in=reading, starts__lte=today, ends__gt=today, ended_at=None, approved_at__isnull=False
    )
    inside = Member.objects.filter(workspace_id=own_room(actor), left_at=None)
    return inside.filter(Exists(current.filter(member=OuterRef("pk")))).order_by("name", "pk")


def initial_of(person: Person, officers: list[Any]) -> dict[str, Any]:
    """What stands in the form when a person is corrected."""
    return {name: getattr(person, name) for name in COLUMNS} | {"officers": officers}


class ApproveForm(forms.Form):
    """T27: whoever approves somebody under eighteen answers about the report of concern once more."""

    concern = choice_field(_("Är en orosanmälan gjord?"), Concern)
    concern_reference = line_field(_("Orosanmälan, beteckning"), longest=60)
