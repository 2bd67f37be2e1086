"""The app of the rules."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LawConfig(AppConfig):
    """Rules as files, and each room's own decisions about them."""

    name = "gvi.trust.law"
    label = "law"

    def ready(self) -> None:
        """Let the migrations bring in the rules (the floor below needn't know of them), and tell what waits."""
        sync = import_module("gvi.trust.law.sync")
        post_migrate.connect(sync.after_migrate, sender=self, dispatch_uid="law.rules")
        waiting = import_module("gvi.trust.workspaces.waiting")
        waiting.register("law", import_module("gvi.trust.law.overview").what_waits)
