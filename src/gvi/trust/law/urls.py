"""Routes of rules and of the register of processing."""

from django.urls import path

from gvi.trust.law.views import acts, processing, rules

app_name = "law"
urlpatterns = [
    path("", rules.rule_list, name="list"),
    path("steg/", rules.steps, name="steps"),
    path("behandlingar/", processing.processing, name="processing"),
    path("behandlingar/pdf/", processing.processing_pdf, name="processing_pdf"),
    path("version/<uuid:version>/", rules.version, name="version"),
    path("version/<uuid:version>/kontrollera/", acts.verify, name="verify"),
    path("version/<uuid:version>/rad/", acts.advise, name="advise"),
    path("version/<uuid:version>/sla-pa/", acts.enable, name="enable"),
    path("version/<uuid:version>/sla-av/", acts.disable, name="disable"),
    path("<slug:code>/", rules.rule, name="rule"),
]
