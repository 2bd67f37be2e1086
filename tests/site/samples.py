"""One record of each kind, so that every route that names a record can be opened in the matrix test.

Records of the joint space and of the police room are the same for every reader; members, grants, deputyships and
resets are of the reader's own room.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import ContextEvent, ImportFile, Incident, Upload
from gvi.steps.mapping.models import Version
from gvi.steps.review.models import AcuteStep, Meeting, PoliceMinutes, SealedTask, Task
from gvi.trust.log.models import LogReview, LogReviewItem, Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Area, DeviceReset, Grant
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, Player, in_room, make_deputy
from tests.site.callin_samples import callins_of
from tests.site.invitee_samples import invitees_of
from tests.site.matrix import Route
from tests.site.nominee_samples import nominees_of
from tests.site.people_samples import people_of
from tests.site.received_samples import RECEIVED, make_record_request, received_of
from tests.site.sent_samples import sent_of
from tests.site.study_samples import own_study_of, studies_of
from tests.site.talk_samples import talks_of
from tests.steps.groups.known import make_relation, make_sign
from tests.steps.mapping.audit_world import circle, held_by, opened_by, questions_of
from tests.steps.mapping.reports import make_as, release_as
from tests.trust.law.rules import latest

SEALED_TASK = {"review:release_task"}
COUNTS = dict.fromkeys(("rows", "new", "changed", "same", "refused_rows", "warned_rows"), 0)
ACCOUNT = {**COUNTS, "kept": {}, "skipped": {}, "refused": [], "warned": []}


@dataclass
class Samples:
    """Values for the paths: by the path's own word, and for sealed tasks by the route."""

    shared: dict[str, Any] = field(default_factory=dict)
    sealed_task: UUID = field(default_factory=uuid4)
    rooms: dict[Kind, dict[str, Any]] = field(default_factory=dict)

    def values(self, route: Route, kind: Kind = Kind.POLICE) -> dict[str, Any]:
        """The values that ``route`` needs for a reader in the room of ``kind``."""
        known = {**self.shared, **self.rooms[kind]}
        if "sealed" in route.name or route.name in SEALED_TASK:
            known["task_id"] = self.sealed_task
        if route.name == "mapping:audit_pdf":
            known["audit_id"] = known["locked_audit"]
        if route.name == "callins:memo":
            known["callin_id"] = known["debriefed_callin"]
        if route.name == "studies:extract_zip":
            known["extract_id"] = known["study_extract"]
        if route.name == "talks:letter_pdf":
            known["talk_id"] = known["lettered_talk"]
        if route.name in RECEIVED:
            known["disclosure_id"] = known["received_id"]
        return {word: known[word] for word in route.values}

    def of_a_room(self, route: Route) -> bool:
        """Whether the path names a record of the reader's own room."""
        return any(word in self.rooms[Kind.POLICE] for word in route.values)


def make_samples(cast: Cast) -> Samples:
    """An incident, a group, a meeting, a task … and for every room a member with all that belongs to one."""
    now = timezone.now()
    incident = Incident.objects.create(
        occurred_at=now, kind="shooting", source="own", source_id="1", reported_at=now, dead=1
    )
    group = Group.objects.create(code_name="Sälg", own_row=True)
    meeting = Meeting.objects.create(number=1, planned_at=now, joint_minutes=b"%PDF-")
    police = cast[Kind.POLICE, Role.COORDINATOR]
    task = Task.objects.create(
        title="Ring", owner=police.member.workspace, due=now + timedelta(days=1), made_at=now, group=group
    )
    context = ContextEvent.objects.create(kind="law", title="Ny lag", starts=now.date())
    with in_room(police) as actor:
        sealed, step = _sealed(actor, incident, group, meeting)
        relation = make_relation(actor, group, Group.objects.create(code_name="Vide"), since=now.date())
        sign = make_sign(actor, relation, seen_on=now.date())
        analysis, run = make_as(actor, Version.OPEN)
    audits = audits_of(cast, group)
    shared = {
        **audits,
        **callins_of(cast),
        "incident_id": incident.pk,
        "group_id": group.pk,
        "meeting_id": meeting.pk,
        "task_id": task.pk,
        "event_id": context.pk,
        "step_id": step.pk,
        "analysis_id": analysis.pk,
        "released_id": release_as(cast[Kind.POLICE, Role.DECISION_MAKER], analysis).pk,
        "run_id": run.pk,
        "relation_id": relation.pk,
        "sign_id": sign.pk,
        "request_id": make_record_request(police.member.workspace).pk,
        "version": latest("osl_10_2").pk,
        "code": "osl_10_2",
        "upload": uuid4(),
        "area": Area.objects.create(name="Norra torget").pk,
        "file": ImportFile.objects.create(
            key="k", form="csv", begun_at=now, published_at=now, result=ACCOUNT
        ).pk,
    }
    shared |= nominees_of(cast, shared["callin_id"])
    shared |= invitees_of(cast, shared["callin_id"])
    shared |= studies_of(cast)
    return Samples(shared, sealed.pk, {kind: _room(cast, kind) for kind in Kind})


