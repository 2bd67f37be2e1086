"""What may happen to a disclosure, in one table that flows, documentation and ``sql/disclosures.sql`` share.

A draft is the sender's alone. A decision is one immutable row; what happens afterwards is added to it. Expiry needs
no job: it is the day.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Form(TextChoices):
    """How it is decided."""

    SINGLE = "single", _("enskilt beslut")
    JOINT = "joint", _("samlat beslut")
    URGENT = "urgent", _("muntligt, brådskande")


class Outcome(TextChoices):
    """What was decided."""

    DECIDED = "decided", _("beslutat")
    REFUSED = "refused", _("avslaget")


class Move(TextChoices):
    """What is added to a decision afterwards."""

    RECEIVED = "received", _("mottaget")
    COMPLETED = "completed", _("kompletterat")
    WITHDRAWN = "withdrawn", _("återkallat")
    CORRECTED = "corrected", _("rättat")


ENDING = frozenset({Move.WITHDRAWN, Move.CORRECTED})


class Status(TextChoices):
    """Where a disclosure stands, as the sender reads it; the receiver reads the last three as *upphörd*."""

    DECIDED = "decided", _("beslutat")
    REFUSED = "refused", _("avslaget")
    RECEIVED = "received", _("mottaget")
    EXPIRED = "expired", _("löpt ut")
    WITHDRAWN = "withdrawn", _("återkallat")
    CORRECTED = "corrected", _("rättat")


class Verdict(TextChoices):
    """What is said of one line of a draft; nothing is prefilled."""

    NONE = "", _("inte besvarad")
    YES = "yes", _("lämna ut")
    NO = "no", _("lämna inte ut")


MOST_LINES = 15
COMPLETE_HOURS = 24
