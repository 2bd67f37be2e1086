"""Routes of the problem analysis."""

from django.urls import path

from gvi.steps.mapping.views import chains, concentration, home, near_repeat, runs

app_name = "mapping"
urlpatterns = [
    path("", home.home, name="home"),
    path("koncentration/", concentration.concentration, name="concentration"),
    path("kedjor/", chains.chains, name="chains"),
    path("upprepning/", near_repeat.near_repeat, name="near_repeat"),
    path("analyser/<uuid:run_id>/", runs.run, name="run"),
]
