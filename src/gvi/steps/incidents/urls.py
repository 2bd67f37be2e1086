"""Routes of incidents and the context log."""

from django.urls import path

from gvi.steps.incidents import views, views_context, views_import, views_pictures, views_write

app_name = "incidents"
urlpatterns = [
    path("", views.incident_list, name="list"),
    path("ny/", views_write.incident_report, name="report"),
    path("export/", views.incident_export, name="export"),
    path("inlasning/", views_import.incident_import, name="import"),
    path("inlasning/<uuid:upload>/", views_import.import_mapping, name="import_mapping"),
    path("inlasning/resultat/<uuid:file>/", views_import.import_result, name="import_result"),
    path("ar/", views_pictures.incident_year, name="year"),
    path("omraden/", views_pictures.incident_areas, name="areas"),
    path("sammanhang/", views_context.context_list, name="context"),
    path("sammanhang/nytt/", views_context.context_new, name="context_new"),
    path("sammanhang/<uuid:event_id>/", views_context.context_change, name="context_change"),
    path("sammanhang/<uuid:event_id>/ta-bort/", views_context.context_remove, name="context_remove"),
    path("<uuid:incident_id>/", views.incident_detail, name="detail"),
    path("<uuid:incident_id>/ratta/", views_write.incident_correct, name="correct"),
    path("<uuid:incident_id>/avvakta/", views_write.incident_wait, name="wait"),
    path("<uuid:incident_id>/bekrafta/", views_write.incident_confirm, name="confirm"),
    path("<uuid:incident_id>/avfor/", views_write.incident_unfound, name="unfound"),
    path("<uuid:incident_id>/omprova/", views_write.incident_reopen, name="reopen"),
]
