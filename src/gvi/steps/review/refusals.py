"""What the flows of the review refuse, each in a sentence that says how to go on (trust.md, T31 and T34)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class WrongState(Refusal):
    """Someone else may have acted meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Läget har ändrats och tillåter inte det här. Öppna sidan igen och se vad som gäller.")
        )


class Missing(Refusal):
    """A text that the flow needs is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field=field)


class TieRefused(Refusal):
    """T34: nothing in the joint space ties a group to an incident."""

    def __init__(self, field: str = "group") -> None:
        super().__init__(
            _("En uppgift i samverkan nämner en grupp eller en händelse, aldrig båda."),
            reason=_("Kopplingen mellan en grupp och en händelse stannar hos polisen."),
            field=field,
        )


class CodeNameBesideIncident(TieRefused):
    """T34 by words: the text of an incident's task names a group."""

    def __init__(self, code_name: str) -> None:
        super().__init__("title")
        self.sentence = _(
            "Uppgiften hör till en händelse, men texten nämner gruppen %(name)s. "
            "Ta bort namnet eller välj gruppen i stället för händelsen."
        ) % {"name": code_name}


class NotAhead(Refusal):
    """A due time or a meeting lies behind."""

    def __init__(self, field: str = "due") -> None:
        super().__init__(_("Tiden har redan varit. Välj en tid som kommer."), field=field)


class TooFarAhead(Refusal):
    """A year typed wrong: a meeting lies at most a year ahead, a task at most five."""

    def __init__(self, field: str = "due") -> None:
        sentence = _(
            "Tiden ligger för långt fram: ett möte högst ett år, en uppgift högst fem. Rätta datumet."
        )
        super().__init__(sentence, field=field)


class NotYours(Refusal):
    """A joint task is closed and moved by the room that answers for it, or by whoever runs the meetings."""

    def __init__(self) -> None:
        super().__init__(
            _("Uppgiften hör till en annan arbetsyta. Den som ansvarar eller mötets samordnare gör det här.")
        )


class NotInTheRoom(Refusal):
    """A task's person works in the room that answers for the task."""

    def __init__(self) -> None:
        super().__init__(
            _("Personen arbetar inte i den arbetsyta som ansvarar. Välj en annan."), field="member"
        )


class AnotherMeeting(Refusal):
    """One meeting a day, and one at a time."""

    def __init__(self) -> None:
        super().__init__(_("Det finns redan ett möte den dagen, eller ett som pågår."), field="planned_at")


class MeetingNotYet(Refusal):
    """A meeting opens on its day."""

    def __init__(self) -> None:
        super().__init__(
            _("Mötet är planerat till en senare dag. Ställ in det och planera ett nytt om dagen är ändrad.")
        )


class OtherVersion(Refusal):
    """Someone saved a judgement while this one was written."""

    def __init__(self) -> None:
        super().__init__(
            _("Någon har sparat en nyare bedömning. Läs den och spara igen om din fortfarande gäller.")
        )


class NotGroupRelated(Refusal):
    """Sides are groups: an incident that is not group-related has none."""

    def __init__(self) -> None:
        super().__init__(
            _("Händelsen är bedömd som inte grupprelaterad men har grupper på sidorna. Ändra det ena."),
            field="gmi",
        )


class AnswerNotEarlier(Refusal):
    """An answer comes after what it answers."""

    def __init__(self) -> None:
        super().__init__(_("En händelse kan bara vara svar på en tidigare händelse."), field="answer_to")


class NotForQuickReview(Refusal):
    """The quick review is for shootings, explosions and killings."""

    def __init__(self) -> None:
        super().__init__(_("Snabbgenomgång görs efter skjutningar, sprängningar och dödligt våld."))


class NoKilling(Refusal):
    """Acute mode follows a killing."""

    def __init__(self) -> None:
        super().__init__(_("Dygnsplanen startas när någon har dödats. Händelsen har ingen död."))


class PlanStarted(Refusal):
    """One plan an incident."""

    def __init__(self) -> None:
        super().__init__(_("Dygnsplanen är redan startad."))


class SecrecyTestTooShort(Refusal):
    """A secrecy test is written, not ticked."""

    def __init__(self, least: int) -> None:
        super().__init__(
            _(
                "Skriv menprövningen med ord: vem kan skadas av att uppgiften lämnas, "
                "och varför kan den ändå lämnas? Minst %(least)s tecken."
            )
            % {"least": least},
            field="test",
        )


class MonthTooYoung(Refusal):
    """Figures are released for a month that ended at least 30 days ago."""

    def __init__(self, earliest: date) -> None:
        super().__init__(
            _("Månaden måste ha slutat för minst 30 dagar sedan. Siffrorna kan lämnas från %(day)s.")
            % {"day": earliest},
            field="month_end",
        )


class NotAMonthEnd(Refusal):
    """Figures are counted to the last day of a month."""

    def __init__(self) -> None:
        super().__init__(_("Datumet är inte den sista dagen i en månad."), field="month_end")


class MonthReleased(Refusal):
    """What was released stays as it was."""

    def __init__(self) -> None:
        super().__init__(_("Siffrorna för den månaden är redan lämnade och ändras inte."), field="month_end")


class NotJudged(Refusal):
    """An answer is part of a judgement, so there must be one."""

    def __init__(self) -> None:
        super().__init__(_("Händelsen är inte bedömd än. Bedöm den först, så kan svaret sparas."))


class NeedsConfirmation(Refusal):
    """T31 and T34: the text may point at a person or a group and nobody has said that it does not."""

    def __init__(self, told: str) -> None:
        super().__init__(
            _(
                "Texten kan peka ut en person eller en grupp: %(what)s. Ändra texten eller bekräfta att den får lämnas."
            )
            % {"what": told}
        )
