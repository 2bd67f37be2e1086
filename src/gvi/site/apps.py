"""Django registration of the site: static files, templates, template tags and translations."""

from importlib import import_module

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The frame around every page."""

    name = "gvi.site"
    label = "site"

    def ready(self) -> None:
        """Let the log hear of failed second factors, and Läget of requests for public records."""
        from gvi.site.log.waits import missed, not_advised
        from gvi.site.records.queries import waits
        from gvi.trust.workspaces.waiting import register

        import_module("gvi.site.accounts.events")
        register("records", waits)
        register("log.review", missed)
        register("log.review_advice", not_advised)
