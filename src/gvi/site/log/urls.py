"""Routes of the log."""

from django.urls import path

from gvi.site.log import views

app_name = "log"
urlpatterns = [
    path("", views.home, name="home"),
    path("logg.xlsx", views.export, name="export"),
]
