"""What the flows of an audit session refuse, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class WrongAuditState(Refusal):
    """Someone else may have opened, cancelled or approved it meanwhile; what is approved is locked."""

    def __init__(self) -> None:
        super().__init__(
            _("Läget har ändrats och tillåter inte det här. Öppna sidan igen och se vad som gäller.")
        )


class AnotherAudit(Refusal):
    """One audit at a time is planned or goes on."""

    def __init__(self) -> None:
        super().__init__(
            _("En annan gruppgenomgång är planerad eller pågår. Avsluta den eller ställ in den först."),
            field="planned_on",
        )


class AuditDayWrong(Refusal):
    """An audit is planned for today or later, at most a year ahead."""

    def __init__(self) -> None:
        super().__init__(_("Välj en dag från och med i dag, högst ett år framåt."), field="planned_on")


class WordsMissing(Refusal):
    """What has changed, or should end, is said in words."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv vad som har ändrats, eller varför gruppen bör vila, slås samman, delas eller upplösas."),
            field="words",
        )


class NothingDecided(Refusal):
    """Minutes without a group say nothing."""

    def __init__(self) -> None:
        super().__init__(_("Ingen grupp är genomgången än. Gå igenom minst en grupp före godkännandet."))


class NobodyThere(Refusal):
    """The minutes say which functions were there."""

    def __init__(self) -> None:
        super().__init__(_("Skriv vilka funktioner som var med, före godkännandet."), field="functions")


class OwnAudit(Refusal):
    """Two members stand behind the minutes."""

    def __init__(self) -> None:
        super().__init__(
            _("Du öppnade gruppgenomgången. En annan i arbetsytan godkänner minnesanteckningarna."),
            reason=_("Två personer står bakom det som bedömts om grupperna."),
        )


class FunctionsTooMany(Refusal):
    """A function is a few words, and there are a handful of them."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv högst 20 funktioner, med högst 80 tecken var, en på varje rad."), field="functions"
        )
