"""The words that talks are asked for, tried and ended in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TalkKind(TextChoices):
    """The message of the strategy, or a contact for somebody's safety; the latter carries no message at all."""

    MESSAGE = "message", _("enskilt samtal")
    SAFETY = "safety", _("trygghetskontakt")


class Reason(TextChoices):
    """Why a talk is asked for; it decides how long there is (``deadlines.py``)."""

    REVENGE = "revenge", _("risk för hämnd")
    CONFLICT = "conflict", _("konflikt")
    ABSENT = "absent", _("kom inte till call-in")
    UNREACHED = "unreached", _("gruppen hade ingen vid call-in")
    PERIOD = "period", _("period med ökat fokus har börjat")
    RELEASE = "release", _("frigivning från anstalt")
    NEW = "new", _("ny i gruppen")
    ROUTINE = "routine", _("återkommande")
    REPEAT = "repeat", _("uppföljning")


class Outcome(TextChoices):
    """What came of an attempt."""

    MET = "met", _("träffade personen")
    FAMILY = "family", _("träffade familjen")
    NOT_HOME = "not_home", _("ingen hemma")
    REFUSED = "refused", _("ville inte tala")
    WRONG_ADDRESS = "wrong_address", _("fel adress")


class Line(TextChoices):
    """The four lines of the message."""

    NOT_DIE = "not_die", _("Vi vill inte att du dör")
    NOT_KILL = "not_kill", _("Vi vill inte att du dödar")
    GROUP = "group", _("Om våldet fortsätter kommer det att märkas för hela gruppen")
    HELP = "help", _("Vi vill att du tar emot hjälpen vi erbjuder")


class Stop(TextChoices):
    """Why a talk is not held. None of them names support."""

    NONE = "", _("gäller")
    UNSAFE = "unsafe", _("inte säkert att genomföra")
    WRONG_PERSON = "wrong_person", _("fel person")
    OPEN_CASE = "open_case", _("skulle röra ett öppet ärende")
    NOT_FOUND = "not_found", _("går inte att finna")
    NO_LONGER = "no_longer", _("inte längre aktuellt")


class Concern(TextChoices):
    """Whether a report of concern has been made for somebody under eighteen; it is made outside the product (T27)."""

    NONE = "", _("inte aktuellt")
    MADE = "made", _("ja, den är gjord")
    NOT_NEEDED = "not_needed", _("nej, bedömd som inte behövlig")
