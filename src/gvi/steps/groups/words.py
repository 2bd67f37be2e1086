"""The words that groups, their relations and memberships are written in. None of them ranks a person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SourceKind(TextChoices):
    """What kind of source it is; never who."""

    INTELLIGENCE = "intelligence", _("underrättelsenotis")
    SURVEILLANCE = "surveillance", _("spaning")
    INVESTIGATION = "investigation", _("förundersökning")
    AUDIT = "audit", _("gruppgenomgång")
    PARTNER = "partner", _("uppgift från annan myndighet")
    OPEN = "open", _("öppen källa")
    OTHER = "other", _("annat")


class Cohesion(TextChoices):
    """How the group hangs together."""

    TIGHT = "tight", _("fast")
    MEDIUM = "medium", _("delvis fast")
    LOOSE = "loose", _("lös")
    UNKNOWN = "unknown", _("okänd")


class RelationKind(TextChoices):
    """How two groups stand to each other."""

    CONFLICT = "conflict", _("konflikt")
    ALLIANCE = "alliance", _("allians")
    UNCERTAIN = "uncertain", _("osäker")


class Intensity(TextChoices):
    """How strong a relation is."""

    HIGH = "high", _("hög")
    MEDIUM = "medium", _("medel")
    LOW = "low", _("låg")


class RelationEnd(TextChoices):
    """Why a relation no longer holds; empty while it does."""

    NONE = "", _("gäller")
    OVER = "over", _("har upphört")
    CHANGED = "changed", _("har ändrats till en annan")
    WRONG = "wrong", _("var felaktig")
    SUCCEEDED = "succeeded", _("gruppen har slagits samman, delats eller upplösts")


class MemberRole(TextChoices):
    """What part somebody takes in a group, as those who judged see it."""

    DRIVER = "driver", _("drivande")
    FOLLOWER = "follower", _("följer med")
    PERIPHERY = "periphery", _("i utkanten")


class Certainty(TextChoices):
    """How sure those who judged are."""

    HIGH = "high", _("hög")
    MEDIUM = "medium", _("medel")
    LOW = "low", _("låg")


class MembershipEnd(TextChoices):
    """Why a membership ended. None of them names support, and there is no room for other words."""

    NONE = "", _("gäller")
    LEFT = "left", _("har lämnat gruppen")
    MOVED = "moved", _("hör till en annan grupp")
    WRONG = "wrong", _("uppgiften var felaktig")
    DECEASED = "deceased", _("avliden")
    GROUP_ENDED = "group_ended", _("gruppen har slagits samman, delats eller upplösts")
    NOT_CONFIRMED = "not_confirmed", _("förslaget bekräftades inte")


class PersonSide(TextChoices):
    """The side somebody stands on in an incident; a victim is never a target."""

    SUSPECTED = "suspected", _("misstänkt")
    INJURED = "injured", _("målsägande")


class TieKind(TextChoices):
    """How two persons are known to hang together; kinship is none of these."""

    SEEN_TOGETHER = "seen_together", _("sedda tillsammans")
    STATED = "stated", _("uppgift om samröre")


class SuccessionKind(TextChoices):
    """How a group ended."""

    MERGED = "merged", _("slogs samman")
    SPLIT = "split", _("delades")
    DISSOLVED = "dissolved", _("upplöstes")
