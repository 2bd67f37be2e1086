"""The rules of the invented city: an invented lawyer has verified, and each room's decider switched on what it needs.

Some stay off, as in a real room: verified but not decided, or never looked at.
"""

from datetime import UTC, date, datetime, time, timedelta

from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.trust.law.flows import Words, advise_on_rule, enable_rule, verify_rule
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.queries import in_force
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role

LEFT_OFF = frozenset({"osl_10_15a", "osl_10_18b", "osl_10_18c"})
UNVERIFIED = frozenset({"osl_10_15a"})
ADVISED = frozenset({"osl_10_27", "osl_10_1_consent", "lag_2016_774", "osl_10_18b"})
VERIFIED = "Texten är jämförd med lagens lydelse och med vår egen rutin (påhittad granskning)."
ADVICE = "Skriv ut prövningen varje gång, och gå igenom ett urval av besluten efter ett halvår."
BEGAN = timedelta(days=290)


def load_law(rooms: dict[str, Workspace], cast: DemoCast, story: Story) -> None:
    """Verify, advise and enable in every room that may disclose something."""
    for room in rooms.values():
        if room.kind in WITH_PERSON_ROUTES:
            _decide_in(room, cast, story)


def _decide_in(room: Workspace, cast: DemoCast, story: Story) -> None:
    lawyer, officer, decider = (
        cast.here(room.name, role) for role in (Role.LAWYER, Role.DATA_PROTECTION_OFFICER, Role.RULES_DECIDER)
    )
    rules = [rule for rule in in_force(cast.today) if Kind(room.kind) in rule.from_kinds]
    with story.act(lawyer, _on(cast.today, 0)) as now:
        for rule in _but(rules, UNVERIFIED):
            verify_rule(rule, Words(f"{lawyer.name}, jurist", VERIFIED), by=lawyer, at=now)
    with story.act(officer, _on(cast.today, 5)) as now:
        for rule in rules:
            if rule.code in ADVISED:
                advise_on_rule(rule, Words(f"{officer.name}, dataskyddsombud", ADVICE), by=officer, at=now)
    with story.act(decider, _on(cast.today, 12)) as now:
        for rule in _but(rules, LEFT_OFF):
            enable_rule(rule, Words(f"{decider.name}, beslutsfattare för regler"), by=decider, at=now)


def _but(rules: list[RuleVersion], left: frozenset[str]) -> list[RuleVersion]:
    return [rule for rule in rules if rule.code not in left]


def _on(today: date, later: int) -> datetime:
    """Ten o'clock, ``later`` days after the programme began to look at the law."""
    return datetime.combine(today - BEGAN + timedelta(days=later), time(9), tzinfo=UTC)
