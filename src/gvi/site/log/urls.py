"""Routes of the log."""

from django.urls import path

from gvi.site.log import views
from gvi.site.log.reviews import views as reviews
from gvi.site.log.tracing import views as tracing

app_name = "log"
urlpatterns = [
    path("", views.home, name="home"),
    path("logg.xlsx", views.export, name="export"),
    path("larm/", tracing.alert_list, name="alerts"),
    path("person/", tracing.person_trace, name="person_trace"),
    path("person/fil/", tracing.trace_export, name="trace_export"),
    path("granskning/", reviews.review_list, name="review"),
    path("granskning/<slug:month>/", reviews.review_month, name="review_month"),
    path("granskning/<slug:month>/signera/", reviews.sign, name="sign"),
    path("granskning/<slug:month>/rad/", reviews.advise, name="advise"),
    path("granskning/<slug:month>/protokoll.pdf", reviews.review_pdf, name="review_pdf"),
    path("granskning/<slug:month>/<uuid:item>/", reviews.review_item, name="review_item"),
]
