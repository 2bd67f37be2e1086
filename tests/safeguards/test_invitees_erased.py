"""T16: erasure takes what probation keeps of a call-in, with its history and every tap, and nothing else."""

from django.utils import timezone

from gvi.steps.callins.models import Invitee
from gvi.steps.callins.states import InviteeState
from gvi.trust.people.erasure.nightly import run
from tests.cast import in_room
from tests.cluster import Cluster
from tests.erasing import superuser_of
from tests.steps.callins.invitees.world import at_the_door, make_callin, make_rooms, taken_in, tapped
from tests.trust.people.persons import make_person


def test_t16_erasure_takes_the_rows_their_history_and_their_taps(own_database: str, cluster: Cluster) -> None:
    rooms = make_rooms()
    _callin, [first] = at_the_door(rooms, 1)
    one = tapped(rooms, first, InviteeState.ATTENDED)
    kept = taken_in(rooms, make_callin(), person=make_person(rooms.officer, surname="Gran"))
    with superuser_of(cluster, own_database) as owner:
        owner.execute("update callins_invitee set erase_on = current_date where id = %s", [one.pk])
    run(timezone.now())
    with superuser_of(cluster, own_database) as owner:
        left = owner.execute("select id from callins_invitee").fetchall()
        gone = [
            owner.execute(
                "select count(*) from callins_inviteerevision where pgh_obj_id = %s", [one.pk]
            ).fetchone(),
            owner.execute("select count(*) from callins_attendance").fetchone(),
        ]
    assert left == [(kept.pk,)]
    assert gone == [(0,), (0,)]
    with in_room(rooms.officer):
        assert Invitee.objects.count() == 1
