"""Routes of the individual talks. No address holds a word about anybody, nor a group beside an incident."""

from django.urls import path

from gvi.steps.talks.views import attempts, board, contact, letters, planning, quarters, requesting, talk

app_name = "talks"
urlpatterns = [
    path("", board.board, name="board"),
    path("lista/", board.listed, name="list"),
    path("nytt/", requesting.request_talk, name="request"),
    path("plan/", planning.plan, name="plan"),
    path("kontakt/", contact.contact, name="contact"),
    path("brev/", letters.letters, name="letters"),
    path("brev/<uuid:talk_letter_id>/godkann/", letters.approve_letter, name="approve_letter"),
    path("lag/", letters.add_team, name="add_team"),
    path("lag/<uuid:team_id>/", letters.change_team, name="change_team"),
    path("kvartal/", quarters.quarters, name="quarter"),
    path("kvartal/lamna/", quarters.release_quarter, name="release_quarter"),
    path("<uuid:talk_id>/", talk.talk, name="talk"),
    path("<uuid:talk_id>/godkann/", talk.approve, name="approve"),
    path("<uuid:talk_id>/telefon/", talk.approve_by_phone, name="approve_by_phone"),
    path("<uuid:talk_id>/bekrafta/", talk.confirm_oral, name="confirm_oral"),
    path("<uuid:talk_id>/tidigare/", talk.bring_forward, name="bring_forward"),
    path("<uuid:talk_id>/forbered/", talk.prepare, name="prepare"),
    path("<uuid:talk_id>/planera/", planning.plan_talk, name="plan_talk"),
    path("<uuid:talk_id>/kontroll/", attempts.check, name="check"),
    path("<uuid:talk_id>/forsok/", attempts.attempt, name="attempt"),
    path("<uuid:talk_id>/stoppa/", talk.stop, name="stop"),
    path("<uuid:talk_id>/folj-upp/", talk.follow_up, name="follow_up"),
    path("<uuid:talk_id>/avsluta/", talk.close, name="close"),
    path("<uuid:talk_id>/brev.pdf", letters.letter_pdf, name="letter_pdf"),
]
