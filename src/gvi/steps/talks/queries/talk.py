"""One talk as its page shows it: who stands behind it, the checks, the attempts, and the talks that follow."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from gvi.steps.talks.deadlines import CONFIRM_HOURS
from gvi.steps.talks.flows.common import is_past_message, is_under_eighteen
from gvi.steps.talks.flows.record_attempt import TRIABLE
from gvi.steps.talks.models import Attempt, SafetyCheck, Talk
from gvi.steps.talks.queries.board import TalkRow, talk_rows, with_tries
from gvi.steps.talks.refusals import NoSuchTalk
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Line, Reason, TalkKind
from gvi.trust.workspaces.models import Member


@dataclass(frozen=True)
class Signed:
    """A check or an attempt with who wrote it."""

    row: SafetyCheck | Attempt
    author: str

    @property
    def lines(self) -> list[str]:
        """The lines that were said, in words."""
        return [str(Line(line).label) for line in self.row.lines] if isinstance(self.row, Attempt) else []


@dataclass(frozen=True)
class TalkView:
    """Everything the page shows."""

    shown: TalkRow
    asked_by: str
    approved_by: str
    second_by: str
    minor: bool
    checks: tuple[Signed, ...]
    attempts: tuple[Signed, ...]
    following: tuple[Talk, ...]
    checked_today: bool
    past_message: bool

    @property
    def row(self) -> Talk:
        """The talk."""
        return self.shown.row

    @property
    def is_message(self) -> bool:
        """Whether it carries the message, rather than being a contact for somebody's safety."""
        return self.row.kind == TalkKind.MESSAGE

    @property
    def needs_second(self) -> bool:
        """Whether a second approver is still to come (T27)."""
        return self.minor and self.row.state == TalkState.APPROVED and self.row.second_by is None

    @property
    def may_be_tried(self) -> bool:
        """Whether an attempt can be recorded now."""
        return self.row.state in TRIABLE and self.checked_today and not self.past_message

    @property
    def is_follow_up(self) -> bool:
        """Whether it follows another talk."""
        return self.row.reason == Reason.REPEAT

    @property
    def confirm_by(self) -> datetime | None:
        """When a decision by phone is to be confirmed in writing."""
        if not self.row.oral or self.row.confirmed_at or not self.row.approved_at:
            return None
        return self.row.approved_at + timedelta(hours=CONFIRM_HOURS)


def find_talk(pk: UUID) -> Talk:
    """The talk, if its person is in the reader's room and in sight; raises ``NoSuchTalk``."""
    found = with_tries(Talk.objects.filter(pk=pk)).select_related("letter", "callin").first()
    if found is None:
        raise NoSuchTalk
    return found


def read_talk(pk: UUID, *, at: datetime) -> TalkView:
    """The page: nine queries; raises ``NoSuchTalk``."""
    talk = find_talk(pk)
    [shown] = talk_rows([talk], at)
    if shown.label is None:
        raise NoSuchTalk
    checks = list(talk.checks.order_by("-at"))
    attempts = list(talk.attempts.order_by("-at", "id"))
    names = _names([talk.by, talk.approved_by, talk.second_by, *(it.by for it in (*checks, *attempts))])
    today = [check for check in checks if check.day == localdate(at)]
    return TalkView(
        shown=shown,
        asked_by=names.get(talk.by, ""),
        approved_by=names.get(talk.approved_by, ""),
        second_by=names.get(talk.second_by, ""),
        minor=is_under_eighteen(talk, localdate(at)),
        checks=tuple(Signed(it, names.get(it.by, "")) for it in checks),
        attempts=tuple(Signed(it, names.get(it.by, "")) for it in attempts),
        following=tuple(Talk.objects.filter(follows=talk.pk).order_by("due_at")),
        checked_today=bool(today) and today[0].holds,
        past_message=shown.waits and is_past_message(talk),
    )


def _names(members: list[UUID | None]) -> dict[UUID | None, str]:
    asked = {member for member in members if member}
    return dict(Member.objects.filter(pk__in=asked).values_list("pk", "name"))
