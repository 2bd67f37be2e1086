"""Django registration of the desk; it has no tables of its own."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What needs doing today, by role."""

    name = "gvi.steps.desk"
    label = "desk"
