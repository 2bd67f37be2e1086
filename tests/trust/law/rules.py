"""Rules switched on for a test, the way a room does it: one member verifies, another enables."""

from uuid import UUID, uuid4

import psycopg
from django.utils import timezone

from gvi.trust.law.flows import Words, enable_rule, verify_rule
from gvi.trust.law.models import RuleVersion
from gvi.trust.workspaces.models import Member, Workspace
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.cast import Player, make_player

LAWYER = Words("Linnea Lag, chefsjurist")
DECIDER = Words("Rut Ek, avdelningschef")
NEXT = """
    insert into law_ruleversion
    select %(id)s, code, version + 1, 'next', (now() at time zone 'Europe/Stockholm')::date + %(days)s::int, valid_to,
        from_kinds, to_kinds, steps, carries, never_secrecy, questions, test, age_from, age_under, max_days, urgent,
        jsonb_set(body, '{title,sv}', '"Ny lydelse"')
    from law_ruleversion where code = %(code)s
"""


def latest(code: str) -> RuleVersion:
    """The latest version of the rule ``code``."""
    found = RuleVersion.objects.filter(code=code).order_by("-version").first()
    assert found is not None, code
    return found


def player_with(room: Workspace, role: Role) -> Player:
    """Somebody in ``room`` who has ``role``; made when there is nobody."""
    members = Member.objects.select_related("user").filter(workspace=room, left_at=None)
    found = members.filter(grants__role=role, grants__ended_at=None).first()
    return Player(found.user, found) if found else make_player(room, role)


def verify(code: str, room: Workspace) -> RuleVersion:
    """Let a lawyer of ``room`` verify the latest version of ``code``; whatever room was open stays open."""
    rule, lawyer = latest(code), player_with(room, Role.LAWYER).actor
    with as_workspace(lawyer):
        verify_rule(rule, LAWYER, by=lawyer, at=timezone.now())
    return rule


def switch_on_rule(code: str, room: Workspace) -> RuleVersion:
    """Verify and enable the latest version of ``code`` in ``room``; whatever room was open stays open."""
    rule, decider = verify(code, room), player_with(room, Role.RULES_DECIDER).actor
    with as_workspace(decider):
        enable_rule(rule, DECIDER, by=decider, at=timezone.now())
    return rule


def add_version_of(code: str, days: int, migrator: str) -> UUID:
    """Bring in a second version of ``code`` that begins so many days from today, as the migrator does."""
    pk = uuid4()
    columns = [field.column for field in RuleVersion._meta.concrete_fields]
    assert columns[:6] == ["id", "code", "version", "digest", "valid_from", "valid_to"]
    with psycopg.connect(migrator) as owner:
        owner.execute(NEXT, {"id": pk, "code": code, "days": days})
    return pk
