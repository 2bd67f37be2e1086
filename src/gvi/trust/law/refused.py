"""What the flows about rules refuse, in words."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class NotThisRoomsRule(Refusal):
    """The rule doesn't lead out of this room: whoever discloses decides about it."""

    def __init__(self) -> None:
        super().__init__(
            _("Regeln gäller inte det som den här arbetsytan lämnar ut."),
            reason=_("Den myndighet som lämnar ut uppgifter avgör vilka regler den använder."),
        )


class NotVerified(Refusal):
    """Nobody else has verified the version."""

    def __init__(self) -> None:
        super().__init__(
            _("Regeln kan inte slås på än."),
            reason=_(
                "En jurist ska först ha kontrollerat just den här versionen, och det ska vara någon annan än du."
            ),
        )


class NotInForce(Refusal):
    """The version doesn't count today."""

    def __init__(self) -> None:
        super().__init__(
            _("Den här versionen av regeln gäller inte i dag."),
            reason=_(
                "En regel kan bara slås på medan den gäller. En ny version ska kontrolleras och slås på för sig."
            ),
        )


class AlreadyOn(Refusal):
    """It is on."""

    def __init__(self) -> None:
        super().__init__(_("Regeln är redan påslagen."))


class NotOn(Refusal):
    """It isn't on."""

    def __init__(self) -> None:
        super().__init__(_("Regeln är inte påslagen."))


class WordsMissing(Refusal):
    """Something that must be written is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Skriv vad som gäller. Fältet får inte vara tomt."), field=field)


class PersonNamed(Refusal):
    """The words hold an identity number."""

    def __init__(self) -> None:
        super().__init__(
            _("Texten innehåller ett personnummer eller samordningsnummer och är inte sparad."),
            reason=_("Det som står om en regel får inte peka ut en person."),
        )
