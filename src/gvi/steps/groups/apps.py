"""Django registration of groups."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Code names in the joint space."""

    name = "gvi.steps.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the guard of joint text know the code names (trust.md, T34)."""
        from gvi.steps.groups.queries import visible_names
        from gvi.trust.workspaces.code_names import register

        register(visible_names)
