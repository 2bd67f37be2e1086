"""Django registration of groups."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Code names in the joint space."""

    name = "gvi.steps.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the guard of joint text know the code names (trust.md, T34); tell of memberships where they matter."""
        from gvi.steps.groups.extracting import register_lines
        from gvi.steps.groups.of_person import register_section
        from gvi.steps.groups.queries import visible_names
        from gvi.steps.groups.row_waits import register_row_waits
        from gvi.steps.groups.telling import register_offers
        from gvi.steps.groups.waits import register_waits
        from gvi.trust.workspaces.code_names import register

        register(visible_names)
        register_lines()
        register_section()
        register_offers()
        register_waits()
        register_row_waits()
