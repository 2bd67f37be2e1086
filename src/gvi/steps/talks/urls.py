"""Routes of the individual talks."""

from django.urls import path

from gvi.steps.talks.views import board

app_name = "talks"
urlpatterns = [
    path("", board.board, name="board"),
]
