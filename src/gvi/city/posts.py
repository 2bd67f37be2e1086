"""Which posts each kind of room has: at least one for every role of domain.md, "Who".

A post may stand in for another in the same room, so that every decider has a deputy and open work has
somebody to go to when a colleague leaves.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Post:
    """A role with its Swedish title; `stands_in_for` names the role this post deputises for."""

    role: str
    function: str
    stands_in_for: str | None = None
    on_call: bool = False


IN_EVERY_ROOM = (
    Post("log_reviewer", "Loggranskare"),
    Post("lawyer", "Jurist"),
    Post("rules_decider", "Beslutsfattare för regler"),
    Post("rules_decider", "Ställföreträdande beslutsfattare för regler", "rules_decider"),
    Post("dpo", "Dataskyddsombud"),
    Post("administrator", "Administratör"),
)

CONTACTS = (
    Post("contact_person", "Kontaktperson"),
    Post("contact_person", "Ställföreträdande kontaktperson", "contact_person"),
)
COORDINATORS = (
    Post("coordinator", "Samordnare"),
    Post("coordinator", "Biträdande samordnare", "coordinator"),
    Post("reader", "Läsare"),
)

POSTS: dict[str, tuple[Post, ...]] = {
    "police": (
        Post("coordinator", "Samordnare"),
        Post("analyst", "Analytiker", "coordinator"),
        Post("decision_maker", "Beslutsfattare, lokalpolisområdet"),
        Post("decision_maker", "Ställföreträdande beslutsfattare", "decision_maker"),
        Post("decision_maker", "Jourhavande beslutsfattare", "decision_maker", on_call=True),
        Post("patrol_leader", "Gruppchef, yttre tjänst"),
    ),
    "probation": (
        Post("coordinator", "Samordnare"),
        Post("probation_officer", "Frivårdsinspektör", "coordinator"),
    ),
    "social_services": (
        Post("coordinator", "Samordnare"),
        Post("case_worker", "Handläggare", "coordinator"),
    ),
    "prosecutor": CONTACTS,
    "tax_crime": CONTACTS,
    "tax": CONTACTS,
    "enforcement": CONTACTS,
    "social_insurance": CONTACTS,
    "municipality": COORDINATORS,
    "county_board": COORDINATORS,
    "evaluator": (
        Post("evaluator", "Utvärderare"),
        Post("evaluator", "Biträdande utvärderare", "evaluator"),
    ),
}


def posts_of(kind: str) -> tuple[Post, ...]:
    """Return every post of a kind of room, its own first."""
    return POSTS[kind] + IN_EVERY_ROOM
