"""The register of processing tells the time limits that the database keeps."""

import pytest

from gvi.trust.people import told
from gvi.trust.people.retention import HOUSE_MONTHS, NOT_COMMON_MONTHS
from gvi.trust.people.told import how_long
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind


def limits(kind: Kind) -> str:
    return " ".join(how_long(Actor(None, None, kind, "x"), None))  # type: ignore[arg-type]


def test_t15_the_days_told_are_the_days_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "efter 90 dagar och sedan var 180:e dag" in limits(Kind.PROBATION)
    assert "under 18 år efter 45 dagar och sedan var 90:e dag" in limits(Kind.PROBATION)
    assert f"senast efter {HOUSE_MONTHS} månader" in limits(Kind.PROBATION)
    monkeypatch.setattr(told, "HOUSE_MONTHS", 7)
    assert "senast efter 7 månader" in limits(Kind.PROBATION)


def test_each_kind_of_room_is_told_its_own() -> None:
    common = f"högst {NOT_COMMON_MONTHS} månader från registreringen"
    assert common in limits(Kind.POLICE)
    assert common not in limits(Kind.PROBATION)
    assert "gallringsbeslut" in limits(Kind.SOCIAL_SERVICES)
