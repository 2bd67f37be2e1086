"""What a room has decided about the rules, and which of them it may disclose by today; each in a few queries."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gvi.trust.law.models import RuleAct, RuleVersion
from gvi.trust.law.words import Act
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind, own_room
from gvi.trust.workspaces.kinds import Kind

SWITCHING = (Act.ENABLED, Act.DISABLED)


def in_force(day: date) -> QuerySet[RuleVersion]:
    """The versions that count on ``day``: valid, and no later version of the same rule has begun to be."""
    later = RuleVersion.objects.filter(
        code=OuterRef("code"), version__gt=OuterRef("version"), valid_from__lte=day
    )
    valid = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    return RuleVersion.objects.filter(valid).exclude(Exists(later)).order_by("code", "version")


def switched_on(room: UUID, day: date) -> QuerySet[RuleVersion]:
    """The versions in force on ``day`` whose latest switching in ``room`` is on."""
    switching = RuleAct.objects.filter(rule=OuterRef("pk"), workspace=room, act__in=SWITCHING)
    latest = switching.order_by("-at").values("act")[:1]
    return in_force(day).annotate(switch=Subquery(latest)).filter(switch=Act.ENABLED)


def undecided(actor: Actor, day: date) -> list[bool]:
    """For each rule in force out of ``actor``'s room that nobody has switched: whether it is verified; one query."""
    acts = RuleAct.objects.filter(rule=OuterRef("pk"), workspace=own_room(actor))
    mine = in_force(day).filter(from_kinds__contains=[own_kind(actor)])
    unswitched = mine.exclude(Exists(acts.filter(act__in=SWITCHING)))
    verified = Exists(acts.filter(act=Act.VERIFIED))
    return list(unswitched.annotate(verified=verified).values_list("verified", flat=True))


def enabled_rules(actor: Actor, receiver_kind: Kind, day: date) -> list[RuleVersion]:
    """The rules by which ``actor``'s room may disclose to a room of ``receiver_kind`` on ``day``; one query."""
    between = Q(from_kinds__contains=[own_kind(actor)], to_kinds__contains=[receiver_kind])
    return list(switched_on(own_room(actor), day).filter(between))


def is_on(rule: RuleVersion, room: UUID) -> bool:
    """Whether the latest switching of ``rule`` in ``room`` is on, in force or not."""
    switching = RuleAct.objects.filter(rule=rule, workspace=room, act__in=SWITCHING).order_by("-at")
    return switching.values_list("act", flat=True).first() == Act.ENABLED
