"""Django registration of the step."""

from django.apps import AppConfig


class CallinsConfig(AppConfig):
    """The call-in: plan, speakers, nominees, summons and the day."""

    name = "gvi.steps.callins"
    label = "callins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell of summons where they matter: cards, persons' pages, extracts, answers, the first page."""
        from gvi.steps.callins import waits_plan
        from gvi.steps.callins.extracting_invitees import register_lines
        from gvi.steps.callins.extracting_nominees import register_lines as register_nominations
        from gvi.steps.callins.invitee_cards import register_cards
        from gvi.steps.callins.joint_documents import register_documents
        from gvi.steps.callins.nominee_cards import register_cards as register_police_card
        from gvi.steps.callins.telling_answers import register_answers
        from gvi.steps.callins.waits_invitees import register_waits
        from gvi.steps.callins.waits_nominees import register_waits as register_police_waits

        register_answers()
        register_cards()
        register_documents()
        register_lines()
        register_waits()
        waits_plan.register_waits()
        register_nominations()
        register_police_card()
        register_police_waits()
