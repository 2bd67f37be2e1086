"""What the review of the log refuses, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gvi.trust.refusals import Refusal


class MonthNotOver(Refusal):
    """A month is reviewed when it has ended."""

    def __init__(self) -> None:
        super().__init__(_("Månaden är inte slut. Granskningen görs när den är det."))


class Signed(Refusal):
    """A signed review stays as it is."""

    def __init__(self) -> None:
        super().__init__(_("Granskningen är signerad och ändras inte."))


class NotSigned(Refusal):
    """Protocol and advice follow the signature."""

    def __init__(self) -> None:
        super().__init__(_("Granskningen är inte signerad än."))


class OwnEvent(Refusal):
    """Nobody reviews what they did themselves; another log reviewer does, or the data protection officer sees it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Det här har du gjort själv. En annan loggranskare bedömer det, "
                "annars visas det för dataskyddsombudet."
            )
        )


class NoteNeeded(Refusal):
    """What is not simply in order is explained."""

    def __init__(self) -> None:
        super().__init__(_("Skriv vad förklaringen är, eller vad som är fel."), field="note")


class WordsNeeded(Refusal):
    """An outcome and an advice are words."""

    def __init__(self) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field="words")


class NotJudged(Refusal):
    """Everything is judged before the signature."""

    def __init__(self, left: int) -> None:
        sentence = ngettext("%(left)s post är inte bedömd.", "%(left)s poster är inte bedömda.", left)
        super().__init__(sentence % {"left": left}, reason=_("Bedöm dem först, signera sedan."))


class OwnNotJudged(Refusal):
    """What nobody has judged is not without remark."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dina egna poster är inte bedömda. Utfallet kan inte vara utan anmärkning: "
                "någon annan ska bedöma dem."
            ),
            field="outcome",
        )


class BreachFound(Refusal):
    """A breach among the items is the month's outcome."""

    def __init__(self) -> None:
        super().__init__(
            _("Minst en post är bedömd som överträdelse. Då är det också månadens utfall."), field="outcome"
        )


class NamesSomebody(Refusal):
    """The protocol leaves the room, and no person is in it."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _(
                "Texten innehåller något som ser ut som ett personnummer. Ta bort det: här står inga personuppgifter."
            ),
            field=field,
        )
