"""Django registration of the problem analysis."""

from django.apps import AppConfig


class MappingConfig(AppConfig):
    """Analyses, audits, decisions and reports."""

    name = "gvi.steps.mapping"
    label = "mapping"
    default_auto_field = "django.db.models.BigAutoField"
