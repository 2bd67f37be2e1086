"""Django registration of the problem analysis."""

from django.apps import AppConfig


class MappingConfig(AppConfig):
    """Analyses, audits, decisions and reports."""

    name = "gvi.steps.mapping"
    label = "mapping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how each analysis is worked out, and requests for public records where those released are."""
        from gvi.steps.mapping.analyses import register
        from gvi.steps.mapping.audit_waits import register_waits
        from gvi.steps.mapping.flows import count_activity, make_analysis
        from gvi.steps.mapping.joint_documents import register_documents
        from gvi.steps.mapping.models import Analysis
        from gvi.steps.mapping.queries import chains, concentration, near_repeat
        from gvi.steps.mapping.told_of_groups import register_lines

        register(Analysis.ACTIVITY, count_activity.METHOD)
        register(Analysis.CHAINS, chains.METHOD)
        register(Analysis.CONCENTRATION, concentration.METHOD)
        register(Analysis.NEAR_REPEAT, near_repeat.METHOD)
        register(Analysis.REPORT, make_analysis.METHOD)
        register_documents()
        register_lines()
        register_waits()
