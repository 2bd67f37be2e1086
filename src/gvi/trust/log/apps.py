"""Django registration of the log."""

from importlib import import_module

from django.apps import AppConfig


class LogConfig(AppConfig):
    """The append-only log, its seal and its monthly review."""

    name = "gvi.trust.log"
    label = "log"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the rules that need nothing but the log itself."""
        import_module("gvi.trust.log.rules.own").register_own()
