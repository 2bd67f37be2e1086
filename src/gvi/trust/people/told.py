"""How long persons stay in a room, in sentences for the register of processing (``law.processing``); the days are
``retention``'s, so that the register can't say anything else than what the database does.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from gvi.trust.law.processing.told import Topic, register
from gvi.trust.people.retention import (
    APART_DAYS,
    FIRST_REVIEW_DAYS,
    HOUSE_MONTHS,
    MINOR_DIVISOR,
    NEXT_REVIEW_DAYS,
    NOT_COMMON_MONTHS,
    READ_ONLY_DAYS,
)
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind


def how_long(actor: Actor, day: date) -> list[str]:
    """The time limits of ``actor``'s room."""
    return list(_sentences(actor.kind))


def _sentences(kind: Kind | None) -> Iterator[str]:
    review = {"first": FIRST_REVIEW_DAYS, "next": NEXT_REVIEW_DAYS}
    yield _("Behovet prövas första gången efter %(first)s dagar och sedan var %(next)s:e dag.") % review
    minors = {"first": FIRST_REVIEW_DAYS // MINOR_DIVISOR, "next": NEXT_REVIEW_DAYS // MINOR_DIVISOR}
    yield _("För den som är under 18 år efter %(first)s dagar och sedan var %(next)s:e dag.") % minors
    missed = {"locked": READ_ONLY_DAYS, "apart": APART_DAYS}
    yield (
        _(
            "Uteblir prövningen låses posten, avskiljs efter %(locked)s dagar och gallras efter ytterligare %(apart)s."
        )
        % missed
    )
    longest = _("Utan nytt underlag avslutas posten senast efter %(months)s månader.")
    yield longest % {"months": HOUSE_MONTHS}
    if kind is Kind.POLICE:
        common = _(
            "Uppgifter som inte är gemensamt tillgängliga: högst %(months)s månader från registreringen."
        )
        yield common % {"months": NOT_COMMON_MONTHS}
    if kind is Kind.SOCIAL_SERVICES:
        yield _("Gallring sker bara enligt nämndens eget gallringsbeslut.")


def register_retention() -> None:
    """Let the register of processing know."""
    register(Topic.PERSONS, how_long)
