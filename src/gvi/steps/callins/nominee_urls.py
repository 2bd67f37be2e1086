"""Routes of the police's nominees."""

from django.urls import URLPattern, path

from gvi.steps.callins.views import deciding, handing, messengers, nominees, reach, seats

LIST = "<uuid:callin_id>/budbarare/"
ONE = f"{LIST}<uuid:nominee_id>/"

urlpatterns: list[URLPattern] = [
    path(LIST, nominees.nominees, name="nominees"),
    path(f"{LIST}nominera/", nominees.nominate, name="nominate"),
    path(f"{LIST}isar/", nominees.apart, name="apart"),
    path(f"{LIST}isar/nytt/", nominees.say_apart, name="say_apart"),
    path(f"{LIST}isar/<uuid:apart_id>/", nominees.end_apart, name="end_apart"),
    path(f"{LIST}valj/", messengers.messengers, name="messengers"),
    path(f"{LIST}valj/skal/", messengers.select, name="select"),
    path(f"{LIST}frivarden/", handing.handing, name="handing"),
    path(f"{LIST}frivarden/lamna/", handing.hand_over, name="hand_over"),
    path(f"{LIST}efterat/", reach.reach, name="reach"),
    path(f"{LIST}efterat/slapp/", reach.release_reach, name="release_reach"),
    path(f"{LIST}platser/", seats.seats, name="seats"),
    path(f"{LIST}platser/foresla/", seats.suggest_seats, name="suggest_seats"),
    path(f"{LIST}platser/spara/", seats.seat_people, name="seat_people"),
    path(f"{LIST}platser/placering.pdf", seats.seat_map, name="seat_map"),
    path(f"{LIST}las/", deciding.lock, name="lock"),
    path(f"{LIST}sista-kontrollen/", deciding.recheck, name="recheck"),
    path(f"{ONE}kontrollera/", deciding.check, name="check"),
    path(f"{ONE}valj/", messengers.choose, name="choose"),
    path(f"{ONE}besluta/", deciding.decide, name="decide"),
    path(f"{ONE}omgang/", deciding.session, name="session"),
    path(f"{ONE}sista-kontrollen/", deciding.look_again, name="look_again"),
]