def audits_of(cast: Cast, group: Group) -> dict[str, UUID]:
    """A locked audit of the police, one that goes on, and a question that the data asked in it."""
    analyst, decider = cast[Kind.POLICE, Role.ANALYST], cast[Kind.POLICE, Role.DECISION_MAKER]
    locked = held_by(analyst, decider, group)
    circle(analyst, 3)
    running = opened_by(analyst)
    (question,) = questions_of(analyst, running)
    return {"locked_audit": locked.pk, "audit_id": running.pk, "question_id": question.pk}


def _sealed(actor: Actor, incident: Incident, group: Group, meeting: Meeting) -> tuple[SealedTask, AcuteStep]:
    now = timezone.now()
    signed: dict[str, Any] = {"workspace_id": actor.workspace_id, "by": actor.member_id, "at": now}
    PoliceMinutes.objects.create(meeting=meeting, pdf=b"%PDF-", **signed)
    step = AcuteStep.objects.create(incident=incident, code="partners", due=now, **signed)
    return SealedTask.objects.create(title="Samtal", due=now, group=group, **signed), step


def _room(cast: Cast, kind: Kind) -> dict[str, Any]:
    member, other = cast[kind, Role.RULES_DECIDER].member, cast[kind, Role.ADMINISTRATOR].member
    today = timezone.localdate()
    deputyship = make_deputy(member, other, starts=today + timedelta(days=5), ends=today + timedelta(days=9))
    reset = DeviceReset.objects.create(
        member=member, reason="Telefonen är borta", requested_at=timezone.now(), requested_by=other
    )
    grant = Grant.objects.get(member=member)
    month, item = _log_review(cast[kind, Role.LOG_REVIEWER], cast[kind, Role.DATA_PROTECTION_OFFICER])
    people = people_of(cast, kind)
    return {
        "month": month,
        "item": item,
        "member": member.pk,
        "deputyship": deputyship.pk,
        "reset": reset.pk,
        "grant": grant.pk,
        **people,
        **sent_of(cast, kind, people["person_id"]),
        **received_of(cast, kind),
        **talks_of(cast, kind),
        **own_study_of(cast, kind),
    }


def _log_review(reviewer: Player, other: Player) -> tuple[str, UUID]:
    """Last month's review of the log, open, with one thing to look at that somebody else did."""
    last = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    with in_room(other) as actor:
        event = write(Operation.READ, "log.read", by=actor, kind="log")
    with in_room(reviewer) as actor:
        review = LogReview.objects.create(workspace_id=own_room(actor), month=last)
        item = LogReviewItem.objects.create(
            workspace_id=own_room(actor), review=review, position=1, event_id=event, rule="sample"
        )
    return f"{last:%Y-%m}", item.pk


def make_upload(player: Player) -> UUID:
    """A sheet that ``player`` has dropped and not read in yet: nobody else's."""
    text = "Datum;Händelse\n2026-11-20;skjutning\n".encode()
    with in_room(player):
        return Upload.objects.create(
            member_id=player.member.pk, at=timezone.now(), name="fil.csv", form="csv", content=text
        ).pk
