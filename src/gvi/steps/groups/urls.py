"""Routes of groups."""

from django.urls import path

from gvi.steps.groups import views

app_name = "groups"
urlpatterns = [
    path("", views.group_list, name="list"),
]
