"""Addresses under /utlamnanden/mottaget/; included by the disclosures' own list, in its name space."""

from django.urls import path

from gvi.trust.disclosures.received import views

urlpatterns = [
    path("", views.received_list, name="received_list"),
    path("<uuid:disclosure_id>/", views.received, name="received"),
    path("<uuid:disclosure_id>/bekrafta/", views.receive, name="receive"),
    path("<uuid:disclosure_id>/mottaget.pdf", views.received_print, name="received_print"),
]
