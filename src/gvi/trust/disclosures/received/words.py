"""How a received disclosure stands, as its receiver reads it (trust.md, "Disclosure").

Expired, withdrawn, corrected, an agreement that ended and a sender that closed its room all read *upphörd*.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """New until somebody acknowledges it, open while its items can be read, ended afterwards."""

    NEW = "new", _("ny")
    OPEN = "open", _("mottagen")
    ENDED = "ended", _("upphörd")
