"""Django registration of the review."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Meetings, judgements, tasks and releases."""

    name = "gvi.steps.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the hand-over how open tasks change hands, and requests for public records of the minutes."""
        from gvi.steps.review.handing import register_tasks
        from gvi.steps.review.joint_documents import register_documents

        register_tasks()
        register_documents()
