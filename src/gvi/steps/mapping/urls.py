"""Routes of the problem analysis."""

from django.urls import include, path

from gvi.steps.mapping.views import analyses, chains, concentration, home, map, near_repeat, runs, scorecard

app_name = "mapping"
urlpatterns = [
    path("", home.home, name="home"),
    path("karta/", map.conflict_map, name="map"),
    path("karta/export.svg", map.map_svg, name="map_svg"),
    path("karta/export.png", map.map_png, name="map_png"),
    path("karta/export.graphml", map.map_graphml, name="map_graphml"),
    path("scorecard/", scorecard.scorecard, name="scorecard"),
    path("scorecard/export.csv", scorecard.scorecard_csv, name="scorecard_csv"),
    path("scorecard/beslut/", scorecard.most_violent, name="most_violent"),
    path("koncentration/", concentration.concentration, name="concentration"),
    path("kedjor/", chains.chains, name="chains"),
    path("upprepning/", near_repeat.near_repeat, name="near_repeat"),
    path("problemanalys/", analyses.analyses, name="analyses"),
    path("problemanalys/gor/", analyses.make_analysis, name="make_analysis"),
    path("problemanalys/<uuid:analysis_id>.pdf", analyses.analysis_pdf, name="analysis_pdf"),
    path("problemanalys/<uuid:analysis_id>/lamna/", analyses.release_analysis, name="release_analysis"),
    path("problemanalys/lamnade/", analyses.released, name="released"),
    path("problemanalys/lamnade/<uuid:released_id>.pdf", analyses.released_pdf, name="released_pdf"),
    path("analyser/<uuid:run_id>/", runs.run, name="run"),
    path("gruppgenomgangar/", include("gvi.steps.mapping.audit_urls")),
]
