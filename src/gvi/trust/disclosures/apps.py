"""The app of disclosures."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Agreements, drafts, decisions, and what the receiver may read."""

    name = "gvi.trust.disclosures"
    label = "disclosures"

    def ready(self) -> None:
        """Hear of corrections; tell of drafts to hand over, of who has been told what, of what belongs to whom."""
        from gvi.trust.disclosures.flows.correct import correct_everywhere
        from gvi.trust.disclosures.handing import register_drafts
        from gvi.trust.disclosures.received.extracting import register_lines
        from gvi.trust.disclosures.told import register_agreements
        from gvi.trust.disclosures.tracing import register_belonging
        from gvi.trust.disclosures.waits import register_waits
        from gvi.trust.people.corrections import register

        register(correct_everywhere)
        register_drafts()
        register_lines()
        register_agreements()
        register_belonging()
        register_waits()
