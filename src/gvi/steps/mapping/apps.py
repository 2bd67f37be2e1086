"""Django registration of the problem analysis."""

from django.apps import AppConfig


class MappingConfig(AppConfig):
    """Analyses, audits, decisions and reports."""

    name = "gvi.steps.mapping"
    label = "mapping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how each analysis is worked out."""
        from gvi.steps.mapping.analyses import register
        from gvi.steps.mapping.flows import count_activity
        from gvi.steps.mapping.models import Analysis
        from gvi.steps.mapping.queries import chains, concentration, near_repeat

        register(Analysis.ACTIVITY, count_activity.METHOD)
        register(Analysis.CHAINS, chains.METHOD)
        register(Analysis.CONCENTRATION, concentration.METHOD)
        register(Analysis.NEAR_REPEAT, near_repeat.METHOD)
