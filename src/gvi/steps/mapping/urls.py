"""Routes of the problem analysis."""

from django.urls import path

from gvi.steps.mapping.views import home

app_name = "mapping"
urlpatterns = [
    path("", home.home, name="home"),
]
