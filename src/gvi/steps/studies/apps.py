"""Django registration of the step."""

from django.apps import AppConfig


class StudiesConfig(AppConfig):
    """Studies, published effects, the evaluator's extract, and the police's own study of groups."""

    name = "gvi.steps.studies"
    label = "studies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let a request for public records find locked plans, extracts and released sentences."""
        from gvi.steps.studies.joint_documents import register_documents

        register_documents()
