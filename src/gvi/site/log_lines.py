"""Log lines without what a fault was about: where it happened and of which kind, never its message.

An exception often quotes the value that it choked on, and here a value may be a person's name. Programmers still
get the whole chain of files and lines (trust.md: "No person's data in … log line, error page").
"""

import logging
import traceback
from types import TracebackType

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    """Writes a traceback with the kind of each fault and without its words."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802
        """The chain of faults, the first one first."""
        lines: list[str] = []
        fault: BaseException | None = ei[1]
        while fault is not None:
            told = ["Traceback (most recent call last):\n", *traceback.format_tb(fault.__traceback__)]
            lines.insert(0, "".join([*told, type(fault).__qualname__]))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n\n".join(lines)
