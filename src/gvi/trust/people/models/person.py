"""A person in one room, with dated roles, graded statements and reviews. Every row is sealed by row security.

What a room may keep follows from its kind, and ``sql/people.sql`` refuses the rest: police in full or a bare
local reference, probation a short list, social services a case number only, every other room nothing.
"""

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from gvi.trust.law.words import Secrecy
from gvi.trust.people import words
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.models.programme import SvKey

KEY: "models.TextField[str, str]" = models.TextField(db_collation="C")


# The record that a person is read under. The database's own functions say it in these words (CASE, where COALESCE would
# do): behind row security an index serves only what PostgreSQL knows to leak nothing, and COALESCE is not on its list.
ROOT = Case(When(merged_into__isnull=True, then="id"), default="merged_into")


class Sealed(models.Model):
    """A row of one room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="PersonRevision")
class Person(Sealed):
    """Someone the strategy is about, as one room knows them.

    ``under_eighteen`` is the answer where the birth date is not known, and empty where it is (T27).
    ``review_due``, ``hidden_on``, ``ends_on`` and ``erase_on`` are the database's: whatever is written there is
    overwritten. ``based_on`` is the day of the latest sourced basis. ``merged_into`` points at the record that
    this one was found to be the same person as; both rows stay, so that a wrong merge can be undone.
    """

    state = models.CharField(max_length=10, choices=words.State, default=words.State.ACTIVE)
    local_reference = models.CharField(_("lokal beteckning"), max_length=60, blank=True)
    given_name = models.CharField(_("förnamn"), max_length=80, blank=True)
    surname = models.CharField(_("efternamn"), max_length=80, blank=True)
    birth_date = models.DateField(_("födelsedatum"), null=True, blank=True)
    under_eighteen = models.CharField(
        _("under 18 år"),
        max_length=7,
        choices=words.UnderEighteen,
        default=words.UnderEighteen.NONE,
        blank=True,
    )
    identity_number = models.CharField(_("personnummer eller samordningsnummer"), max_length=13, blank=True)
    identity_hash = models.CharField(max_length=64, blank=True, editable=False)
    protected = models.BooleanField(_("skyddade personuppgifter"), default=False)
    address = models.CharField(_("adress"), max_length=200, blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    purpose = models.CharField(_("ändamål"), max_length=300, blank=True)
    regime = models.CharField(
        _("behandlas som"), max_length=12, choices=words.Regime, default=words.Regime.NONE, blank=True
    )
    basis = models.CharField(_("grund"), max_length=300, blank=True)
    evidence = models.CharField(_("underlag, beteckning"), max_length=120, blank=True)
    based_on = models.DateField(_("underlagets datum"))
    concern = models.CharField(
        _("orosanmälan"), max_length=16, choices=words.Concern, default=words.Concern.NONE, blank=True
    )
    concern_reference = models.CharField(_("orosanmälan, beteckning"), max_length=60, blank=True)
    entered_on = models.DateField(editable=False)
    entered_by = models.UUIDField(editable=False)
    approved_by = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    reviewed_on = models.DateField(null=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    exited_at = models.DateTimeField(null=True, editable=False)
    exit_reason = models.CharField(
        max_length=20, choices=words.ExitReason, default=words.ExitReason.NONE, blank=True, editable=False
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="merged",
        db_constraint=False,
        editable=False,
    )
    review_due = models.DateField(editable=False)
    hidden_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    erase_on = models.DateField(null=True, editable=False)
    name_key = models.GeneratedField(
        expression=SvKey(Concat(F("surname"), Value(" "), F("given_name"))), output_field=KEY, db_persist=True
    )
    given_key = models.GeneratedField(expression=SvKey(F("given_name")), output_field=KEY, db_persist=True)
    reference_key = models.GeneratedField(
        expression=SvKey(F("local_reference")), output_field=KEY, db_persist=True
    )

    class Meta:
        ordering = ("name_key", "reference_key", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "name_key", "id"], name="people_person_name"),
            models.Index(fields=["workspace", "given_key"], name="people_person_given"),
            models.Index(fields=["workspace", "reference_key"], name="people_person_reference"),
            models.Index(
                fields=["workspace", "identity_hash"],
                name="people_person_identity",
                condition=~Q(identity_hash=""),
            ),
            models.Index(fields=["workspace", "review_due"], name="people_person_review"),
            models.Index(fields=["erase_on"], name="people_person_erase"),
            models.Index(
                fields=["workspace", "merged_into"],
                name="people_person_merged",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index("workspace", ROOT, name="people_person_root"),
        ]

    def __str__(self) -> str:
        return str(self.id)


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="PersonRoleRevision")
class PersonRole(Sealed):
    """One role with its day and source; several may hold at once, and an ended one says why it ended."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles", db_constraint=False)
    role = models.CharField(_("roll"), max_length=14, choices=words.PersonRoleName)
    since = models.DateField(_("sedan"))
    source = models.CharField(_("källa"), max_length=200)
    until = models.DateField(_("till"), null=True, blank=True)
    end_reason = models.CharField(_("varför den upphörde"), max_length=200, blank=True)
    by = models.UUIDField(editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="people_role_sourced", condition=~Q(source="")),
            models.CheckConstraint(
                name="people_role_ended", condition=Q(until__isnull=True) | ~Q(end_reason="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "person"], name="people_role_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="StatementRevision")
class Statement(Sealed):
    """What is said of a person: fact or assessment, with source and grades. Withdrawn, never rewritten.

    ``secrecy`` is the one it came under: what social services have told stays theirs wherever it goes.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="statements", db_constraint=False
    )
    kind = models.CharField(_("slag"), max_length=10, choices=words.StatementKind)
    text = models.TextField(_("uppgift"), max_length=2000)
    source = models.CharField(_("källa"), max_length=200)
    reliability = models.CharField(_("källans tillförlitlighet"), max_length=1, choices=words.Reliability)
    accuracy = models.CharField(_("uppgiftens riktighet"), max_length=1, choices=words.Accuracy)
    secrecy = models.CharField(_("sekretess"), max_length=10, choices=Secrecy, default=Secrecy.POLICE)
    said_on = models.DateField(_("datum"))
    by = models.UUIDField(editable=False)
    at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(_("varför den dras tillbaka"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="people_statement_withdrawn",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
            ),
            models.CheckConstraint(
                name="people_statement_graded",
                condition=Q(kind__in=words.StatementKind.values)
                & Q(reliability__in=words.Reliability.values)
                & Q(accuracy__in=words.Accuracy.values)
                & ~Q(source="")
                & ~Q(text=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "person", "-said_on"], name="people_statement_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class PersonReview(Sealed):
    """A renewal: the need in fresh words, and a newer basis if there is one. Added, never changed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews", db_constraint=False)
    need = models.TextField(_("varför uppgifterna fortfarande behövs"), max_length=1000)
    basis = models.CharField(_("ny grund"), max_length=300, blank=True)
    evidence = models.CharField(_("underlag, beteckning"), max_length=120, blank=True)
    based_on = models.DateField(_("underlagets datum"), null=True, blank=True)
    by = models.UUIDField(editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "person", "-at"], name="people_review_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d}"


class Officer(Sealed):
    """A named officer who may see a person processed under 3:2 p. 2; nobody else can, in any way."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="officers", db_constraint=False)
    member = models.UUIDField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person", "member"], name="people_officer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.member}"
