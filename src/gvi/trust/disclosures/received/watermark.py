"""The mark across everything received: who reads it, in which room, when. On screen, on paper and in the PDF.

A copy that has gone astray says whose it was (trust.md, on uncontrolled copies).
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from gvi.trust.workspaces.actor import Actor

LETTER, GAP = 9, 120


@dataclass(frozen=True)
class Watermark:
    """Two lines, repeated all over the page."""

    name: str
    where: str

    @property
    def width(self) -> int:
        """How far apart the marks stand, in pixels, so that the longest name is whole."""
        return max(len(self.name), len(self.where)) * LETTER + GAP


def watermark(actor: Actor, at: datetime) -> Watermark:
    """The mark of ``actor``, who reads at ``at``."""
    return Watermark(actor.name, f"{actor.workspace_name} {localtime(at):%Y-%m-%d %H.%M}")
