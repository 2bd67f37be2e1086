"""The helps of the commands on files, as printed: nothing that stands in brackets is taken for markup."""

import re

import pytest
from typer.testing import CliRunner

from gvi.cli.main import app
from gvi.cli.science.chains import chains
from gvi.cli.science.communities import communities
from gvi.cli.science.concentration import concentration
from gvi.cli.science.evaluate import evaluate
from gvi.cli.science.messengers import messengers
from gvi.cli.science.meta import meta
from gvi.cli.science.near_repeat import near_repeat
from gvi.cli.science.panel_build import panel_build
from gvi.cli.science.plan import check, new
from gvi.cli.science.power import power
from gvi.cli.science.ties import ties

HELPS = {
    "chains": chains.__doc__,
    "communities": communities.__doc__,
    "concentration": concentration.__doc__,
    "evaluate": evaluate.__doc__,
    "messengers": messengers.__doc__,
    "meta": meta.__doc__,
    "near-repeat": near_repeat.__doc__,
    "panel build": panel_build.__doc__,
    "plan check": check.__doc__,
    "plan new": new.__doc__,
    "power": power.__doc__,
    "ties": ties.__doc__,
}


@pytest.mark.parametrize("name", HELPS)
def test_every_word_of_the_help_is_printed(name: str) -> None:
    printed = CliRunner().invoke(app, [*name.split(), "--help"], env={"COLUMNS": "300"}).output
    for line in str(HELPS[name]).splitlines():
        assert " ".join(line.split()) in re.sub(r"\s+", " ", printed)


def test_the_extra_for_spark_is_printed_whole() -> None:
    assert "gvi[spark]" in CliRunner().invoke(app, ["ties", "--help"], env={"COLUMNS": "300"}).output
