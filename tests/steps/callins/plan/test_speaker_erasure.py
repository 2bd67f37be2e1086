"""Who spoke is forgotten three months after the call-in, by the nightly run and nobody's hand (T15, T16)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gvi.steps.callins.flows.name_speaker import Named, name_speaker
from gvi.trust.people.erasure.nightly import run
from tests.cast import in_room
from tests.cluster import Cluster
from tests.erasing import count, superuser_of
from tests.steps.callins.plan.world import make_planners, planned, slot_of


@pytest.mark.parametrize(("days", "left"), [(80, 1), (95, 0)])
def test_t16_a_speakers_name_goes_three_months_after_the_call_in(
    own_database: str, cluster: Cluster, days: int, left: int
) -> None:
    planners = make_planners()
    callin = planned(planners.town)
    slot = slot_of(callin, planners.town)
    with in_room(planners.town) as actor:
        name_speaker(slot, Named("Lovisa Ekhammar"), by=actor, at=timezone.now())
    with superuser_of(cluster, own_database) as owner:
        held = timezone.localdate() - timedelta(days=days)
        owner.execute("update callins_callin set day = %s", [held])
        run(timezone.now())
        assert count(owner, "callins_speaker") == left
        assert count(owner, "callins_speakerslot") == 1
