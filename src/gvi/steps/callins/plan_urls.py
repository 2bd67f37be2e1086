"""Routes of the joint plan."""

from django.urls import path

from gvi.steps.callins.views import card, day, debrief, home, papers, plan, run, scripts, security, speakers

ONE = "<uuid:callin_id>/"
PLAN = [
    path("", home.home, name="home"),
    path("ny/", home.new, name="new"),
    path(ONE, plan.callin, name="callin"),
    path(f"{ONE}andra/", plan.change, name="change"),
    path(f"{ONE}besluta/", plan.decide_it, name="decide_callin"),
    path(f"{ONE}stall-in/", plan.cancel_it, name="cancel"),
    path(f"{ONE}borja-planera/", plan.start_planning, name="start_planning"),
    path(f"{ONE}genrep/", plan.rehearse, name="rehearse"),
    path(f"{ONE}hallen/", plan.hold, name="hold"),
    path(f"{ONE}aterkopplad/", plan.report_back, name="report_back"),
    path("checklista/<uuid:item_id>/", plan.tick, name="tick"),
    path("checklista/<uuid:item_id>/angra/", plan.untick, name="untick"),
]
SPEAKERS = [
    path(f"{ONE}talare/", speakers.speakers, name="speakers"),
    path(f"{ONE}talare/ny/", speakers.add_slot, name="add_slot"),
    path(f"{ONE}manusbok.pdf", papers.script_book, name="script_book"),
    path("talare/<uuid:slot_id>/", speakers.slot, name="slot"),
    path("talare/<uuid:slot_id>/andra/", speakers.change_slot, name="change_slot"),
    path("talare/<uuid:slot_id>/tidigare/", speakers.move_slot, name="move_slot"),
    path("talare/<uuid:slot_id>/bort/", speakers.remove_slot, name="remove_slot"),
    path("talare/<uuid:slot_id>/namn/", speakers.name_it, name="name_speaker"),
    path("talare/<uuid:slot_id>/namn/bort/", speakers.forget, name="forget_speaker"),
    path("talare/<uuid:slot_id>/lank/", speakers.link, name="speaker_link"),
    path("talare/<uuid:slot_id>/lank/stang/", speakers.revoke, name="revoke_link"),
    path("talare/<uuid:slot_id>/manus/", scripts.write_script, name="write_script"),
    path("manus/<uuid:script_id>/godkann/", scripts.approve_script, name="approve_script"),
]
RUN = [
    path(f"{ONE}korschema/", run.run, name="run"),
    path(f"{ONE}korschema/forslag/", run.propose_run, name="propose_run"),
    path(f"{ONE}korschema/ny/", run.add_item, name="add_run_item"),
    path(f"{ONE}korschema.pdf", papers.run_pdf, name="run_pdf"),
    path(f"{ONE}kalender.ics", papers.calendar, name="calendar"),
    path("korschema/<uuid:line_id>/", run.change_item, name="change_run_item"),
    path("korschema/<uuid:line_id>/tidigare/", run.move_item, name="move_run_item"),
    path("korschema/<uuid:line_id>/bort/", run.remove_item, name="remove_run_item"),
    path(f"{ONE}sakerhet/", security.security, name="security"),
    path(f"{ONE}sakerhet/ny/", security.write_security, name="write_security"),
    path("sakerhet/<uuid:plan_id>/godkann/", security.approve_security, name="approve_security"),
    path("kort/", card.card, name="card"),
    path("kort/ny/", card.write_card, name="write_card"),
    path("kort/<uuid:card_id>/godkann/", card.approve_card, name="approve_card"),
    path("kort/<uuid:card_id>.pdf", card.card_pdf, name="card_pdf"),
]
DAY = [
    path(f"{ONE}dagen/", day.day, name="day"),
    path(f"{ONE}dagen/arbetare.js", day.day_worker, name="day_worker"),
    path(f"{ONE}besked/", day.say_go, name="say_go"),
    path(f"{ONE}efterarbete/", debrief.debrief, name="debrief"),
    path(f"{ONE}efterarbete/avsluta/", debrief.close, name="close_debrief"),
    path(f"{ONE}iakttagelse/", debrief.observe, name="observe"),
    path(f"{ONE}promemoria.pdf", debrief.memo, name="memo"),
]
urlpatterns = [*PLAN, *SPEAKERS, *RUN, *DAY]
