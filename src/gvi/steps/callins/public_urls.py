"""What is open without signing in: a speaker's own page, by its one-time link."""

from django.urls import path

from gvi.steps.callins.views.speaker_page import own_page

urlpatterns = [
    path("<str:token>/", own_page, name="speaker_page"),
]
