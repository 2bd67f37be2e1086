"""That somebody belongs to a group, as something police may tell: while it is confirmed, and until its review.

The database holds both (``sql/groups.sql``); when the membership ends, the receivers are told (``end_membership``).
"""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.utils.timezone import localdate

from gvi.steps.groups.models import Membership
from gvi.steps.groups.queries.memberships import held_on
from gvi.steps.groups.states import FIRST
from gvi.trust.disclosures.offers import Offered, register
from gvi.trust.law.words import DataClass, Secrecy
from gvi.trust.people.words import StatementKind


def membership_offers(persons: Mapping[UUID, UUID]) -> dict[UUID, list[Offered]]:
    """The code names that may be told of each person: one query. ``persons`` gives the record each is read under."""
    held = held_on(localdate()).filter(person__in=list(persons), group__state__in=FIRST)
    found: dict[UUID, list[Offered]] = defaultdict(list)
    told: set[tuple[UUID, UUID]] = set()
    for one in held.select_related("group").order_by("-review_due", "id"):
        about = (persons[one.person_id], one.group_id)
        if about not in told:
            told.add(about)
            found[about[0]].append(_offer(one))
    return found


def _offer(one: Membership) -> Offered:
    return Offered(
        key=f"group:{one.pk}",
        data_class=DataClass.GROUP,
        text=one.group.code_name,
        secrecy=Secrecy.POLICE,
        assertion=StatementKind.ASSESSMENT,
        membership=one.pk,
        until=one.review_due,
    )


def register_offers() -> None:
    """Called when Django starts."""
    register(membership_offers)
