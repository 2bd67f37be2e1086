"""Routes of probation's summons."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
