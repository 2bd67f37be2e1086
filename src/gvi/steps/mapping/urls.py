"""Routes of the problem analysis."""

from django.urls import path

from gvi.steps.mapping.views import home, runs

app_name = "mapping"
urlpatterns = [
    path("", home.home, name="home"),
    path("analyser/<uuid:run_id>/", runs.run, name="run"),
]
