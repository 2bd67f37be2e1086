"""Django registration of the step."""

from django.apps import AppConfig


class CallinsConfig(AppConfig):
    """The call-in: plan, speakers, nominees, summons and the day."""

    name = "gvi.steps.callins"
    label = "callins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell of summons where they matter: cards, persons' pages, extracts, answers, the first page."""
        from gvi.steps.callins.extracting_invitees import register_lines
        from gvi.steps.callins.invitee_cards import register_cards
        from gvi.steps.callins.telling_answers import register_answers
        from gvi.steps.callins.waits_invitees import register_waits

        register_answers()
        register_cards()
        register_lines()
        register_waits()
