"""What the minutes of an audit hold, gathered from the tables: groups, questions and functions, and no person."""

from datetime import datetime

from gvi.steps.mapping.audit_words import ask_lines, fact_lines, news_lines
from gvi.steps.mapping.documents.audits import AgendaData, AgendaLine, GroupLine, MinutesData, QuestionLine
from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.queries.audit_agenda import AuditAgenda, GroupNews
from gvi.steps.mapping.queries.audits import not_covered, view_of
from gvi.steps.review.queries.minutes import in_swedish
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.trust.workspaces.models import Programme, Workspace


@in_swedish
def audit_minutes(audit: Audit) -> MinutesData:
    """The minutes of ``audit`` as it is approved: times and names of those who stand behind it are set."""
    view = view_of(audit)
    programme = Programme.objects.first()
    if audit.opened_at is None or audit.approved_at is None:
        raise ValueError("an audit has minutes when it is approved")
    return MinutesData(
        programme=programme.name if programme else "",
        room=Workspace.objects.get(pk=audit.workspace_id).name,
        number=audit.number,
        held_on=audit.planned_on,
        opened_at=audit.opened_at,
        opened_by=view.opened_by,
        approved_at=audit.approved_at,
        approved_by=view.approved_by,
        functions=tuple(audit.functions),
        note=audit.note,
        groups=tuple(
            GroupLine(row.group.code_name, row.get_changed_display(), row.words) for row in view.groups
        ),
        not_covered=tuple(group.code_name for group in not_covered(view)),
        questions=tuple(
            QuestionLine(one.words, one.row.get_answer_display(), one.row.words) for one in view.questions
        ),
    )


@in_swedish
def agenda_data(audit: Audit, agenda: AuditAgenda, now: datetime) -> AgendaData:
    """The agenda on paper."""
    programme = Programme.objects.first()
    return AgendaData(
        programme=programme.name if programme else "",
        room=Workspace.objects.get(pk=audit.workspace_id).name,
        number=audit.number,
        planned_on=audit.planned_on,
        since=agenda.since.astimezone(STOCKHOLM).date(),
        made_at=now,
        changed=tuple(_line(one) for one in agenda.changed),
        same=tuple(_line(one) for one in agenda.same),
    )


def _line(one: GroupNews) -> AgendaLine:
    said = one.before
    before = (
        " ".join(filter(None, (said.get_changed_display().capitalize() + ".", said.words))) if said else ""
    )
    return AgendaLine(
        name=one.group.code_name,
        state=one.group.get_state_display(),
        facts=tuple(fact_lines(one)),
        news=tuple(news_lines(one)),
        asks=tuple(ask_lines(one)),
        before=before,
    )
