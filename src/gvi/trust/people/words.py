"""The words a person's row is written in: roles of the law, regimes, grades, ends. None of them ranks anybody."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """A person waits for a second approver, is active, or has left."""

    PROPOSED = "proposed", _("väntar på andra godkännande")
    ACTIVE = "active", _("aktiv")
    EXITED = "exited", _("avslutad")


class PersonRoleName(TextChoices):
    """The role in the meaning of the law; shown beside the name wherever the name is shown (T12)."""

    SUSPECTED = "suspected", _("misstänkt")
    CONVICTED = "convicted", _("dömd")
    INJURED = "injured", _("målsägande")
    WITNESS = "witness", _("vittne")
    CLOSE_TO = "close_to", _("närstående")
    NOT_SUSPECTED = "not_suspected", _("inte misstänkt")


class Regime(TextChoices):
    """How a police purpose is processed (polisens brottsdatalag 2018:1693, 3 kap. 2 §)."""

    NONE = "", _("gäller inte")
    NOT_COMMON = "not_common", _("inte gemensamt tillgänglig")
    COMMON_P1 = "common_p1", _("gemensamt tillgänglig, 3:2 p. 1")
    COMMON_P2 = "common_p2", _("gemensamt tillgänglig, 3:2 p. 2, namngivna tjänstemän")


class StatementKind(TextChoices):
    """Whether it is a fact or an assessment; without it a statement can't leave the room (T09)."""

    FACT = "fact", _("faktauppgift")
    ASSESSMENT = "assessment", _("bedömning")


class Reliability(TextChoices):
    """How reliable the source is (European admiralty grades)."""

    A = "A", _("A, helt tillförlitlig")
    B = "B", _("B, vanligen tillförlitlig")
    C = "C", _("C, ganska tillförlitlig")
    D = "D", _("D, vanligen inte tillförlitlig")
    E = "E", _("E, inte tillförlitlig")
    F = "F", _("F, kan inte bedömas")


class Accuracy(TextChoices):
    """How accurate the information is."""

    CONFIRMED = "1", _("1, bekräftad av annan källa")
    PROBABLE = "2", _("2, trolig")
    POSSIBLE = "3", _("3, möjlig")
    DOUBTFUL = "4", _("4, tveksam")
    IMPROBABLE = "5", _("5, osannolik")
    UNKNOWN = "6", _("6, kan inte bedömas")


class Concern(TextChoices):
    """Whether a report of concern (orosanmälan) has been made; it goes outside the product."""

    NONE = "", _("inte besvarad")
    REPORTED = "reported", _("orosanmälan är gjord")
    TO_BE_REPORTED = "to_be_reported", _("orosanmälan görs i dag")
    NOT_CALLED_FOR = "not_called_for", _("det finns inget som ger anledning till orosanmälan")


class UnderEighteen(TextChoices):
    """The answer where no birth date is known (T27); *yes* and *unknown* are treated alike."""

    NONE = "", _("födelsedatum är angivet")
    YES = "yes", _("ja")
    NO = "no", _("nej, enligt underlaget")
    UNKNOWN = "unknown", _("vet inte")


class ExitReason(TextChoices):
    """Why somebody leaves the room. None of them names support."""

    NONE = "", _("inte avslutad")
    NO_LONGER_NEEDED = "no_longer_needed", _("uppgifterna behövs inte längre")
    SUSPICION_DROPPED = "suspicion_dropped", _("misstanken har upphört")
    WRONG_PERSON = "wrong_person", _("fel person")
    MOVED = "moved", _("inte längre i området")
    DECEASED = "deceased", _("avliden")
    TIME = "time", _("tiden är ute")


class PairState(TextChoices):
    """What people have said about two records that may be one person."""

    OPEN = "open", _("att ta ställning till")
    SAME = "same", _("samma person")
    DIFFERENT = "different", _("inte samma person")


class BatchState(TextChoices):
    """A file of persons waits for a second person."""

    PROPOSED = "proposed", _("väntar på beslut")
    APPROVED = "approved", _("godkänd")
    REJECTED = "rejected", _("avvisad")
