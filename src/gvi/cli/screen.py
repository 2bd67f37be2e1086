"""Writing to the terminal: what was found to stdout, what went wrong to stderr."""

from typing import NoReturn

import typer
from rich.console import Console

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def fail(text: object) -> NoReturn:
    """Say in one line what went wrong and end with 1."""
    errors.print(str(text), style="red", markup=False)
    raise typer.Exit(1)
