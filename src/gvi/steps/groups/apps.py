"""Django registration of groups."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Code names in the joint space."""

    name = "gvi.steps.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"
