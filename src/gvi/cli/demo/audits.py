"""The group audits of the invented city: planned, held by the analyst, approved by the coordinator, each on its day.

What the data asked at audits long held is told, not worked out: the persons it was about have been erased since, and
looking for groups takes longer than a demo should. The next audit asks the data itself.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from gvi.city import City
from gvi.city.period import moment
from gvi.cli.demo.mapping import Groups
from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.mapping.flows.approve_audit import approve_audit
from gvi.steps.mapping.flows.note_audit import note_audit
from gvi.steps.mapping.flows.plan_audit import plan_audit
from gvi.steps.mapping.models import Audit, AuditGroup, AuditQuestion
from gvi.steps.mapping.states import AuditState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.signing import signed

PLANNED_BEFORE = timedelta(days=20)
LASTS = timedelta(minutes=75)
APPROVED = time(10, 5)
NOTE = "Underlagen gicks igenom grupp för grupp. Nästa genomgång hålls om tre månader."
Row = dict[str, Any]


def load_audits(city: City, groups: Groups, cast: DemoCast, story: Story, *, at: datetime) -> None:
    """Every audit held, and the one to come."""
    covered = _by_audit(city.mapping.covered.iter_rows(named=True))
    asked = _by_audit(city.mapping.questions.iter_rows(named=True))
    coordinator = cast.actor(Kind.POLICE, Role.COORDINATOR)
    for row in city.mapping.audits.iter_rows(named=True):
        planned = min(row["starts_at"] - PLANNED_BEFORE, at)
        with story.act(coordinator, planned):
            audit = plan_audit(row["day"], by=coordinator, at=planned)
        if row["approved_on"]:
            analyst = cast.actor(Kind.POLICE, Role.ANALYST)
            _hold(audit, row, (covered[row["id"]], asked.get(row["id"], [])), groups, analyst, story)
            _approve(audit, row["approved_on"], coordinator, story)


def _by_audit(rows: Any) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["audit"], []).append(row)
    return found


def _hold(
    audit: Audit, row: Row, said: tuple[list[Row], list[Row]], groups: Groups, by: Actor, story: Story
) -> None:
    """What it came to about each group, and what was answered to the data."""
    told: datetime = row["starts_at"] + LASTS
    with story.act(by, told):
        Audit.objects.filter(pk=audit.pk).update(
            state=AuditState.RUNNING, opened_at=row["starts_at"], opened_by=by.member_id
        )
        write(Operation.CHANGE, "mapping.audit_open", by=by, kind="audit", record=audit.pk)
        note_audit(audit, row["present"], NOTE, by=by, at=told)
        AuditGroup.objects.bulk_create(_groups(audit, said[0], groups, by, told))
        AuditQuestion.objects.bulk_create(_questions(audit, said[1], groups, by, told))


def _groups(audit: Audit, rows: list[Row], groups: Groups, by: Actor, at: datetime) -> list[AuditGroup]:
    """Also those that are no more today: they were on the day."""
    return [
        AuditGroup(
            audit=audit,
            group=groups[row["group"]],
            changed=row["came_to"],
            words=row["changed"],
            **signed(by, at),
        )
        for row in rows
    ]


def _questions(audit: Audit, rows: list[Row], groups: Groups, by: Actor, at: datetime) -> list[AuditQuestion]:
    return [
        AuditQuestion(
            audit=audit,
            groups=sorted(groups[name].pk for name in row["groups"]),
            **{name: row[name] for name in ("kind", "persons", "answer", "words")},
            **signed(by, at),
        )
        for row in rows
    ]


def _approve(audit: Audit, day: date, by: Actor, story: Story) -> None:
    told = moment(day, APPROVED)
    with story.act(by, told):
        approve_audit(audit, by=by, at=told)
