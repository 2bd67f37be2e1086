"""Which agreements are in force, in sentences for the register of processing (``law.processing``)."""

from datetime import date

from django.utils.translation import gettext as _

from gvi.trust.disclosures.models import Agreement
from gvi.trust.disclosures.queries.agreements import in_force
from gvi.trust.law.processing.told import Topic, register
from gvi.trust.workspaces.actor import Actor


def agreements_told(actor: Actor, day: date) -> list[str]:
    """Each agreement of ``actor``'s room that holds on ``day``; one query."""
    return sorted(_sentence(actor, agreement) for agreement in in_force(actor, day).values())


def _sentence(actor: Actor, agreement: Agreement) -> str:
    other = agreement.second if agreement.first_id == actor.workspace_id else agreement.first
    words = {"room": other.name, "reference": agreement.reference, "until": agreement.valid_until.isoformat()}
    return _("%(room)s: %(reference)s, gäller till och med %(until)s.") % words


def register_agreements() -> None:
    """Let the register of processing know."""
    register(Topic.AGREEMENTS, agreements_told)
