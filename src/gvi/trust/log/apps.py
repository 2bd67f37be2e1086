"""Django registration of the log."""

from django.apps import AppConfig


class LogConfig(AppConfig):
    """The append-only log and its seal."""

    name = "gvi.trust.log"
    label = "log"
    default_auto_field = "django.db.models.BigAutoField"
