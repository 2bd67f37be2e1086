"""What each role may do in each kind of room: one table, which pages, flows and the route matrix share.

Deny by default: a right that no line gives is nobody's. Sealed rights also need the room to be switched on.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from gvi.trust.workspaces.kinds import RECEIVING_ONLY, WITH_PERSON_ROUTES, Kind
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
    OPEN_GROUP = "groups.open"
    READ_MAPPING = "mapping.read"
    WRITE_MAPPING = "mapping.write"
    READ_MEMBERSHIPS = "groups.memberships"
    WRITE_MEMBERSHIPS = "groups.membership_work"
    CONFIRM_MEMBERSHIPS = "groups.confirm"
    APPROVE_AUDIT = "mapping.approve_audit"
    DECIDE_MOST_VIOLENT = "mapping.most_violent"
    READ_MEETINGS = "meetings.read"
    RUN_MEETING = "meetings.run"
    WRITE_TASKS = "tasks.write"
    JUDGE = "review.judge"
    READ_JUDGEMENTS = "review.read"
    QUICK_REVIEW = "review.quick"
    RELEASE = "review.release"
    READ_CALLINS = "callins.read"
    RUN_CALLIN = "callins.run"
    WRITE_SCRIPT = "callins.script"
    SAY_GO = "callins.go"
    KEEP_SPEAKERS = "callins.speakers"
    READ_NOMINEES = "callins.nominees"
    NOMINATE = "callins.nominate"
    CHECK_NOMINEES = "callins.check"
    DECIDE_NOMINEES = "callins.decide"
    RELEASE_REACH = "callins.release"
    READ_INVITEES = "callins.invitees"
    WRITE_INVITEES = "callins.summon"
    APPROVE_SUMMONS = "callins.approve_summons"
    RELEASE_TOTAL = "callins.release_total"
    READ_TALKS = "talks.read"
    WRITE_TALKS = "talks.write"
    APPROVE_TALKS = "talks.approve"
    RELEASE_TALKS = "talks.release"
    READ_STUDIES = "studies.read"
    WRITE_STUDIES = "studies.write"
    READ_EXTRACTS = "studies.extracts"
    FREEZE_EXTRACT = "studies.freeze"
    STUDY_GROUPS = "studies.groups"
    READ_PERSONS = "people.read"
    WRITE_PERSONS = "people.write"
    WRITE_ROLES = "people.roles"
    WRITE_STATEMENTS = "people.statements"
    APPROVE_PERSONS = "people.approve"
    DECIDE_ERASURE = "people.erasure"
    ANSWER_EXTRACT = "people.extract"
    READ_RETENTION = "people.retention"
    READ_RULES = "law.read"
    VERIFY_RULES = "law.verify"
    ADVISE_ON_RULES = "law.advise"
    ENABLE_RULES = "law.enable"
    READ_PROCESSING = "law.processing"
    PREPARE_DISCLOSURE = "disclosures.prepare"
    DECIDE_DISCLOSURE = "disclosures.decide"
    READ_RECEIVED = "disclosures.received"
    SIGN_AGREEMENT = "disclosures.agreement"
    NAME_ON_CALL = "disclosures.on_call"
    HANDLE_RECORD_REQUEST = "records.request"
    READ_LOG = "log.read"
    REVIEW_LOG = "log.review"
    READ_LOG_OUTCOMES = "log.outcomes"
    MANAGE_MEMBERS = "members.manage"
    APPROVE_RESET = "members.approve_reset"
    SWITCH_ROOM = "rooms.switch"
    SET_PROGRAMME = "programme.set"
    OWN_ACCOUNT = "account.own"


MAPPING = frozenset(
    {Right.READ_MAPPING, Right.WRITE_MAPPING, Right.READ_MEMBERSHIPS, Right.WRITE_MEMBERSHIPS}
)
MAPPING_LEAD = frozenset({Right.CONFIRM_MEMBERSHIPS, Right.APPROVE_AUDIT})
PERSON_WORK = frozenset({Right.READ_PERSONS, Right.WRITE_PERSONS})
ROLE_WORK = PERSON_WORK | {Right.WRITE_ROLES}
FULL_WORK = ROLE_WORK | {Right.WRITE_STATEMENTS}
DISCLOSING = frozenset({Right.PREPARE_DISCLOSURE, Right.READ_RECEIVED})
LEADING = frozenset(
    {Right.APPROVE_PERSONS, Right.ANSWER_EXTRACT, Right.DECIDE_DISCLOSURE, Right.NAME_ON_CALL}
)
NOMINEES = frozenset({Right.READ_NOMINEES, Right.READ_TALKS})
NOMINEE_WORK = NOMINEES | {Right.NOMINATE, Right.WRITE_TALKS}
NOMINEE_LEAD = frozenset({Right.CHECK_NOMINEES, Right.APPROVE_TALKS})
NOMINEE_DECISIONS = frozenset({Right.DECIDE_NOMINEES, Right.RELEASE_REACH, Right.RELEASE_TALKS})
STUDY_WORK = frozenset({Right.WRITE_STUDIES, Right.READ_EXTRACTS, Right.FREEZE_EXTRACT})
SUMMONING = frozenset({Right.READ_INVITEES, Right.WRITE_INVITEES})
SUMMONS_LEAD = frozenset({Right.APPROVE_SUMMONS, Right.RELEASE_TOTAL})
SEALED = (
    frozenset({Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW, Right.RELEASE, Right.DECIDE_ERASURE})
    | FULL_WORK
    | MAPPING
    | MAPPING_LEAD
    | {Right.DECIDE_MOST_VIOLENT, Right.STUDY_GROUPS}
    | NOMINEE_WORK
    | NOMINEE_LEAD
    | NOMINEE_DECISIONS
    | SUMMONING
    | SUMMONS_LEAD
    | {Right.KEEP_SPEAKERS}
    | DISCLOSING
    | LEADING - {Right.NAME_ON_CALL}
)
ABOUT_PERSONS = frozenset({Right.READ_RETENTION, Right.SIGN_AGREEMENT})

JOINT_READ = frozenset(
    {
        Right.SEE_HOME,
        Right.READ_INCIDENTS,
        Right.EXPORT_INCIDENTS,
        Right.READ_GROUPS,
        Right.READ_MEETINGS,
        Right.READ_CALLINS,
        Right.READ_STUDIES,
    }
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


WATCHING: Mapping[Role, frozenset[Right]] = {
    Role.LOG_REVIEWER: frozenset(
        {Right.SEE_HOME, Right.READ_LOG, Right.REVIEW_LOG, Right.READ_LOG_OUTCOMES, Right.READ_RETENTION}
    ),
    Role.DATA_PROTECTION_OFFICER: frozenset(
        {
            Right.SEE_HOME,
            Right.READ_LOG,
            Right.READ_LOG_OUTCOMES,
            Right.READ_RULES,
            Right.ADVISE_ON_RULES,
            Right.READ_PROCESSING,
            Right.READ_RETENTION,
        }
    ),
    Role.LAWYER: frozenset(
        {Right.SEE_HOME, Right.READ_RULES, Right.VERIFY_RULES, Right.SIGN_AGREEMENT, Right.READ_PROCESSING}
    ),
    Role.RULES_DECIDER: frozenset(
        {
            Right.SEE_HOME,
            Right.SWITCH_ROOM,
            Right.READ_RULES,
            Right.ENABLE_RULES,
            Right.SIGN_AGREEMENT,
            Right.READ_PROCESSING,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Right.SEE_HOME, Right.MANAGE_MEMBERS, Right.READ_RETENTION}),
}


def _general(role: Role) -> frozenset[Right]:
    """What a role may do in whatever room it is held."""
    rights = {Right.OWN_ACCOUNT}
    if role in CASE_ROLES:
        rights |= JOINT_READ
    if role in CASE_ROLES - {Role.READER}:
        rights |= {Right.WRITE_TASKS, Right.READ_RULES, Right.WRITE_SCRIPT}
    if role in {Role.COORDINATOR, Role.CONTACT_PERSON}:
        rights |= {
            Right.SIGN_AGREEMENT,
            Right.HANDLE_RECORD_REQUEST,
            Right.READ_PROCESSING,
            Right.READ_RETENTION,
        }
    if role is Role.EVALUATOR:
        rights |= {Right.SEE_HOME, Right.READ_INCIDENTS, Right.EXPORT_INCIDENTS}
        rights |= {Right.READ_STUDIES, Right.WRITE_STUDIES, Right.READ_EXTRACTS}
    return frozenset(rights | _guarding(role))


def _guarding(role: Role) -> frozenset[Right]:
    """What those who watch over the room may do, and who runs it."""
    rights = WATCHING.get(role, frozenset())
    if role in {Role.LOG_REVIEWER, Role.COORDINATOR, Role.CONTACT_PERSON, Role.EVALUATOR}:
        rights |= {Right.APPROVE_RESET}
    return frozenset(rights)


SPECIAL: Mapping[tuple[Kind, Role], frozenset[Right]] = {
    (Kind.POLICE, Role.COORDINATOR): INCIDENT_WORK
    | MAPPING
    | MAPPING_LEAD
    | FULL_WORK
    | DISCLOSING
    | LEADING - {Right.DECIDE_DISCLOSURE}
    | NOMINEE_WORK
    | NOMINEE_LEAD
    | STUDY_WORK
    | {Right.STUDY_GROUPS, Right.RUN_CALLIN, Right.SAY_GO}
    | {Right.NAME_GROUPS, Right.OPEN_GROUP}
    | {Right.RUN_MEETING, Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW},
    (Kind.POLICE, Role.ANALYST): INCIDENT_WORK
    | MAPPING
    | FULL_WORK
    | DISCLOSING
    | NOMINEE_WORK
    | STUDY_WORK
    | {Right.STUDY_GROUPS}
    | {Right.NAME_GROUPS, Right.OPEN_GROUP, Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW},
    (Kind.POLICE, Role.DECISION_MAKER): frozenset(
        {Right.REPORT_INCIDENT, Right.JUDGE, Right.READ_JUDGEMENTS, Right.QUICK_REVIEW, Right.RELEASE}
    )
    | MAPPING_LEAD
    | NOMINEES
    | NOMINEE_LEAD
    | NOMINEE_DECISIONS
    | {Right.SAY_GO}
    | {Right.OPEN_GROUP, Right.READ_MAPPING, Right.READ_MEMBERSHIPS, Right.DECIDE_MOST_VIOLENT}
    | {Right.STUDY_GROUPS}
    | DISCLOSING
    | LEADING - {Right.ANSWER_EXTRACT}
    | {Right.READ_PERSONS},
    (Kind.POLICE, Role.PATROL_LEADER): frozenset({Right.REPORT_INCIDENT}),
    (Kind.PROBATION, Role.COORDINATOR): ROLE_WORK
    | DISCLOSING
    | LEADING
    | SUMMONING
    | SUMMONS_LEAD
    | {Right.SAY_GO},
    (Kind.PROBATION, Role.PROBATION_OFFICER): ROLE_WORK | DISCLOSING | SUMMONING,
    (Kind.SOCIAL_SERVICES, Role.COORDINATOR): PERSON_WORK
    | DISCLOSING
    | LEADING
    | {Right.DECIDE_ERASURE, Right.SAY_GO},
    (Kind.SOCIAL_SERVICES, Role.CASE_WORKER): PERSON_WORK | DISCLOSING,
    **{
        (kind, Role.CONTACT_PERSON): DISCLOSING | LEADING - {Right.APPROVE_PERSONS}
        for kind in sorted(RECEIVING_ONLY)
    },
    (Kind.MUNICIPALITY, Role.COORDINATOR): INCIDENT_WORK
    | STUDY_WORK
    | {Right.RUN_MEETING, Right.SET_PROGRAMME, Right.RUN_CALLIN, Right.SAY_GO, Right.KEEP_SPEAKERS},
    (Kind.MUNICIPALITY, Role.ADMINISTRATOR): frozenset({Right.SET_PROGRAMME}),
}


def rights_of(kind: Kind, roles: Iterable[Role], *, room_on: bool) -> frozenset[Right]:
    """All rights of someone with ``roles`` in a room of ``kind``; sealed ones only while the room is on."""
    held = roles_of(kind).intersection(roles)
    rights: frozenset[Right] = frozenset()
    for role in held:
        rights |= _general(role) | SPECIAL.get((kind, role), frozenset())
    if kind not in WITH_PERSON_ROUTES:
        rights -= ABOUT_PERSONS
    return rights if room_on else rights - SEALED
