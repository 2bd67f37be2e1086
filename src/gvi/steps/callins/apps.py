"""Django registration of the step."""

from django.apps import AppConfig


class CallinsConfig(AppConfig):
    """The call-in: plan, speakers, nominees, summons and the day."""

    name = "gvi.steps.callins"
    label = "callins"
    default_auto_field = "django.db.models.BigAutoField"
