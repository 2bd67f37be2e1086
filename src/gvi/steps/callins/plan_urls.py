"""Routes of the joint plan."""

from django.urls import path

from gvi.steps.callins.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
