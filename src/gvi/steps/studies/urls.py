"""Routes of the evaluation. No address holds a group's name or a person's."""

from django.urls import path

from gvi.steps.studies.views import effects, extracts, lock, plan, runs, studies, wedges

app_name = "studies"
urlpatterns = [
    path("", studies.home, name="home"),
    path("ny/", studies.new, name="new"),
    path("andra-stader/", effects.effects, name="effects"),
    path("grupper/", wedges.wedges, name="wedges"),
    path("grupper/<uuid:wedge_id>/", wedges.wedge, name="wedge"),
    path("grupper/<uuid:wedge_id>/lage/", wedges.progress, name="wedge_progress"),
    path("grupper/<uuid:wedge_id>/lamna/", wedges.release_wedge, name="release_wedge"),
    path("utdrag/", extracts.extracts, name="extracts"),
    path("utdrag/frys/", extracts.freeze, name="freeze"),
    path("utdrag/<uuid:extract_id>.zip", extracts.extract_zip, name="extract_zip"),
    path("korningar/<uuid:study_run_id>/", runs.run, name="run"),
    path("korningar/<uuid:study_run_id>/lage/", runs.progress, name="progress"),
    path("korningar/<uuid:study_run_id>/rapport.html", runs.report_html, name="report_html"),
    path("korningar/<uuid:study_run_id>/rapport.pdf", runs.report_pdf, name="report_pdf"),
    path("korningar/<uuid:study_run_id>/resultat.json", runs.result_json, name="result_json"),
    path("<uuid:study_id>/", studies.study, name="study"),
    path("<uuid:study_id>/fil/", studies.upload, name="upload"),
    path("<uuid:study_id>/uppgifter.csv", studies.panel_csv, name="panel_csv"),
    path("<uuid:study_id>/plan/", plan.plan, name="plan"),
    path("<uuid:study_id>/plan/text/", plan.plan_text, name="plan_text"),
    path("<uuid:study_id>/plan.toml", plan.plan_file, name="plan_file"),
    path("<uuid:study_id>/las/", lock.lock, name="lock"),
    path("<uuid:study_id>/kvitto.json", lock.receipt, name="receipt"),
    path("<uuid:study_id>/kor/", runs.ask, name="ask"),
    path("<uuid:study_id>/lagg-ned/", studies.drop, name="drop"),
]
