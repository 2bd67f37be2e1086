"""What the people app itself holds about a person: identity, roles, statements, and how long it all is kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Manager, Model, QuerySet
from django.utils.translation import gettext as _

from gvi.trust.people.extracts.registry import Choice, Line, Section, Subject, register
from gvi.trust.people.labels import shown_name
from gvi.trust.people.models import Person, PersonReview, PersonRole, Statement
from gvi.trust.workspaces.actor import Actor

Row = TypeVar("Row", bound=Model)
TABLES = frozenset(
    {
        "people_person",
        "people_personrevision",
        "people_personrole",
        "people_personrolerevision",
        "people_personreview",
        "people_statement",
        "people_statementrevision",
        "people_officer",
        "people_pair",
    }
)


class OwnRows:
    """The person's own rows, in every record that was found to be the same person. Four queries."""

    tables = TABLES

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]:
        """Identity, roles, statements, and retention."""
        persons = list(Person.objects.filter(pk__in=subject.persons))
        if not persons:
            return []
        return [
            Section(_("Uppgifter om personen"), tuple(line for one in persons for line in _identity(one))),
            Section(_("Roller"), tuple(_role(one) for one in _rows(PersonRole.objects, subject))),
            Section(
                _("Uppgifter med källa"), tuple(_statement(one) for one in _rows(Statement.objects, subject))
            ),
            Section(_("Hur länge uppgifterna får finnas"), tuple(_kept(persons, subject))),
        ]

    def choices(self, *, by: Actor) -> Sequence[Choice]:
        """Nothing: the person is found by search."""
        return []


def _rows(rows: Manager[Row], subject: Subject) -> QuerySet[Row]:
    return rows.filter(person__in=subject.persons).order_by("at", "id")


def _identity(one: Person) -> Iterator[Line]:
    where = ", ".join(part for part in (one.basis, one.evidence) if part)
    held = {
        _("Namn"): shown_name(one) if one.surname or one.given_name else "",
        _("Beteckning"): one.local_reference,
        _("Personnummer eller samordningsnummer"): one.identity_number,
        _("Födelsedatum"): day(one.birth_date),
        _("Under 18 år"): "" if one.birth_date else _answer(one),
        _("Adress"): one.address,
        _("Telefon"): one.phone,
        _("Skyddade personuppgifter"): _("ja") if one.protected else "",
        _("Ändamål"): one.purpose,
        _("Grund"): where,
    }
    return (Line(name, text) for name, text in held.items() if text)


def _answer(one: Person) -> str:
    return str(one.get_under_eighteen_display()) if one.under_eighteen else ""


def _role(one: PersonRole) -> Line:
    period = _("sedan %(day)s") % {"day": day(one.since)}
    if one.until:
        period = _("från %(since)s till %(until)s") % {"since": day(one.since), "until": day(one.until)}
    return Line(str(one.get_role_display()), period, one.source)


def _statement(one: Statement) -> Line:
    taken_back = _("tillbakadragen") if one.withdrawn_at else ""
    graded = f"{one.source} ({one.reliability}{one.accuracy}, {day(one.said_on)})"
    return Line(str(one.get_kind_display()), f"{one.text} {taken_back}".strip(), graded)


def _kept(persons: Sequence[Person], subject: Subject) -> Iterator[Line]:
    for one in persons:
        yield Line(_("Förd in"), day(one.entered_on))
        yield Line(_("Ses över senast"), day(one.review_due))
        if one.erase_on:
            yield Line(_("Gallras senast"), day(one.erase_on))
        else:
            yield Line(_("Gallras"), _("enligt myndighetens gallringsbeslut"))
    for review in PersonReview.objects.filter(person__in=subject.persons).order_by("at"):
        yield Line(_("Översedd"), review.need, day(review.at.date()))


def day(when: date | None) -> str:
    """A day as documents write it."""
    return f"{when:%Y-%m-%d}" if when else ""


def register_lines() -> None:
    """Called when Django starts."""
    register("10 own", OwnRows())
