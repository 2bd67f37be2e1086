"""Write the next version of a group's profile; what it was before stays (domain.md, "Groups", police W)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from gvi.steps.groups.flows.checks import locked, refuse_ahead, refuse_ended, refuse_persons
from gvi.steps.groups.models import Group, Profile, Source
from gvi.steps.groups.refusals import OtherVersion, SizeTurned
from gvi.steps.groups.words import Cohesion
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewProfile:
    """What is said of a group from ``as_of`` on."""

    as_of: date
    source: Source
    accuracy: Accuracy
    aliases: tuple[str, ...] = ()
    areas: tuple[UUID, ...] = ()
    size_low: int | None = None
    size_high: int | None = None
    cohesion: Cohesion = Cohesion.UNKNOWN


def write_profile(group: Group, new: NewProfile, *, after: int, by: Actor, at: datetime) -> Profile:
    """Add the version that follows ``after``, the one its author had before their eyes (0: none)."""
    by.require(Right.WRITE_MAPPING)
    _check(new, at)
    with transaction.atomic():
        (current,) = locked([group])
        refuse_ended(current)
        latest = Profile.objects.filter(group=current).aggregate(latest=Max("version"))["latest"] or 0
        if latest != after:
            raise OtherVersion
        profile = Profile.objects.create(
            group=current,
            version=after + 1,
            as_of=new.as_of,
            aliases=list(new.aliases),
            areas=list(new.areas),
            size_low=new.size_low,
            size_high=new.size_high,
            cohesion=new.cohesion,
            source=new.source,
            accuracy=new.accuracy,
            **signed(by, at),
        )
        write(Operation.COLLECT, "groups.write_profile", by=by, kind="group", record=group.pk)
    return profile


def _check(new: NewProfile, at: datetime) -> None:
    refuse_ahead(new.as_of, at, "as_of")
    refuse_persons("\n".join(new.aliases), "aliases")
    if (new.size_low is None) != (new.size_high is None) or (new.size_low or 0) > (new.size_high or 0):
        raise SizeTurned
