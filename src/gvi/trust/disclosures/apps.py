"""The app of disclosures."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Agreements, drafts, decisions, and what the receiver may read."""

    name = "gvi.trust.disclosures"
    label = "disclosures"
