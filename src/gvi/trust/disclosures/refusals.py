"""What the flows of disclosures refuse, each in a sentence that says how to go on. None repeats what was typed."""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.states import MOST_LINES
from gvi.trust.refusals import NotAllowed, Refusal

NOBODY_ON_CALL = _(
    "Ingen är i jour nu, så inget kan beslutas i telefon. "
    "Den som sköter jouren lägger in en tur under Utlämnanden, Jour."
)


class NoSuchDraft(NotAllowed):
    """Another room's, decided already, or never there: one answer for all."""

    def __init__(self) -> None:
        super().__init__(_("Det finns inget sådant utkast i er arbetsyta."))


class NoSuchDisclosure(NotAllowed):
    """Not sent from this room, or never there: one answer for both."""

    def __init__(self) -> None:
        super().__init__(_("Det finns inget sådant utlämnande från er arbetsyta."))


class QuestionEnded(Refusal):
    """What was to be answered has run out, was withdrawn or corrected; which of them is not told."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Uppgiften som skulle besvaras har upphört, och då lämnas inget svar. "
                "Fråga avsändaren om den ska lämnas på nytt."
            )
        )


class NoSuchAgreement(NotAllowed):
    """The agreement is between other rooms."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan överenskommelse för er arbetsyta."))


class Missing(Refusal):
    """A field that the flow needs is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field=field)


class NotARoomForIt(Refusal):
    """The room can never hold a person (T32), or is the sender's own."""

    def __init__(self, field: str = "receiver") -> None:
        super().__init__(
            _("Den arbetsytan kan inte ta emot uppgifter om personer. Välj en annan."), field=field
        )


class NoRoad(Refusal):
    """No agreement in force, or the receiver's room is off (T29); the sentence says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="receiver")


class BadDays(Refusal):
    """An agreement or a turn on call that ends before it begins."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Slutet måste ligga efter början."), field=field)


class AlreadyConfirmed(Refusal):
    """The other side confirms once."""

    def __init__(self) -> None:
        super().__init__(_("Överenskommelsen är redan bekräftad eller avslutad."))


class OtherSideConfirms(Refusal):
    """Whoever wrote the agreement down can't confirm it for the other authority."""

    def __init__(self) -> None:
        super().__init__(_("Motparten bekräftar överenskommelsen, inte den som har lagt in den."))


class AlreadyEnded(Refusal):
    """It ended before."""

    def __init__(self) -> None:
        super().__init__(_("Det är redan avslutat. Öppna sidan igen och se vad som gäller."))


class TooManyPersons(Refusal):
    """Samlat beslut: at most fifteen (trust.md)."""

    def __init__(self) -> None:
        sentence = _("Ett samlat beslut rymmer högst %(most)s personer. Gör ett till för resten.")
        super().__init__(sentence % {"most": MOST_LINES})


class OnePerson(Refusal):
    """A single decision is about one person."""

    def __init__(self) -> None:
        super().__init__(
            _("Det här utlämnandet gäller en person. Gör ett samlat beslut om det gäller flera.")
        )


class AlreadyThere(Refusal):
    """Nobody stands twice in one decision."""

    def __init__(self) -> None:
        super().__init__(_("Personen finns redan i utkastet."))


class CantBeTold(Refusal):
    """Proposed, left, or overdue for review: nothing may be told."""

    def __init__(self) -> None:
        super().__init__(
            _("Om den här personen får inget lämnas ut: posten väntar på godkännande eller på granskning.")
        )


class ItemGone(Refusal):
    """What was ticked is no longer in the person's row."""

    def __init__(self) -> None:
        super().__init__(
            _("En vald uppgift finns inte längre hos personen. Öppna utkastet och välj på nytt."),
            field="items",
        )


class AtTheDecider(Refusal):
    """A draft that waits for its decider is changed by nobody else."""

    def __init__(self) -> None:
        super().__init__(_("Utkastet ligger hos beslutsfattaren. Ta tillbaka det om du vill ändra."))


class Busy(Refusal):
    """Two write at once; whoever waits too long is asked to try again."""

    def __init__(self) -> None:
        super().__init__(_("Någon annan sparar utkastet just nu. Vänta några sekunder och försök igen."))


class OtherVersion(Refusal):
    """What is decided is what was shown."""

    def __init__(self) -> None:
        super().__init__(_("Utkastet har ändrats sedan du öppnade det. Läs det igen innan du beslutar."))


class NoVerdict(Refusal):
    """Each person has an own yes or no."""

    def __init__(self, field: str = "verdict") -> None:
        super().__init__(_("Svara ja eller nej för varje person."), field=field)


class NotADecider(Refusal):
    """Whoever is said to have decided may not decide in this room."""

    def __init__(self) -> None:
        super().__init__(_("Den medlemmen får inte besluta om utlämnanden i dag."), field="decider")


class NotOnCall(Refusal):
    """Whoever decides by phone is on call, or the deputy of somebody who is."""

    def __init__(self) -> None:
        super().__init__(
            _("Den medlemmen är inte i jour nu, och inte heller ersättare för den som är det."),
            field="decider",
        )


class NobodyOnCall(Refusal):
    """Nobody can decide by phone; the sentence says where a turn is put in."""

    def __init__(self) -> None:
        super().__init__(NOBODY_ON_CALL, field="decider")


class OnlyUrgent(Refusal):
    """Only an urgent oral disclosure is completed, once."""

    def __init__(self) -> None:
        super().__init__(_("Det här utlämnandet är redan komplett."))


class Why(Protocol):
    """What stops it, by which law, and about whom."""

    @property
    def sentence(self) -> str: ...

    @property
    def citation(self) -> str: ...

    @property
    def who(self) -> str: ...


class Stopped(Refusal):
    """The rule's own checks stop it; ``who`` is for the page, never for a log."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.sentence, reason=f"({why.citation})" if why.citation else "")
        self.who = why.who
