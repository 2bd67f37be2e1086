"""Two rooms that disclose to each other: the police with its decider and analyst, and probation."""

from dataclasses import dataclass

import pytest

from gvi.trust.law.models import RuleVersion
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace
from tests.trust.disclosures.doors import RULE, make_agreement
from tests.trust.law.rules import switch_on_rule


@dataclass(frozen=True)
class Doors:
    """The rooms, their people, and the rule that stands open between them."""

    police: Workspace
    probation: Workspace
    analyst: Player
    decider: Player
    officer: Player
    rule: RuleVersion


@pytest.fixture
def doors(db: None) -> Doors:
    """Police and probation with an agreement in force and a rule switched on at the police's."""
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    police, probation = make_workspace(Kind.POLICE), make_workspace(Kind.PROBATION)
    make_agreement(police, probation)
    return Doors(
        police=police,
        probation=probation,
        analyst=make_player(police, Role.ANALYST, name="Ann Alm"),
        decider=make_player(police, Role.DECISION_MAKER, name="Bo Berg"),
        officer=make_player(probation, Role.PROBATION_OFFICER),
        rule=switch_on_rule(RULE, police),
    )
