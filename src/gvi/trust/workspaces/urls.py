"""Routes of settings."""

from django.urls import path

from gvi.trust.workspaces import views

app_name = "workspaces"
urlpatterns = [
    path("", views.settings_home, name="settings"),
]
