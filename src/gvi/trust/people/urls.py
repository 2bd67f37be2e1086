"""Routes of persons. No name, number or search term is ever in an address."""

from django.urls import include, path

from gvi.trust.people.views import batches, entering, facts, person, search

app_name = "people"
urlpatterns = [
    path("", include("gvi.trust.people.lasting.urls")),
    path("", search.search, name="search"),
    path("ny/", entering.add, name="add"),
    path("vantar/", entering.proposed, name="proposed"),
    path("filer/", batches.batches, name="batches"),
    path("filer/ny/", batches.upload_batch, name="upload_batch"),
    path("filer/mall.csv", batches.template, name="batch_template"),
    path("filer/<uuid:batch_id>/", batches.batch, name="batch"),
    path("filer/<uuid:batch_id>/besluta/", batches.decide_batch, name="decide_batch"),
    path("dubbletter/", include("gvi.trust.people.duplicates.urls")),
    path("utdrag/", include("gvi.trust.people.extracts.urls")),
    path("<uuid:person_id>/", person.person, name="person"),
    path("<uuid:person_id>/ratta/", entering.edit, name="edit"),
    path("<uuid:person_id>/godkann/", entering.approve, name="approve"),
    path("<uuid:person_id>/roll/", facts.add_role, name="add_role"),
    path("<uuid:person_id>/uppgift/", facts.add_statement, name="add_statement"),
    path("<uuid:person_id>/misstanken-upphord/", facts.drop_suspicion, name="drop_suspicion"),
    path("roller/<uuid:role_id>/avsluta/", facts.end_role, name="end_role"),
    path("uppgifter/<uuid:statement_id>/dra-tillbaka/", facts.withdraw_statement, name="withdraw_statement"),
]
