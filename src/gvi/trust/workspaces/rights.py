"""What each role may do in each kind of room: one table, which pages, flows and the route matrix share.

Deny by default: a right that no line gives is nobody's. Sealed rights also need the room to be switched on.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import OWN_ROLES, Role, roles_of


class Right(StrEnum):
    """One thing a member may do."""

    SEE_HOME = "home.see"
    READ_INCIDENTS = "incidents.read"
    EXPORT_INCIDENTS = "incidents.export"
    REPORT_INCIDENT = "incidents.report"
    JUDGE_INCIDENT_STATE = "incidents.state"
    IMPORT_INCIDENTS = "incidents.import"
    WRITE_CONTEXT = "context.write"
    READ_GROUPS = "groups.read"
    NAME_GROUPS = "groups.name"
    READ_MEETINGS = "meetings.read"
    RUN_MEETING = "meetings.run"
    WRITE_TASKS = "tasks.write"
    JUDGE = "review.judge"
    READ_JUDGEMENTS = "review.read"
    QUICK_REVIEW = "review.quick"
    RELEASE = "review.release"
    READ_LOG = "log.read"
    MANAGE_MEMBERS = "members.manage"
    APPROVE_RESET = "members.approve_reset"
    SWITCH_ROOM = "rooms.switch"
    SET_PROGRAMME = "programme.set"
    OWN_ACCOUNT = "account.own"


SEALED = frozenset({Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW, Right.RELEASE})

JOINT_READ = frozenset(
    {Right.SEE_HOME, Right.READ_INCIDENTS, Right.EXPORT_INCIDENTS, Right.READ_GROUPS, Right.READ_MEETINGS}
)
INCIDENT_WORK = frozenset(
    {
        Right.REPORT_INCIDENT,
        Right.JUDGE_INCIDENT_STATE,
        Right.IMPORT_INCIDENTS,
        Right.WRITE_CONTEXT,
    }
)
CASE_ROLES = frozenset().union(*OWN_ROLES.values()) - {Role.EVALUATOR}


def _general(role: Role) -> frozenset[Right]:
    """What a role may do in whatever room it is held."""
    rights = {Right.OWN_ACCOUNT}
    if role in CASE_ROLES:
        rights |= JOINT_READ
    if role in CASE_ROLES - {Role.READER}:
        rights |= {Right.WRITE_TASKS}
    if role is Role.EVALUATOR:
        rights |= {Right.SEE_HOME, Right.READ_INCIDENTS, Right.EXPORT_INCIDENTS}
    if role in {Role.LOG_REVIEWER, Role.DATA_PROTECTION_OFFICER}:
        rights |= {Right.SEE_HOME, Right.READ_LOG}
    if role is Role.RULES_DECIDER:
        rights |= {Right.SEE_HOME, Right.SWITCH_ROOM}
    if role is Role.ADMINISTRATOR:
        rights |= {Right.SEE_HOME, Right.MANAGE_MEMBERS}
    if role in {Role.LOG_REVIEWER, Role.COORDINATOR, Role.CONTACT_PERSON, Role.EVALUATOR}:
        rights |= {Right.APPROVE_RESET}
    return frozenset(rights)


SPECIAL: Mapping[tuple[Kind, Role], frozenset[Right]] = {
    (Kind.POLICE, Role.COORDINATOR): INCIDENT_WORK
    | {Right.NAME_GROUPS, Right.RUN_MEETING, Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW},
    (Kind.POLICE, Role.ANALYST): INCIDENT_WORK
    | {Right.NAME_GROUPS, Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW},
    (Kind.POLICE, Role.DECISION_MAKER): frozenset(
        {Right.REPORT_INCIDENT, Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW, Right.RELEASE}
    ),
    (Kind.POLICE, Role.PATROL_LEADER): frozenset({Right.REPORT_INCIDENT}),
    (Kind.MUNICIPALITY, Role.COORDINATOR): INCIDENT_WORK | {Right.RUN_MEETING, Right.SET_PROGRAMME},
    (Kind.MUNICIPALITY, Role.ADMINISTRATOR): frozenset({Right.SET_PROGRAMME}),
}


def rights_of(kind: Kind, roles: Iterable[Role], *, room_on: bool) -> frozenset[Right]:
    """All rights of someone with ``roles`` in a room of ``kind``; sealed ones only while the room is on."""
    held = roles_of(kind).intersection(roles)
    rights: frozenset[Right] = frozenset()
    for role in held:
        rights |= _general(role) | SPECIAL.get((kind, role), frozenset())
    return rights if room_on else rights - SEALED
