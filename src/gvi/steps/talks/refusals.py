"""What the flows of talks refuse, each in a sentence that says how to go on."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed, Refusal


class NoSuchTalk(NotAllowed):
    """Another room's, about somebody set apart or kept for named officers, or never there: one answer for all."""

    def __init__(self) -> None:
        super().__init__(_("Det finns inget sådant samtal i er arbetsyta."))


class WrongState(Refusal):
    """Someone else may have acted meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Samtalets läge har ändrats och tillåter inte det här. Öppna sidan igen och se vad som gäller.")
        )


class NotForMessage(Refusal):
    """T11: the message goes to who is part of the violence; others are met for their safety."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen är varken misstänkt, dömd eller bekräftad medlem i en grupp och får inget budskap. "
                "Begär en trygghetskontakt i stället."
            ),
            reason=_("En målsägande, ett vittne eller en närstående är aldrig mottagare av budskapet."),
            field="kind",
        )


class NoPartAnyMore(Refusal):
    """T11 on the day of each step: who is no part of it any more gets no message, however far the talk has come."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen är inte längre misstänkt, dömd eller bekräftad medlem i en grupp och får inget budskap. "
                "Stoppa eller avsluta samtalet, och begär en trygghetskontakt om personen behöver en."
            ),
            reason=_("En målsägande, ett vittne eller en närstående är aldrig mottagare av budskapet."),
        )


class GroupNeeded(Refusal):
    """The message is about a group."""

    def __init__(self) -> None:
        super().__init__(_("Välj vilken grupp budskapet gäller."), field="group")


class CallInNeeded(Refusal):
    """Absent or unreached from which call-in."""

    def __init__(self) -> None:
        super().__init__(_("Välj vilken call-in det gäller."), field="callin")


class NotLater(Refusal):
    """A talk may be made earlier, never later."""

    def __init__(self, latest: datetime) -> None:
        told = date_format(localtime(latest), "j F H.i")
        super().__init__(
            _("Tiden får bara bli tidigare. Senast är %(latest)s.") % {"latest": told}, field="day"
        )


class NotPast(Refusal):
    """What is to be done lies ahead."""

    def __init__(self, field: str = "day") -> None:
        super().__init__(_("Tiden har redan varit. Välj en som kommer."), field=field)


class AskedAlready(Refusal):
    """One talk for one reason at a time."""

    def __init__(self) -> None:
        super().__init__(
            _("Det finns redan ett pågående samtal med personen av samma anledning. Öppna det på tavlan.")
        )


class OwnRequest(Refusal):
    """Two people stand behind every talk."""

    def __init__(self) -> None:
        super().__init__(
            _("Du har själv begärt samtalet. En annan, samordnare eller beslutsfattare, godkänner.")
        )


class OwnApproval(Refusal):
    """T27: under eighteen two others than who asked."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen är eller kan vara under 18 år. En annan än den som begärde och den som godkände först "
                "godkänner också."
            )
        )


class SecondNeeded(Refusal):
    """T27: nothing is prepared before the second approval."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen är eller kan vara under 18 år. En andra person ska godkänna innan samtalet förbereds."
            )
        )


class ConcernNeeded(Refusal):
    """T27: the question is answered."""

    def __init__(self) -> None:
        super().__init__(
            _("Personen är eller kan vara under 18 år. Svara på om en orosanmälan är gjord."), field="concern"
        )


class ReferenceNeeded(Refusal):
    """A report that has been made has a reference."""

    def __init__(self) -> None:
        super().__init__(_("Skriv orosanmälans beteckning."), field="concern_reference")


class GuardiansNeeded(Refusal):
    """T27: guardians are planned for."""

    def __init__(self) -> None:
        super().__init__(_("Skriv hur vårdnadshavare är med, eller varför inte."), field="guardians")


class NotOnCall(Refusal):
    """Who decides by phone is on call."""

    def __init__(self) -> None:
        super().__init__(
            _("Den du valde är inte i jour nu. Välj någon som är det."),
            field="decider",
        )


class NotConfirming(Refusal):
    """Only who decided by phone confirms it."""

    def __init__(self) -> None:
        super().__init__(_("Den som beslutade i telefon bekräftar själv, och bara en gång."))


class LetterNotApproved(Refusal):
    """Only an approved letter is used."""

    def __init__(self) -> None:
        super().__init__(_("Brevet är inte godkänt. Välj en godkänd version."), field="letter")


class OwnLetter(Refusal):
    """A second member approves a letter."""

    def __init__(self) -> None:
        super().__init__(_("Du har själv skrivit brevet. En annan i arbetsytan godkänner det."))


class LetterDone(Refusal):
    """A version is approved once."""

    def __init__(self) -> None:
        super().__init__(_("Versionen är redan godkänd."))


class TeamKnown(Refusal):
    """One name, one team."""

    def __init__(self) -> None:
        super().__init__(_("Det finns redan ett lag med det namnet."), field="name")


class CheckMissing(Refusal):
    """No attempt without the check of the day."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dagens säkerhetskontroll är inte gjord, eller någon fråga är besvarad med nej. Gör kontrollen först."
            )
        )


class NoLinesHere(Refusal):
    """A safety contact carries no message, and lines are said to somebody."""

    def __init__(self) -> None:
        super().__init__(
            _("Budskapet sägs bara till den som träffas, och aldrig vid en trygghetskontakt."), field="lines"
        )


class AnotherAttempt(Refusal):
    """An id from a phone belongs to one attempt."""

    def __init__(self) -> None:
        super().__init__(_("Försöket hör till ett annat samtal. Öppna sidan igen."))


class ReasonMissing(Refusal):
    """A talk is stopped for one of the reasons."""

    def __init__(self) -> None:
        super().__init__(_("Välj varför samtalet stoppas."), field="reason")


class FollowedUp(Refusal):
    """Twice, after fourteen and sixty days."""

    def __init__(self) -> None:
        super().__init__(_("Uppföljningarna är redan inlagda."))


class FollowUpsOpen(Refusal):
    """Closed when what follows it has ended."""

    def __init__(self) -> None:
        super().__init__(_("En uppföljning pågår. Samtalet avslutas när båda är klara."))


class NotAClosedQuarter(Refusal):
    """Quarters are released when they have ended, one after another."""

    def __init__(self) -> None:
        super().__init__(
            _("Kvartal lämnas ett i taget, i ordning och när de är slut. Öppna sidan igen."), field="ends"
        )
