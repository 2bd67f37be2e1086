"""Every route of the product. A route without a declared right answers nobody (``RoomMiddleware``)."""

from django.urls import include, path

from gvi.site import views
from gvi.site.accounts.views import set_language

urlpatterns = [
    path("", include("gvi.steps.desk.urls")),
    path("handelser/", include("gvi.steps.incidents.urls")),
    path("genomgang/", include("gvi.steps.review.urls")),
    path("kartlaggning/", include("gvi.steps.mapping.urls")),
    path("grupper/", include("gvi.steps.groups.urls")),
    path("call-in/", include("gvi.steps.callins.urls")),
    path("talare/", include("gvi.steps.callins.public_urls")),
    path("samtal/", include("gvi.steps.talks.urls")),
    path("utvardering/", include("gvi.steps.studies.urls")),
    path("begaran/", include("gvi.site.records.urls")),
    path("logg/", include("gvi.site.log.urls")),
    path("personer/", include("gvi.trust.people.urls")),
    path("regler/", include("gvi.trust.law.urls")),
    path("utlamnanden/", include("gvi.trust.disclosures.urls")),
    path("installningar/", include("gvi.trust.workspaces.urls")),
    path("konto/", include("gvi.site.account_urls")),
    path("hjalp/", views.help_index, name="help_index"),
    path("hjalp/<slug:topic>/", views.help_page, name="help"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("sprak/", set_language, name="set_language"),
]
handler400 = "gvi.site.views.bad_request"
handler403 = "gvi.site.views.forbidden"
handler404 = "gvi.site.views.not_found"
handler500 = "gvi.site.views.server_error"
