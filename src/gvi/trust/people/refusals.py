"""What the flows of persons refuse, each in a sentence that says how to go on. None repeats what was typed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed, Refusal


class NoSuchPerson(NotAllowed):
    """The person is another room's, set apart, kept for named officers, or was never there: one answer for all."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan person i er arbetsyta."))


class Missing(Refusal):
    """A field that the room must fill in is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field=field)


class NotKeptHere(Refusal):
    """The room may not keep this about anybody."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Den uppgiften får er arbetsyta inte ha. Lämna fältet tomt."), field=field)


class Wrong(Refusal):
    """A field holds something that it can't hold."""

    def __init__(self, field: str, sentence: str | Promise) -> None:
        super().__init__(sentence, field=field)


class InTheFuture(Refusal):
    """What a person is based on has happened."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Dagen ligger i framtiden. Rätta den."), field=field)


class TooOld(Refusal):
    """The basis is so old that the person would be set apart at once (T15: the dates are the law's)."""

    def __init__(self) -> None:
        super().__init__(
            _("Underlaget är för gammalt: personen skulle avskiljas genast. Det behövs ett nyare underlag."),
            field="based_on",
        )


class Overdue(Refusal):
    """T14: past its review the row is read and not written."""

    def __init__(self) -> None:
        super().__init__(
            _("Granskningen är försenad, så uppgifterna kan bara läsas. Granska personen först.")
        )


class WrongState(Refusal):
    """Someone else may have acted meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Läget har ändrats och tillåter inte det här. Öppna sidan igen och se vad som gäller.")
        )


class ApproveOwn(Refusal):
    """T27: two people."""

    def __init__(self) -> None:
        super().__init__(
            _("Den som har lagt in uppgifterna godkänner dem inte. Be en kollega som får godkänna.")
        )


class BecomesMinor(Refusal):
    """T27: somebody under eighteen comes in through a second person's approval, not by a change of date."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Med det svaret var personen under 18 år vid inläggningen, eller kan ha varit det. Avsluta "
                "posten och lägg in personen på nytt, så att en andra person får godkänna."
            ),
            field="birth_date",
        )


class NotAnOfficer(Refusal):
    """3:2 p. 2: whoever enters a person must be among those who may see the person."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence, field="officers")


class LastRole(Refusal):
    """T10: nobody is kept without a role."""

    def __init__(self) -> None:
        super().__init__(_("Personen skulle stå utan roll. Lägg först till den roll som gäller i stället."))


class DropSuspicion(Refusal):
    """T13: a suspicion that ends is dropped, so that those who have been told are told again."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "En misstanke avslutas under Misstanken har upphört, så att de som fått uppgiften får veta det."
            )
        )


class NotSuspected(Refusal):
    """There is no suspicion to drop."""

    def __init__(self) -> None:
        super().__init__(_("Personen har ingen roll som misstänkt."))


class AlreadyHeld(Refusal):
    """The role holds already."""

    def __init__(self) -> None:
        super().__init__(_("Personen har redan den rollen."), field="role")


class NoSuchBatch(NotAllowed):
    """The file is another room's, or was never there."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan fil i er arbetsyta."))
