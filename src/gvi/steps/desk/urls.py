"""Routes of the first page."""

from django.urls import path

from gvi.steps.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
]
