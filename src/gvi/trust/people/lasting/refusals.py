"""What the flows of review and exit refuse."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.people.retention import NEED_LETTERS
from gvi.trust.refusals import Refusal


class NeedTooShort(Refusal):
    """A need that says nothing is no need."""

    def __init__(self) -> None:
        sentence = _(
            "Skriv i hela ord varför uppgifterna fortfarande behövs, med minst %(letters)s bokstäver."
        )
        super().__init__(sentence % {"letters": NEED_LETTERS}, field="need")


class SameWords(Refusal):
    """A renewal is thought anew, not pasted in."""

    def __init__(self) -> None:
        super().__init__(
            _("Samma ord har använts förut. Skriv vad som gäller nu, med nya ord."), field="need"
        )


class BasisIncomplete(Refusal):
    """A newer basis has words, evidence and a day, or there is none."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _(
                "Ett nyare underlag anges med grund, beteckning och datum. Fyll i alla tre eller lämna alla tomma."
            ),
            field=field,
        )


class BasisNotNewer(Refusal):
    """Only a newer basis moves the last day."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Underlaget är inte nyare än det som redan finns. Lämna fälten tomma om inget nytt har kommit."
            ),
            field="based_on",
        )


class NoSuchReason(Refusal):
    """The room has a list of reasons, and none of them names support."""

    def __init__(self) -> None:
        super().__init__(_("Välj ett av skälen i listan."), field="reason")


class WordsNeeded(Refusal):
    """Whoever has received the data must be told what was wrong."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv vad som var fel. De myndigheter som har fått uppgifterna läser det du skriver."),
            field="words",
        )


class NamesSupport(Refusal):
    """T17: an end never tells that somebody took help."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv inget om stöd eller hjälp: det får inte framgå av varför någon avslutas."), field="words"
        )


class DecisionIncomplete(Refusal):
    """A decision has a number, a decider and a day that has been."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fyll i beslutet som det står i protokollet."), field=field)
