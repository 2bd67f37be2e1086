"""Routes of the police's nominees."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
