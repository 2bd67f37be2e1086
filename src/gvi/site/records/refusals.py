"""What is refused about requests for public records, in words that say how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class Missing(Refusal):
    """A field is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field=field)


class WrongDays(Refusal):
    """The period ends before it begins, or the request has not come in yet."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Datumet går inte. Kontrollera dagarna."), field=field)


class ReferenceTaken(Refusal):
    """Two requests under one number could not be told apart."""

    def __init__(self) -> None:
        super().__init__(_("Diarienumret används redan för en annan begäran."), field="reference")


class AlreadyRouted(Refusal):
    """A request is routed once, as the documents were then."""

    def __init__(self) -> None:
        super().__init__(_("Begäran är redan lämnad vidare eller avslutad."))


class NothingFound(Refusal):
    """There is nobody to route to."""

    def __init__(self) -> None:
        super().__init__(
            _("Det finns inga gemensamma handlingar från de dagarna. Avsluta begäran med ert svar.")
        )


class NotYours(Refusal):
    """Only whoever owns documents, or took the request in when there are none, says that it is answered."""

    def __init__(self) -> None:
        super().__init__(
            _("Här finns inget som er myndighet ska svara på."),
            reason=_(
                "Den myndighet som förvarar en handling prövar om den kan lämnas ut (2 kap. tryckfrihetsförordningen)."
            ),
        )
