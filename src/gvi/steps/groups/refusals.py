"""What the flows of groups refuse, each in a sentence that says how to go on."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.ageing import SMALL
from gvi.trust.refusals import Refusal


class NameTaken(Refusal):
    """Two groups with one code name would be taken for each other."""

    def __init__(self) -> None:
        super().__init__(_("Det finns redan en grupp med det kodnamnet. Välj ett annat."), field="code_name")


class NameMissing(Refusal):
    """A group is known by its code name only."""

    def __init__(self) -> None:
        super().__init__(_("Skriv ett kodnamn, med högst 40 tecken."), field="code_name")


class NameNotLatin(Refusal):
    """A letter of another alphabet can look like ours and make two names that nobody can tell apart."""

    def __init__(self) -> None:
        sentence = _(
            "Skriv kodnamnet med vanliga latinska bokstäver, som a till ö. Något tecken är ett annat."
        )
        super().__init__(sentence, field="code_name")


class WrongState(Refusal):
    """A group that has ended does not come back; a new one gets a new code name."""

    def __init__(self) -> None:
        super().__init__(_("Gruppen kan inte gå till det läget härifrån."), field="state")


class GroupEnded(Refusal):
    """Nothing new is said of a group that has ended; its successor has a page of its own."""

    def __init__(self, field: str = "") -> None:
        super().__init__(_("Gruppen har upphört. Skriv det nya om den grupp som följde."), field=field)


class ReasonMissing(Refusal):
    """What people decide, they give a reason for."""

    def __init__(self, field: str = "reason") -> None:
        super().__init__(_("Skriv skälet, så att den som läser senare förstår."), field=field)


class NamesAPerson(Refusal):
    """What is written of a group stays when a person is erased, so no person stands in it."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _("Texten innehåller ett personnummer eller samordningsnummer. Ta bort det."),
            reason=_("Det som står om en grupp gallras inte med personen."),
            field=field,
        )


class SmallGroupNeedsReason(Refusal):
    """domain.md: *Övriga* is the default under five members, police decide."""

    def __init__(self) -> None:
        sentence = _(
            "Gruppen har färre än %(small)s bekräftade medlemmar. Skriv varför den ändå ska stå på egen rad."
        )
        super().__init__(sentence % {"small": SMALL}, field="reason")


class SourceNotACode(Refusal):
    """A source is known by a number of its own, never by who told."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv källans beteckning, till exempel UN 2026-41: bokstäver och minst en siffra."),
            reason=_("Vem som har lämnat uppgiften står aldrig här."),
            field="name",
        )


class SourceKnown(Refusal):
    """One source has one row."""

    def __init__(self) -> None:
        super().__init__(_("Källan finns redan. Välj den i listan."), field="name")


class DayAhead(Refusal):
    """What is said to have happened has happened."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Dagen har inte varit än. Välj i dag eller en tidigare dag."), field=field)


class BeforeThat(Refusal):
    """A sign or an end lies after what it is a sign or an end of."""

    def __init__(self, field: str, day: date) -> None:
        super().__init__(_("Välj %(day)s eller en senare dag.") % {"day": day}, field=field)


class OtherVersion(Refusal):
    """Someone saved a profile while this one was written."""

    def __init__(self) -> None:
        super().__init__(
            _("Någon har sparat en nyare version. Läs den och spara igen om din fortfarande gäller.")
        )


class SizeTurned(Refusal):
    """At least is not more than at most, and one needs the other."""

    def __init__(self) -> None:
        super().__init__(
            _("Ange både minst och högst, och minst får inte vara större än högst."), field="size_high"
        )


class SameGroup(Refusal):
    """A relation has two ends."""

    def __init__(self) -> None:
        super().__init__(_("Välj två olika grupper."), field="other")


class RelationHolds(Refusal):
    """Dated facts about one pair never overlap."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Det finns redan en relation mellan grupperna för den tiden. Öppna den och ändra den i stället."
            )
        )


class RelationOver(Refusal):
    """What has ended is not ended, changed or seen again."""

    def __init__(self) -> None:
        super().__init__(_("Relationen gäller inte längre. Lägg till en ny om grupperna åter har en."))


class SignWithdrawn(Refusal):
    """A sign is withdrawn once."""

    def __init__(self) -> None:
        super().__init__(_("Tecknet är redan tillbakadraget."))


class TooFewGroups(Refusal):
    """Two or more make one; one becomes two or more."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Det behövs minst två grupper."), field=field)


class CarriedTwice(Refusal):
    """Two relations to one group would overlap."""

    def __init__(self, code_name: str) -> None:
        super().__init__(
            _("Du har valt två relationer till %(name)s. Välj den som ska gälla.") % {"name": code_name},
            field="carried",
        )


class NothingSeen(Refusal):
    """A relation goes on with its signs; without one it would look fresher than it is."""

    def __init__(self, code_name: str) -> None:
        super().__init__(
            _(
                "Relationen till %(name)s har inget tecken som står kvar. Lägg till den på nytt när något har setts."
            )
            % {"name": code_name},
            field="carried",
        )


class NotAssigned(Refusal):
    """Each membership goes to a part, or ends: people say which."""

    def __init__(self) -> None:
        super().__init__(
            _("Ta ställning till varje medlemskap: vilken del det följer med till, eller inget.")
        )
