"""What a line of the context log says, checked before it is kept; no line names a person."""

from dataclasses import dataclass
from datetime import date, timedelta

from gvi.steps.incidents.models import ContextKind
from gvi.steps.incidents.refusals import DayOutOfReach, EndsBeforeItBegins, TitleMissing
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import refuse_code_names
from gvi.trust.workspaces.free_text import refuse_identity_numbers

LONGEST_TITLE = 120
FIRST_DAY = date(1990, 1, 1)
FARTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Entry:
    """An operation, a law, a release: from the first day to the last, or one day when ``ends`` is ``None``."""

    kind: ContextKind
    title: str
    starts: date
    ends: date | None = None

    def check(self, by: Actor, today: date) -> None:
        """Refuse an entry without a title, one that ends before it begins, and days of another time."""
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            raise TitleMissing
        refuse_identity_numbers(self.title)
        refuse_code_names(by, self.title)
        if self.ends is not None and self.ends < self.starts:
            raise EndsBeforeItBegins
        for field, day in (("starts", self.starts), ("ends", self.ends or self.starts)):
            if not FIRST_DAY <= day <= today + FARTHEST:
                raise DayOutOfReach(field)
