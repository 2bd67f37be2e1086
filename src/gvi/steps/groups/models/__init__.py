"""Tables of groups: the code name is joint, all else is sealed in the police room (domain.md, "Groups")."""

from gvi.steps.groups.models.joint import Group
from gvi.steps.groups.models.known import Profile, RowDecision, Source, Succession
from gvi.steps.groups.models.persons import Involvement, Membership, PersonTie
from gvi.steps.groups.models.relations import Relation, RelationSign

__all__ = [
    "Group",
    "Involvement",
    "Membership",
    "PersonTie",
    "Profile",
    "Relation",
    "RelationSign",
    "RowDecision",
    "Source",
    "Succession",
]
