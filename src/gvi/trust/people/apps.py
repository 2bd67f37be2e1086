"""The app of persons."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons by kind of room, their review, exit and erasure."""

    name = "gvi.trust.people"
    label = "people"

    def ready(self) -> None:
        """Let the guard of joint free text find the own room's names, and the log's review what only persons tell."""
        from gvi.trust.people.duplicates.told import register_waiting
        from gvi.trust.people.extracts.own import register_lines
        from gvi.trust.people.lasting.waits import register_waits
        from gvi.trust.people.log_rules import register_all
        from gvi.trust.people.own_names import find_own_names
        from gvi.trust.people.told import register_retention
        from gvi.trust.people.waits import register_approvals
        from gvi.trust.workspaces.free_text import register

        register(find_own_names)
        register_lines()
        register_all()
        register_retention()
        register_waiting()
        register_approvals()
        register_waits()
