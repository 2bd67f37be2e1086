"""Routes of the joint plan."""

from django.urls import path

from gvi.steps.callins.views import home, plan

urlpatterns = [
    path("", home.home, name="home"),
    path("ny/", home.new, name="new"),
    path("<uuid:callin_id>/", plan.callin, name="callin"),
    path("<uuid:callin_id>/andra/", plan.change, name="change"),
    path("<uuid:callin_id>/besluta/", plan.decide_it, name="decide_callin"),
    path("<uuid:callin_id>/stall-in/", plan.cancel_it, name="cancel"),
    path("<uuid:callin_id>/borja-planera/", plan.start_planning, name="start_planning"),
    path("<uuid:callin_id>/genrep/", plan.rehearse, name="rehearse"),
    path("<uuid:callin_id>/hallen/", plan.hold, name="hold"),
    path("<uuid:callin_id>/aterkopplad/", plan.report_back, name="report_back"),
    path("checklista/<uuid:item_id>/", plan.tick, name="tick"),
    path("checklista/<uuid:item_id>/angra/", plan.untick, name="untick"),
]
