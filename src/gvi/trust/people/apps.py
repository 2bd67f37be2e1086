"""The app of persons."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons by kind of room, their review, exit and erasure."""

    name = "gvi.trust.people"
    label = "people"
