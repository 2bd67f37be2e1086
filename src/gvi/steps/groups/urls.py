"""Routes of groups."""

from django.urls import path

from gvi.steps.groups import views

app_name = "groups"
urlpatterns = [
    path("", views.group_list, name="list"),
    path("ny/", views.name, name="name"),
    path("<uuid:group_id>/", views.detail, name="detail"),
    path("<uuid:group_id>/namn/", views.rename, name="rename"),
    path("<uuid:group_id>/lage/", views.state, name="state"),
    path("<uuid:group_id>/visning/", views.show, name="show"),
]
