"""The ``gvi`` command: every command is registered here, one line each."""

import os
import sys

import typer

from gvi.cli import imports, keeping, log, preparing, retention, serving, setup
from gvi.cli.demo.command import demo
from gvi.cli.refused import CommandRefused
from gvi.cli.science import panel_build, panel_exchange, plan
from gvi.cli.science.chains import chains
from gvi.cli.science.communities import communities
from gvi.cli.science.concentration import concentration
from gvi.cli.science.evaluate import evaluate
from gvi.cli.science.messengers import messengers
from gvi.cli.science.meta import meta
from gvi.cli.science.near_repeat import near_repeat
from gvi.cli.science.power import power
from gvi.cli.science.ties import ties
from gvi.cli.screen import errors
from gvi.database.embedded import ServerError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Group Violence Intervention: the programme's commands.",
)
app.command("demo")(demo)
app.command("serve")(serving.serve)
app.command("worker")(serving.worker)
app.command("setup")(setup.setup)
app.command("migrate")(preparing.migrate)
app.command("check")(preparing.check)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("concentration")(concentration)
app.command("chains")(chains)
app.command("near-repeat")(near_repeat)
app.command("ties")(ties)
app.command("communities")(communities)
app.command("messengers")(messengers)
app.command("evaluate")(evaluate)
app.command("power")(power)
app.command("meta")(meta)
app.add_typer(plan.app, name="plan", help="Write and check the plan of an evaluation.")
panel_build.app.command("key")(panel_exchange.panel_key)
panel_build.app.command("export")(panel_exchange.panel_export)
panel_build.app.command("join")(panel_exchange.panel_join)
app.add_typer(
    panel_build.app,
    name="panel",
    help="Panels: build them, send them signed, put many together.",
)
app.add_typer(imports.app, name="import", help="Read files in.")
app.add_typer(log.app, name="log", help="Seal and verify the log.")
app.add_typer(retention.app, name="retention", help="Set apart and erase.")
app.add_typer(preparing.database, name="database", help="Prepare a server of your own.")


def main() -> None:
    """Run the command; what can be told in a sentence is told in one, without a traceback."""
    try:
        app()
    except Exception as error:
        if not _is_told(error) or os.environ.get("GVI_TRACEBACK"):
            raise
        errors.print(str(error), style="red", markup=False)
        sys.exit(1)


def _is_told(error: Exception) -> bool:
    """Whether the error's own text tells a user what to do."""
    if isinstance(error, CommandRefused | ServerError | ValueError):
        return True  # raised where there may be no settings, without which the rest can not be loaded
    from gvi.cli.told import TOLD

    return isinstance(error, TOLD)
