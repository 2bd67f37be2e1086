"""Routes of incidents."""

from django.urls import path

from gvi.steps.incidents import views

app_name = "incidents"
urlpatterns = [
    path("", views.incident_list, name="list"),
]
