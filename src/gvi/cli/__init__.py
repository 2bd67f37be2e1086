"""The commands. ``gvi --help`` lists them; docs/reference/commands.md describes them.

Nothing here sets up Django until a command needs it, so that help and refusals come at once.
"""

from gvi.cli.main import main

__all__ = ["main"]
