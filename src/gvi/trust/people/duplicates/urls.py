"""Routes of duplicates, under /personer/dubbletter/."""

from django.urls import path

from gvi.trust.people.duplicates import views

urlpatterns = [
    path("", views.pairs, name="pairs"),
    path("<uuid:pair_id>/besluta/", views.decide_pair, name="decide_pair"),
    path("<uuid:pair_id>/angra/", views.undo_merge, name="undo_merge"),
]
