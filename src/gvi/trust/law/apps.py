"""The app of the rules."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Rules as files, and each room's own decisions about them."""

    name = "gvi.trust.law"
    label = "law"
