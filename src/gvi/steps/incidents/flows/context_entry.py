"""What a line of the context log says, checked before it is kept; no line names a person."""

from dataclasses import dataclass
from datetime import date

from gvi.steps.incidents.models import ContextKind
from gvi.steps.incidents.refusals import EndsBeforeItBegins, TitleMissing
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import refuse_code_names
from gvi.trust.workspaces.free_text import refuse_identity_numbers

LONGEST_TITLE = 120


@dataclass(frozen=True)
class Entry:
    """An operation, a law, a release: from the first day to the last, or one day when ``ends`` is ``None``."""

    kind: ContextKind
    title: str
    starts: date
    ends: date | None = None

    def check(self, by: Actor) -> None:
        """Refuse an entry without a title, or one that ends before it begins."""
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            raise TitleMissing
        refuse_identity_numbers(self.title)
        refuse_code_names(by, self.title)
        if self.ends is not None and self.ends < self.starts:
            raise EndsBeforeItBegins
