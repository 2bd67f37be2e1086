"""Django registration of rooms and members."""

from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    """Authorities, members, grants and the programme itself."""

    name = "gvi.trust.workspaces"
    label = "workspaces"
    default_auto_field = "django.db.models.BigAutoField"
