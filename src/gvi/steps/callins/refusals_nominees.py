"""What the flows of nominees refuse, each in a sentence that says how to go on. None says what a person has done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gvi.trust.refusals import NotAllowed, Refusal


class NoSuchNominee(NotAllowed):
    """Another room's, kept for named officers, or never there: one answer for all."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan nominering i er arbetsyta."))


class CallInOver(Refusal):
    """Who is called is decided before the day."""

    def __init__(self) -> None:
        super().__init__(_("Call-in är hållen eller inställd. Listan ändras inte längre."))


class ListIsLocked(Refusal):
    """Three weeks before, the list stands."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Listan är låst. Ingen läggs till; en plats kan lämnas som inte aktuell denna gång, och en reserv "
                "kan ta den."
            )
        )


class NotPartOfIt(Refusal):
    """T11: whoever is only injured, a witness, close to someone or not suspected is not called."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen kan inte kallas: ingen gällande roll som misstänkt eller dömd och inget bekräftat "
                "medlemskap i en grupp. Behöver personen trygghet finns trygghetskontakt."
            )
        )


class AlreadyNominated(Refusal):
    """Records that were found to be one person are nominated once."""

    def __init__(self) -> None:
        super().__init__(_("Personen är redan nominerad till den här call-in."))


class OwnNomination(Refusal):
    """Two people stand behind every nomination."""

    def __init__(self) -> None:
        super().__init__(
            _("Du har själv nominerat personen. En annan i arbetsytan kontrollerar nomineringen.")
        )


class NomineeMoved(Refusal):
    """Someone else may have acted meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Läget har ändrats och tillåter inte det här. Öppna sidan igen och se vad som gäller.")
        )


class ThirdForMinor(Refusal):
    """T27: about somebody who may be under eighteen a decision maker decides who had no part in it before."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen är eller kan vara under 18 år. En beslutsfattare som varken har nominerat eller "
                "kontrollerat beslutar."
            )
        )


class ChooseDecision(Refusal):
    """Nothing is decided beforehand."""

    def __init__(self) -> None:
        super().__init__(_("Välj ett beslut."), field="decision")


class NoSecondSession(Refusal):
    """There are as many sessions as the plan says."""

    def __init__(self) -> None:
        super().__init__(_("Call-in hålls bara en gång den dagen."), field="session")


class SamePersonTwice(Refusal):
    """Nobody meets themself."""

    def __init__(self) -> None:
        super().__init__(_("Välj två olika personer."), field="second")


class AlreadyApart(Refusal):
    """A pair is said once."""

    def __init__(self) -> None:
        super().__init__(_("Paret finns redan på listan."), field="second")


class AlreadyLocked(Refusal):
    """The list is locked once."""

    def __init__(self) -> None:
        super().__init__(_("Listan är redan låst."))


class NobodyApproved(Refusal):
    """An empty list is not locked."""

    def __init__(self) -> None:
        super().__init__(_("Ingen är godkänd än. Besluta om de nominerade först."))


class StillUndecided(Refusal):
    """What is locked is decided."""

    def __init__(self, number: int) -> None:
        sentence: Promise | str = ngettext_lazy(
            "%(number)d nominering är inte beslutad. Besluta om den först.",
            "%(number)d nomineringar är inte beslutade. Besluta om dem först.",
            number,
        )
        super().__init__(str(sentence) % {"number": number})


class SomebodyBlocked(Refusal):
    """T11: whoever is no part of it any more is decided about before the list is locked."""

    def __init__(self) -> None:
        super().__init__(_("Någon som är godkänd kan inte längre kallas. Besluta om den först."))


class PairTogether(Refusal):
    """Two who must not meet are not called to the same session."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Två som inte får mötas står som godkända i samma omgång. Ändra omgång, eller låt en av dem stå "
                "som reserv eller inte aktuell denna gång."
            )
        )


class NotYetLooked(Refusal):
    """The last look is taken when the list is locked and the day is near."""

    def __init__(self) -> None:
        super().__init__(_("Den sista kontrollen görs den sista veckan före call-in, när listan är låst."))


class NobodyToHandOver(Refusal):
    """Everybody approved has been named already, or stands in a draft."""

    def __init__(self) -> None:
        super().__init__(_("Alla godkända är redan lämnade eller står i ett utkast till beslut."))


class NotToThatRoom(Refusal):
    """Names go to probation, and nowhere else."""

    def __init__(self) -> None:
        super().__init__(_("Polisens lista lämnas bara till Frivården."), field="receiver")


class NotHeldYet(Refusal):
    """What a call-in has reached is known when the absentees have had their week."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Vilka grupper som är nådda släpps tidigast en vecka efter call-in, när den är antecknad som hållen."
            )
        )


class ReleasedLately(Refusal):
    """T34: a change from one day to another would tell what happened in between."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Det har inte gått 30 dagar sedan nådda grupper senast släpptes, för den här eller en annan call-in. "
                "Vänta, och släpp alla grupper då."
            )
        )


class AnswersMissing(Refusal):
    """Nobody knows yet whether the message has come to a group: it is told neither as reached nor as not reached."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Frivården har inte lämnat om alla som kallades kom, så det går inte att säga om varje grupp är nådd. "
                "Be Frivården lämna de svar som saknas, eller håll ett samtal med gruppen, och släpp sedan."
            )
        )


class NoGroupOnItsOwnRow(Refusal):
    """There is no group that partners see by name."""

    def __init__(self) -> None:
        super().__init__(_("Ingen grupp står på egen rad för samverkan, så det finns inget att släppa."))


class AskedTooManySeats(Refusal):
    """There are as many seats as the room holds."""

    def __init__(self) -> None:
        super().__init__(
            _("Platserna räcker inte. Ange fler rader eller fler platser på varje rad."), field="rows"
        )


class SeatTaken(Refusal):
    """One to a seat."""

    def __init__(self) -> None:
        super().__init__(_("Två personer har fått samma plats. Ge dem olika platser."))
