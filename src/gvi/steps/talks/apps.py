"""Django registration of the step."""

from django.apps import AppConfig


class TalksConfig(AppConfig):
    """Individual talks: the board, the attempts and the quarter's counts."""

    name = "gvi.steps.talks"
    label = "talks"
    default_auto_field = "django.db.models.BigAutoField"
