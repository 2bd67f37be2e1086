"""Django registration of the site: static files, templates, template tags and translations."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The frame around every page."""

    name = "gvi.site"
    label = "site"
