"""What a flow says when it refuses: a sentence for the user, and the reason in law or process.

Every refusal is a subclass of ``Refusal``; screens show ``str(refusal)`` in the reader's language, and a
refusal of a right becomes "not found", so that nothing tells what exists in another room.
"""

from django.utils.functional import Promise


class Refusal(Exception):
    """A flow's refusal. ``sentence`` is translated text for the user; ``reason`` cites law or process."""

    def __init__(self, sentence: str | Promise, *, reason: str | Promise = "", field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        return f"{self.sentence} {self.reason}".strip()


class NotAllowed(Refusal):
    """The actor lacks the right: shown as 404 and logged as a denial."""
