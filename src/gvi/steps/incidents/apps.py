"""Django registration of incidents."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Incidents in the joint space: no person, ever."""

    name = "gvi.steps.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"
