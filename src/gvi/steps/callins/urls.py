"""Routes of the call-in: the joint plan, the police's nominees, probation's summons."""

from django.urls import include, path

app_name = "callins"
urlpatterns = [
    path("", include("gvi.steps.callins.plan_urls")),
    path("", include("gvi.steps.callins.nominee_urls")),
    path("", include("gvi.steps.callins.invitee_urls")),
]
