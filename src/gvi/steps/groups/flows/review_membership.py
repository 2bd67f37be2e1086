"""Review a membership that holds: why the assessment stands, in fresh words; part, certainty and source may change.

Whoever proposed it may renew it, and leaves what it says to another member, as another confirmed it.
What has lapsed is not renewed: it is proposed anew, and another member looks at it again (T14, T15).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from gvi.steps.groups.flows.about_persons import locked_row, own_source, person_to_write, written
from gvi.steps.groups.flows.checks import refuse_ended
from gvi.steps.groups.models import Membership, Source
from gvi.steps.groups.refused_persons import (
    HasEnded,
    HasLapsed,
    NotConfirmed,
    OwnChange,
    SameWords,
    WordsTooShort,
)
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.words import Certainty, MemberRole
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.retention import NEED_LETTERS
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right

SAID = """
    select exists (
        select 1 from (
            select m.review_words as words from groups_membership m where m.id = %(id)s
            union all select m.basis from groups_membership m where m.id = %(id)s
            union all select r.review_words from groups_membershiprevision r where r.pgh_obj_id = %(id)s
        ) before where gvi.said(before.words) = gvi.said(%(words)s)
    )
"""


@dataclass(frozen=True)
class Review:
    """What the review came to."""

    words: str
    role: MemberRole
    certainty: Certainty
    source: Source
    accuracy: Accuracy


def review_membership(membership: Membership, review: Review, *, by: Actor, at: datetime) -> Membership:
    """Keep the membership until its next review."""
    by.require(Right.WRITE_MEMBERSHIPS)
    words = written(review.words, "words")
    if sum(letter.isalnum() for letter in words) < NEED_LETTERS:
        raise WordsTooShort
    with transaction.atomic():
        current = locked_row(Membership, membership.pk)
        _refuse(current, words, at)
        if current.by == own_member(by) and _changes(current, review):
            raise OwnChange
        person = person_to_write(current.person_id, at=at)
        current.reviewed_on, current.review_words = localdate(at), words
        current.role, current.certainty = review.role, review.certainty
        current.source, current.accuracy = own_source(review.source), review.accuracy
        changed = ["reviewed_on", "review_words", "role", "certainty", "source", "accuracy"]
        current.save(update_fields=changed)
        write(Operation.CHANGE, "groups.review_membership", by=by, kind="person", record=person.pk)
    return Membership.objects.get(pk=current.pk)


def _changes(current: Membership, review: Review) -> bool:
    """Whether the review makes the membership say something else."""
    said = (current.role, current.certainty, current.source_id, current.accuracy)
    return said != (review.role, review.certainty, review.source.pk, review.accuracy)


def _refuse(current: Membership, words: str, at: datetime) -> None:
    state = current.reads_as(localdate(at))
    if state is MembershipState.LAPSED:
        raise HasLapsed
    if state is MembershipState.REMOVED:
        raise HasEnded
    if state is not MembershipState.CONFIRMED:
        raise NotConfirmed
    refuse_ended(current.group)
    with connection.cursor() as cursor:
        cursor.execute(SAID, {"id": current.pk, "words": words})
        if cursor.fetchone()[0]:
            raise SameWords
