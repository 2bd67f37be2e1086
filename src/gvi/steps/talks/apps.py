"""Django registration of the step."""

from django.apps import AppConfig


class TalksConfig(AppConfig):
    """Individual talks: the board, the attempts and the quarter's counts."""

    name = "gvi.steps.talks"
    label = "talks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell of talks where they matter: on a person's and a group's page, in an extract, on the first page."""
        from gvi.steps.talks.extracting import register_lines as register_extract
        from gvi.steps.talks.of_person import register_section
        from gvi.steps.talks.reached_groups import register_reach
        from gvi.steps.talks.told_of_groups import register_lines
        from gvi.steps.talks.waits import register_waits

        register_extract()
        register_section()
        register_lines()
        register_waits()
        register_reach()
