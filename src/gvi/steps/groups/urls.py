"""Routes of groups."""

from django.urls import path

from gvi.steps.groups.views import joint

app_name = "groups"
urlpatterns = [
    path("", joint.group_list, name="list"),
    path("ny/", joint.name, name="name"),
    path("<uuid:group_id>/", joint.detail, name="detail"),
    path("<uuid:group_id>/namn/", joint.rename, name="rename"),
    path("<uuid:group_id>/lage/", joint.state, name="state"),
    path("<uuid:group_id>/visning/", joint.show, name="show"),
]
