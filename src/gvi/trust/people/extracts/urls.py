"""Addresses under /personer/utdrag/; included by the people's own list, in its name space."""

from django.urls import path

from gvi.trust.people.extracts import views

urlpatterns = [
    path("", views.extracts, name="extracts"),
    path("nytt/", views.new_extract, name="new_extract"),
    path("<uuid:extract_id>/", views.extract, name="extract"),
    path("<uuid:extract_id>/sok/", views.find_for_extract, name="find_for_extract"),
    path("<uuid:extract_id>/valj/", views.choose_for_extract, name="choose_for_extract"),
    path("<uuid:extract_id>/besvara/", views.answer_extract, name="answer_extract"),
    path("<uuid:extract_id>/utdrag.pdf", views.extract_pdf, name="extract_pdf"),
]
