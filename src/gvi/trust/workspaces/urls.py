"""Routes of settings."""

from django.urls import path

from gvi.trust.workspaces import (
    views,
    views_leaving,
    views_members,
    views_programme,
    views_roles,
    views_room,
)

app_name = "workspaces"
urlpatterns = [
    path("", views.settings_home, name="settings"),
    path("medlemmar/", views_members.members, name="members"),
    path("medlemmar/ny/", views_members.invite_member, name="invite"),
    path("medlemmar/<uuid:member>/", views_members.member_page, name="member"),
    path("medlemmar/<uuid:member>/inbjudan/", views_members.new_invitation, name="new_invitation"),
    path("medlemmar/<uuid:member>/losenord/", views_members.new_password, name="new_password"),
    path("medlemmar/<uuid:member>/roll/", views_roles.give_role, name="give_role"),
    path("medlemmar/<uuid:member>/stallforetradare/", views_roles.give_deputy, name="give_deputy"),
    path("medlemmar/<uuid:member>/sakerhetsfaktor/", views_leaving.ask_reset, name="ask_reset"),
    path("medlemmar/<uuid:member>/lamna-over/", views_leaving.leave, name="hand_over"),
    path("medlemmar/roller/<uuid:grant>/avsluta/", views_roles.end_role, name="end_role"),
    path("medlemmar/stallforetradare/<uuid:deputyship>/avsluta/", views_roles.end_deputy, name="end_deputy"),
    path("aterstallningar/", views_leaving.resets, name="resets"),
    path("aterstallningar/<uuid:reset>/", views_leaving.approve_reset, name="approve_reset"),
    path("aterstallningar/roller/<uuid:grant>/", views_leaving.approve_role, name="approve_role"),
    path("arbetsytan/", views_room.room, name="room"),
    path("programmet/", views_programme.programme, name="programme"),
    path("programmet/omraden/", views_programme.areas, name="areas"),
    path("programmet/omraden/<uuid:area>/", views_programme.area, name="area"),
    path("programmet/lediga-dagar/", views_programme.holidays, name="holidays"),
    path("programmet/lediga-dagar/bort/", views_programme.holiday_off, name="holiday_off"),
    path("programmet/arbetsytor/", views_programme.rooms, name="rooms"),
]
