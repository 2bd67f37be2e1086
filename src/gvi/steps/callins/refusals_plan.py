"""What the flows of the joint plan refuse, each in a sentence that says how to go on (trust.md, T31 and T34)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class WrongCallInState(Refusal):
    """Someone else may have moved it meanwhile; a call-in that is over is not rewritten."""

    def __init__(self) -> None:
        super().__init__(
            _("Läget har ändrats och tillåter inte det här. Öppna sidan igen och se vad som gäller.")
        )


class DayWrong(Refusal):
    """A call-in is planned for a day to come, at most a year ahead."""

    def __init__(self) -> None:
        super().__init__(_("Välj en dag som kommer, högst ett år framåt."), field="day")


class DayNotCome(Refusal):
    """A call-in has been held when its day has come."""

    def __init__(self) -> None:
        super().__init__(_("Dagen har inte kommit än. Flytta dagen om den är ändrad."))


class PlanTooLong(Refusal):
    """The plan does not fit between today and the day."""

    def __init__(self, earliest: date) -> None:
        super().__init__(
            _(
                "Planen hinns inte till den dagen. Välj en dag från och med %(day)s, eller den förkortade planen."
            )
            % {"day": earliest},
            field="plan",
        )


class WordsNeeded(Refusal):
    """A text that the flow needs is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field=field)


class GroupNamed(Refusal):
    """T34: a group named in what everybody reads of a call-in would tell who is called."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Texten nämner gruppen %(name)s. Ta bort namnet.") % {"name": name},
            reason=_("Vilka grupper som kallas stannar hos polisen."),
        )


class OwnVersion(Refusal):
    """Two members stand behind what is said and how it is kept safe."""

    def __init__(self) -> None:
        super().__init__(_("Du skrev den här versionen. En annan än den som skrev godkänner."))


class VersionMoved(Refusal):
    """There is a newer version, or this one is approved already."""

    def __init__(self) -> None:
        super().__init__(_("Det finns en nyare version, eller så är den redan godkänd. Läs den som gäller."))


class SlotInUse(Refusal):
    """Only a place that nobody has been asked for is taken away."""

    def __init__(self) -> None:
        super().__init__(
            _("Platsen har använts och tas inte bort. Sätt läget till ”har tackat nej” om ingen talar.")
        )


class NobodyAsked(Refusal):
    """Who has been asked once is not unasked."""

    def __init__(self) -> None:
        super().__init__(
            _("Någon har redan tillfrågats. Välj tillfrågad, har tackat ja eller har tackat nej."),
            field="state",
        )


class ReasonForNo(Refusal):
    """Whoever says no-go says why."""

    def __init__(self) -> None:
        super().__init__(_("Skriv vad som saknas för att det ska gå att genomföra."), field="reason")


class SaidSince(Refusal):
    """A word that waited for the network came after a later one of the same authority."""

    def __init__(self) -> None:
        super().__init__(_("Er myndighet har lämnat ett senare besked. Säg det igen om det gäller."))


class NotYours(Refusal):
    """A line of the checklist is ticked by whoever runs the call-in, or by whose it is."""

    def __init__(self) -> None:
        super().__init__(_("Raden hör till en annan arbetsyta. Den eller samordnaren bockar av den."))


class NoHelpline(Refusal):
    """The card has one number, and it is the programme's."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Programmet saknar hjälptelefon. Skriv numret under Inställningar, Programmet, och kom sedan tillbaka."
            )
        )


class RunExists(Refusal):
    """The proposal is for an empty run-of-show."""

    def __init__(self) -> None:
        super().__init__(_("Körschemat är inte tomt. Ändra det som står där."))
