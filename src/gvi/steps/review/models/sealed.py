"""What stays in the police room: judgements, sides, quick reviews, sealed tasks, minutes, releases (W).

Every table here has a ``workspace`` and is sealed by row security in its migration. Judgements are added, never
changed: a new version supersedes the last, and all versions stay.
"""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.models.joint import Meeting
from gvi.steps.review.states import TaskState
from gvi.trust.workspaces.models.programme import SvKey
from gvi.trust.workspaces.models.signed import Signed


class Gmi(models.TextChoices):
    """Group-member-involved: a victim or a suspect belongs to a group, whatever the motive."""

    KNOWN = "known", _("känd")
    SUSPECTED = "suspected", _("misstänkt")
    NO = "no", _("nej")
    UNKNOWN = "unknown", _("okänd")


class Certainty(models.TextChoices):
    """How sure those who judged are."""

    HIGH = "high", _("hög")
    MEDIUM = "medium", _("medel")
    LOW = "low", _("låg")


class Motive(models.TextChoices):
    """Why, as far as one knows."""

    DISPUTE = "dispute", _("personlig konflikt")
    RETALIATION = "retaliation", _("hämnd")
    MARKET = "market", _("narkotikamarknad")
    DOMESTIC = "domestic", _("nära relation")
    OTHER = "other", _("annat")
    UNKNOWN = "unknown", _("okänt")


class Side(models.TextChoices):
    """The side a group stands on in an incident."""

    ACTING = "acting", _("misstänkt sida")
    SUFFERING = "suffering", _("utsatt sida")


class Judgement(Signed):
    """One version of the room's judgement of an incident."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    gmi = models.CharField(_("grupprelaterad"), max_length=10, choices=Gmi)
    certainty = models.CharField(_("säkerhet"), max_length=6, choices=Certainty)
    motive = models.CharField(_("motiv"), max_length=12, choices=Motive)
    answer_to = models.ForeignKey(
        Incident,
        verbose_name=_("svar på"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    risk = models.TextField(_("risk för hämnd"), blank=True, max_length=2000)
    warn = models.TextField(_("behöver varnas eller skyddas"), blank=True, max_length=2000)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "incident", "version"], name="review_judgement_version"
            ),
            models.CheckConstraint(name="review_judgement_other", condition=~Q(answer_to=F("incident"))),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["workspace", "-at"],
                include=["incident", "version", "gmi"],
                name="review_judgement_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} v{self.version}"


class JudgementSide(Signed):
    """A group on one side of the incident, as one judgement saw it."""

    judgement = models.ForeignKey(
        Judgement, on_delete=models.PROTECT, related_name="sides", db_constraint=False
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "judgement", "group", "side"], name="review_side_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at"], include=["group"], name="review_side_at"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.side}"


class QuickReview(Signed):
    """Snabbgenomgång: five minutes on a phone, before confirmation, by whoever is on call."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    groups = models.CharField(_("vilka grupper kan det röra"), max_length=300, blank=True)
    risk = models.TextField(_("risk för hämnd"), max_length=2000)
    warn = models.TextField(_("behöver varnas eller skyddas"), blank=True, max_length=2000)
    talks = models.BooleanField(_("samtal behövs"))

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "incident", "-at"], name="review_quick_incident"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.at:%Y-%m-%d %H:%M}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="SealedTaskRevision")
class SealedTask(Signed):
    """A task that stays in the room; unlike a joint one it may name both a group and an incident."""

    title = models.CharField(_("uppgift"), max_length=200)
    why = models.CharField(_("varför"), max_length=300, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.UUIDField(_("ansvarig"), null=True, blank=True)
    due = models.DateTimeField(_("klart senast"))
    moved_reason = models.CharField(_("varför den flyttades"), max_length=200, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    outcome = models.CharField(_("resultat"), max_length=300, blank=True)
    sort = models.GeneratedField(
        expression=SvKey(F("title")), output_field=models.TextField(), db_persist=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "state", "due"], name="review_sealedtask_open"),
        ]

    def __str__(self) -> str:
        return self.title


class AcuteStep(Signed):
    """One step of the 24-hour plan after a killing: due by the clock, ticked by whoever did it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    due = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "incident", "code"], name="review_acute_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.due:%H:%M}"


class AnswerVerdict(Signed):
    """What people said of a suggested answer: this incident answered that one, or it did not.

    ``rule`` is the rule that suggested it, in words, and ``window_days`` its window. Accepted, it is written into the
    next version of the judgement as well.
    """

    class Verdict(models.TextChoices):
        """Yes or no; a suggestion nobody has looked at has no row."""

        ACCEPTED = "accepted", _("ja, ett svar")
        REJECTED = "rejected", _("nej, inte ett svar")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    window_days = models.FloatField()
    rule = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="review_verdict_other", condition=~Q(earlier=F("incident"))),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "incident", "-at"], name="review_verdict_incident"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.verdict}"


class PoliceMinutes(Signed):
    """The police's own minutes of a meeting, as they made themselves: PDF, kept in the room."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    pdf = models.BinaryField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "meeting"], name="review_minutes_once"),
        ]

    def __str__(self) -> str:
        return str(self.meeting_id)


class Release(Signed):
    """A decision to release something to the joint space: what, the secrecy test in words, by whom."""

    class What(models.TextChoices):
        """Only what domain.md allows ever leaves the room."""

        TASK = "task", _("uppgift")
        FIGURES = "figures", _("månadens antal")
        ANALYSIS = "analysis", _("problemanalys utan hemliga uppgifter")
        REACH = "reach", _("vilka grupper som har nåtts")
        TALKS = "talks", _("kvartalets antal om enskilda samtal")
        WEDGE = "wedge", _("en mening om kontakt med grupper")

    what = models.CharField(max_length=8, choices=What)
    target = models.UUIDField()
    test = models.TextField(_("menprövning"), max_length=1000)

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
