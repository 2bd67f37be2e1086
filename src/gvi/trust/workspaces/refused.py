"""The refusals of rooms and members, each with its sentence and the rule behind it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed, Refusal


class NotInThisRoom(NotAllowed):
    """The member belongs to another room; the answer is the same as if there were none."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan medlem i din arbetsyta."))


class OwnRights(Refusal):
    """Nobody gives themselves a role or makes themselves a deputy."""

    def __init__(self, field: str = "") -> None:
        sentence = _("Ingen ger sig själv behörighet. Be en annan administratör.")
        super().__init__(sentence, field=field)


class RoleNotHere(Refusal):
    """The role does not exist in this kind of room (domain.md, "Who")."""

    def __init__(self) -> None:
        super().__init__(_("Den rollen finns inte i den här arbetsytan."), field="role")


class BadPeriod(Refusal):
    """A grant or a deputyship with impossible days."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence, field="ends")


class AddressTaken(Refusal):
    """The e-mail address already signs somebody in; one sign-in works in exactly one room."""

    def __init__(self) -> None:
        super().__init__(_("Adressen används redan av ett annat konto."), field="email")


class Left(Refusal):
    """The member has left."""

    def __init__(self) -> None:
        super().__init__(_("Medlemmen har slutat."))


class LastAdministrator(Refusal):
    """A room without an administrator could never let anyone in again."""

    def __init__(self) -> None:
        super().__init__(_("Arbetsytan måste ha en administratör. Ge rollen till någon annan först."))


class AlreadySignedIn(Refusal):
    """An invitation is for someone who has never signed in; a lost device takes two people."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Medlemmen har redan loggat in. En förlorad säkerhetsfaktor ersätts av två personer tillsammans."
            )
        )


class TwoPeople(Refusal):
    """Whoever asks for a reset, or needs it, can't approve it."""

    def __init__(self) -> None:
        super().__init__(_("Den som har bett om återställningen, eller behöver den, kan inte godkänna den."))


class AlreadyDecided(Refusal):
    """The request is already approved."""

    def __init__(self) -> None:
        super().__init__(_("Återställningen är redan godkänd."))


class ApproveOwn(Refusal):
    """Whoever gave the role, or is to hold it, can't be the second person."""

    def __init__(self) -> None:
        super().__init__(_("Den som har gett rollen, eller ska ha den, kan inte godkänna den."))


class AlreadyApproved(Refusal):
    """The role is approved or ended already."""

    def __init__(self) -> None:
        super().__init__(_("Rollen är redan godkänd eller avslutad."))


class DeputyWithoutCases(Refusal):
    """A deputyship would be a way around the second person that a case role takes."""

    def __init__(self) -> None:
        sentence = _("Ställföreträdaren måste själv ha en godkänd roll som arbetar med ärenden.")
        super().__init__(sentence, field="deputy")


class AlreadyFounded(Refusal):
    """One installation is one programme."""

    def __init__(self) -> None:
        super().__init__(_("Programmet finns redan. En installation är ett program."))


class RoomTaken(Refusal):
    """Two rooms with one name could not be told apart."""

    def __init__(self) -> None:
        super().__init__(_("Det finns redan en arbetsyta med det namnet."), field="name")


class AreaTaken(Refusal):
    """Two areas with one name could not be told apart."""

    def __init__(self) -> None:
        super().__init__(_("Det finns redan ett område med det namnet."), field="name")


class SamePerson(Refusal):
    """Work is handed to somebody else."""

    def __init__(self) -> None:
        super().__init__(_("Välj en annan medlem än den det gäller."), field="deputy")
