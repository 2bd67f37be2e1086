"""Routes of the problem analysis."""

from django.urls import path

from gvi.steps.mapping.views import chains, concentration, home, runs

app_name = "mapping"
urlpatterns = [
    path("", home.home, name="home"),
    path("koncentration/", concentration.concentration, name="concentration"),
    path("kedjor/", chains.chains, name="chains"),
    path("analyser/<uuid:run_id>/", runs.run, name="run"),
]
