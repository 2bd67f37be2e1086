"""Django registration of the database floor; its first migration installs the guards' functions."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """Holds no models, only migrations in plain SQL."""

    name = "gvi.database"
    label = "database"
