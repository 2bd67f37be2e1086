"""Routes of the review."""

from django.urls import path

from gvi.steps.review import views

app_name = "review"
urlpatterns = [
    path("", views.home, name="home"),
]
