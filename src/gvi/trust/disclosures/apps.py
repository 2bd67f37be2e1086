"""The app of disclosures."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Agreements, drafts, decisions, and what the receiver may read."""

    name = "gvi.trust.disclosures"
    label = "disclosures"

    def ready(self) -> None:
        """Hear of corrections to a person, and tell the hand-over how drafts change hands."""
        from gvi.trust.disclosures.flows.correct import correct_everywhere
        from gvi.trust.disclosures.handing import register_drafts
        from gvi.trust.people.corrections import register

        register(correct_everywhere)
        register_drafts()
