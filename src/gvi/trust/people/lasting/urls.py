"""Routes of review, exit and erasure, under those of persons."""

from django.urls import path

from gvi.trust.people.lasting import views

urlpatterns = [
    path("granska/", views.due, name="due"),
    path("gallring/", views.protocol, name="protocol"),
    path("gallring/beslut/", views.erasure_decisions, name="erasure_decisions"),
    path("<uuid:person_id>/granska/", views.renew, name="renew"),
    path("<uuid:person_id>/avsluta/", views.leave, name="exit"),
]
