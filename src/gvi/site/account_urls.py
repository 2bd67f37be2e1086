"""The part of django-allauth that this product opens: sign-in, second factor, e-identification. No sign-up."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
