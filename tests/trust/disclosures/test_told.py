"""The register of processing names the agreements that hold today, and no others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gvi.trust.disclosures.told import agreements_told
from gvi.trust.law.processing.register import register_of
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.trust.disclosures.doors import make_agreement, propose_agreement


@pytest.mark.django_db
def test_only_an_agreement_in_force_is_told() -> None:
    police, probation = make_workspace(Kind.POLICE), make_workspace(Kind.PROBATION)
    lawyer, today = make_player(police, Role.LAWYER), timezone.localdate()
    propose_agreement(police, make_workspace(Kind.SOCIAL_SERVICES))
    made = make_agreement(probation, police)
    sentence = f"{probation.name}: {made.reference}, gäller till och med {made.valid_until.isoformat()}."
    with in_room(lawyer) as actor:
        assert agreements_told(actor, today) == [sentence]
        assert register_of(actor, today).agreements == (sentence,)
        assert agreements_told(actor, made.valid_until + timedelta(days=1)) == []
