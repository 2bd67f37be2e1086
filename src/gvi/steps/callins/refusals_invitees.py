"""What the flows of summons, attendance and answers refuse, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.states import MOST_LINES
from gvi.trust.refusals import NotAllowed, Refusal


class NoSuchInvitee(NotAllowed):
    """Another room's, about somebody set apart, or never there: one answer for all."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan uppgift i er arbetsyta."))


class NotNamed(Refusal):
    """Nobody is summoned but whom police named to this room, in what can be read now."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Ingen kallas utan att Polisen har lämnat namnet hit. Uppgiften är inte bekräftad som mottagen, "
                "har upphört eller gäller något annat."
            )
        )


class NamedNoMore(Refusal):
    """What police told has run out, was withdrawn or corrected: nothing more is done about the person."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Polisens uppgift har upphört. Brevet får inte gå vidare, ingen närvaro tas och inget svar lämnas, "
                "inte heller om ett möte som redan har hållits. Fråga Polisen om den ska lämnas på nytt."
            )
        )


class AlreadyTaken(Refusal):
    """One summons for each person and each disclosure."""

    def __init__(self) -> None:
        super().__init__(_("Personen, eller uppgiften från Polisen, är redan intagen till en call-in."))


class CallInIsOver(Refusal):
    """What is sent on its way is sent before the day."""

    def __init__(self) -> None:
        super().__init__(_("Call-in är hållen eller inställd. Ingen kallas eller bjuds in längre."))


class OnlyDraft(Refusal):
    """What has been approved stands until it is drafted anew."""

    def __init__(self) -> None:
        super().__init__(_("Brevet är godkänt. Gör om det först, så kan övervakning och person ändras."))


class UntilMissing(Refusal):
    """Supervision has a last day, no supervision has none."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv den dag då övervakningen upphör. Den lämnar aldrig arbetsytan."),
            field="supervision_until",
        )


class NoSuchSession(Refusal):
    """A call-in is held once or twice the same day."""

    def __init__(self) -> None:
        super().__init__(_("Så många omgångar har call-in inte."), field="session")


class NoLetter(Refusal):
    """A summons needs its approved words."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen godkänd text för den sortens brev. Skriv den under Brev först."))


class OwnDraft(Refusal):
    """Two people stand behind every letter."""

    def __init__(self) -> None:
        super().__init__(_("Du har själv skrivit det. En annan i arbetsytan godkänner."))


class WrongMoment(Refusal):
    """The step does not follow on where the letter stands."""

    def __init__(self) -> None:
        super().__init__(_("Det går inte i det här läget. Sidan visar hur det står nu."))


class LetterOutdated(Refusal):
    """The call-in's day was moved, so that another kind of letter is due."""

    def __init__(self) -> None:
        super().__init__(_("Dagen har flyttats, och nu ska ett annat slags brev användas. Gör om brevet."))


class DayAhead(Refusal):
    """What has been done lies in the past."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Dagen har inte kommit än."), field=field)


class NotTheDay(Refusal):
    """Attendance is taken on the day, and put right afterwards."""

    def __init__(self) -> None:
        super().__init__(_("Närvaron tas den dag då call-in hålls."))


class TapOfAnother(Refusal):
    """An id belongs to one tap."""

    def __init__(self) -> None:
        super().__init__(_("Markeringen gick inte att spara. Ladda om sidan och markera igen."))


class NobodyChosen(Refusal):
    """An answer is about somebody."""

    def __init__(self) -> None:
        super().__init__(_("Välj minst en person."))


class TooManyChosen(Refusal):
    """A joint decision has its limit."""

    def __init__(self) -> None:
        super().__init__(_("Högst %(most)d personer i ett beslut.") % {"most": MOST_LINES})


class SeveralAskers(Refusal):
    """A joint decision has one receiver."""

    def __init__(self) -> None:
        super().__init__(_("De valda är lämnade av olika arbetsytor. Svara en i taget."))


class TotalTooSmall(Refusal):
    """A small number of people would tell who came (T26)."""

    def __init__(self) -> None:
        super().__init__(
            _("Färre än fem kom. Ett så litet antal lämnas inte ut, eftersom det kan visa vilka det var.")
        )


class TotalTold(Refusal):
    """One total, once."""

    def __init__(self) -> None:
        super().__init__(_("Antalet är redan lämnat till samverkan. Det lämnas en gång."))


class NotHeldYet(Refusal):
    """The total is of a call-in that was held."""

    def __init__(self) -> None:
        super().__init__(_("Call-in är inte antecknad som hållen än."))
