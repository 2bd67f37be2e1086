"""Addresses under /utlamnanden/. No address holds a word about anybody."""

from django.urls import include, path

from gvi.trust.disclosures.received import urls as received
from gvi.trust.disclosures.views import agreements, deciding, drafts, home, on_call, sent, urgent

app_name = "disclosures"
urlpatterns = [
    path("", home.home, name="home"),
    path("nytt/", home.new, name="new"),
    path("samlat/", home.joint, name="joint"),
    path("muntligt/", urgent.urgent, name="urgent"),
    path("utkast/<uuid:draft_id>/", drafts.draft, name="draft"),
    path("utkast/<uuid:draft_id>/sok/", drafts.find, name="find"),
    path("utkast/<uuid:draft_id>/lagg-till/", drafts.add, name="add"),
    path("utkast/<uuid:draft_id>/ta-ur/", drafts.remove, name="remove"),
    path("utkast/<uuid:draft_id>/skicka/", drafts.send, name="send"),
    path("utkast/<uuid:draft_id>/ta-tillbaka/", drafts.take_back, name="take_back"),
    path("utkast/<uuid:draft_id>/kasta/", drafts.discard, name="discard"),
    path("utkast/<uuid:draft_id>/beslut/", deciding.decide, name="decide"),
    path("utkast/<uuid:draft_id>/besluta/", deciding.decide_own, name="decide_own"),
    path("lamnat/<uuid:sent_id>/", sent.sent, name="sent"),
    path("lamnat/<uuid:sent_id>/beslut.pdf", sent.sent_pdf, name="sent_pdf"),
    path("lamnat/<uuid:sent_id>/aterkalla/", sent.withdraw, name="withdraw"),
    path("lamnat/<uuid:sent_id>/ratta/", sent.correct, name="correct"),
    path("lamnat/<uuid:sent_id>/komplettera/", sent.complete, name="complete"),
    path("mottaget/", include(received.urlpatterns)),
    path("overenskommelser/", agreements.agreements, name="agreements"),
    path("overenskommelser/<uuid:agreement_id>/", agreements.agreement, name="agreement"),
    path(
        "overenskommelser/<uuid:agreement_id>/bekrafta/",
        agreements.confirm_agreement,
        name="confirm_agreement",
    ),
    path("overenskommelser/<uuid:agreement_id>/avsluta/", agreements.end_agreement, name="end_agreement"),
    path("jour/", on_call.on_call, name="on_call"),
    path("jour/<uuid:turn_id>/ta-bort/", on_call.off_call, name="off_call"),
]
