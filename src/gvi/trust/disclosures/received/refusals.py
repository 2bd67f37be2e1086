"""What the receiver is refused, in words."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class Ended(Refusal):
    """Nothing can be acknowledged, printed or chosen any more."""

    def __init__(self) -> None:
        super().__init__(_("Utlämnandet har upphört. Uppgifterna går inte längre att läsa."))


class AlreadyReceived(Refusal):
    """Somebody in the room was first."""

    def __init__(self) -> None:
        super().__init__(_("Mottagandet är redan bekräftat av någon i er arbetsyta."))
