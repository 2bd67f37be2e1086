"""Addresses under /begaran/."""

from django.urls import path

from gvi.site.records import views

app_name = "records"
urlpatterns = [
    path("", views.request_list, name="list"),
    path("ny/", views.new, name="new"),
    path("<uuid:request_id>/", views.record_request, name="request"),
    path("<uuid:request_id>/lamna/", views.route, name="route"),
    path("<uuid:request_id>/avsluta/", views.close, name="close"),
]
