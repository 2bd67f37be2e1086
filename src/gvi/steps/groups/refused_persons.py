"""What the flows about memberships, parts in incidents and ties refuse, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.people.retention import NEED_LETTERS
from gvi.trust.refusals import NotAllowed, Refusal


class NoSuchRow(NotAllowed):
    """Another room's, about somebody set apart or kept for named officers, or never there: one answer for all."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan uppgift i er arbetsyta."))


class NotApprovedYet(Refusal):
    """Nothing is added to somebody who waits for a second person's approval (T27)."""

    def __init__(self) -> None:
        super().__init__(_("Personen väntar på att en annan godkänner posten. Gör det först."))


class AlreadyMember(Refusal):
    """One membership of a group at a time."""

    def __init__(self) -> None:
        sentence = _("Personen har redan ett medlemskap i gruppen som gäller eller väntar på bekräftelse.")
        super().__init__(sentence, field="group")


class OwnProposal(Refusal):
    """Two people stand behind every membership."""

    def __init__(self) -> None:
        super().__init__(
            _("Du har själv föreslagit medlemskapet. En annan i arbetsytan prövar om det ska bekräftas.")
        )


class OwnChange(Refusal):
    """Two people stand behind what a membership says, when it changes as well."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har själv föreslagit medlemskapet. En annan i arbetsytan ändrar roll, säkerhet, källa och "
                "riktighet. Låt dem stå kvar, så kan du ompröva det."
            )
        )


class NotProposed(Refusal):
    """Only what waits is confirmed."""

    def __init__(self) -> None:
        super().__init__(_("Förslaget är redan prövat."))


class HasLapsed(Refusal):
    """What nobody looked at in time has lapsed, and is proposed anew or not at all."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Tiden har gått ut, så medlemskapet har upphört. Föreslå det på nytt om det finns grund för det."
            )
        )


class HasEnded(Refusal):
    """What has ended is not ended twice, nor reviewed."""

    def __init__(self) -> None:
        super().__init__(_("Medlemskapet är redan avslutat."))


class NotConfirmed(Refusal):
    """Only a confirmed membership is reviewed."""

    def __init__(self) -> None:
        super().__init__(_("Medlemskapet är inte bekräftat än."))


class WrongReason(Refusal):
    """A proposal is not left, and a confirmed membership is not unconfirmed."""

    def __init__(self) -> None:
        super().__init__(_("Det skälet passar inte här. Välj ett annat."), field="reason")


class WordsTooShort(Refusal):
    """A review that says nothing is no review."""

    def __init__(self) -> None:
        sentence = _("Skriv i hela ord varför bedömningen står fast, med minst %(letters)s bokstäver.")
        super().__init__(sentence % {"letters": NEED_LETTERS}, field="words")


class SameWords(Refusal):
    """A review is thought anew, not pasted in."""

    def __init__(self) -> None:
        super().__init__(
            _("Samma ord har använts förut. Skriv vad som gäller nu, med nya ord."), field="words"
        )


class RoleDoesNotFit(Refusal):
    """Who is put down as suspected of an incident is suspected or convicted, and who is injured is injured (T13)."""

    def __init__(self) -> None:
        sentence = _(
            "Personen har inte den rollen. Lägg först till rollen, med sin källa, på personens sida."
        )
        super().__init__(sentence, field="side")


class NothingHappened(Refusal):
    """An incident that was struck off is nobody's."""

    def __init__(self) -> None:
        super().__init__(_("Händelsen är avförd, så ingen har haft del i den."), field="incident")


class AlreadySaid(Refusal):
    """The same fact twice says nothing more."""

    def __init__(self) -> None:
        super().__init__(_("Det står redan. Dra tillbaka uppgiften om den är fel."))


class AlreadyWithdrawn(Refusal):
    """Withdrawn once."""

    def __init__(self) -> None:
        super().__init__(_("Uppgiften är redan tillbakadragen."))


class SamePerson(Refusal):
    """A tie has two ends."""

    def __init__(self) -> None:
        super().__init__(_("Välj en annan person."), field="other")


class TooOld(Refusal):
    """What is past its time is not written down."""

    def __init__(self) -> None:
        super().__init__(
            _("Det är för länge sedan. Så gamla uppgifter får inte finnas kvar."), field="seen_on"
        )
