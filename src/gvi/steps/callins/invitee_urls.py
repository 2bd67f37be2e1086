"""Routes of probation's summons, attendance, answers and letters."""

from django.urls import URLPattern, path

from gvi.steps.callins.views import answers, attendance, invitee, invitees, letters

LIST = "<uuid:callin_id>/kallelser/"
ONE = f"{LIST}<uuid:invitee_id>/"

urlpatterns: list[URLPattern] = [
    path(LIST, invitees.invitees, name="invitees"),
    path(f"{LIST}ta-in/<uuid:told_id>/", invitees.add_invitee, name="add_invitee"),
    path(f"{LIST}svar/", answers.answer_supervision, name="answer_supervision"),
    path(f"{LIST}franvarande/", answers.absentees, name="absentees"),
    path(f"{LIST}franvarande/lamna/", answers.disclose_absentees, name="disclose_absentees"),
    path(f"{LIST}narvaro-till-polisen/", answers.disclose_attendance, name="disclose_attendance"),
    path(f"{LIST}antal/", answers.release, name="release_total"),
    path(f"{LIST}narvaro/", attendance.attendance, name="attendance"),
    path(f"{LIST}narvaro/<uuid:invitee_id>/", attendance.tap, name="tap"),
    path(ONE, invitee.invitee, name="invitee"),
    path(f"{ONE}andra/", invitee.change, name="change_invitee"),
    path(f"{ONE}annan/", invitee.another, name="another_invitee"),
    path(f"{ONE}godkann/", invitee.approve, name="approve_invitee"),
    path(f"{ONE}gor-om/", invitee.redo, name="redo_invitee"),
    path(f"{ONE}delgiven/", invitee.served, name="serve"),
    path(f"{ONE}ej-antraffad/", invitee.missed, name="not_found"),
    path(f"{ONE}bekraftat/", invitee.confirmed, name="confirm_invitee"),
    path(f"{ONE}uppfoljd/", invitee.followed_up, name="follow_up_invitee"),
    path(f"{ONE}brev.pdf", invitee.invitee_pdf, name="invitee_pdf"),
    path("brev/", letters.letters, name="letters"),
    path("brev/ny/<slug:letter_kind>/", letters.new_letter, name="new_letter"),
    path("brev/<uuid:letter_id>/godkann/", letters.approve_words, name="approve_letter"),
    path("brev/<uuid:letter_id>/brev.pdf", letters.sheet, name="letter_pdf"),
]
