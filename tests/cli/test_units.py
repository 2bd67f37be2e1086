"""The units of docs/how-to/deploy: systemd itself finds nothing wrong with them, where it is installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gvi.cli.main import app

UNITS = Path(__file__).parents[2] / "docs" / "how-to" / "deploy"


def test_every_unit_runs_a_command_that_exists() -> None:
    known = {command.name for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    used = {
        word
        for unit in UNITS.glob("*.service")
        for word in re.findall(r"^ExecStart=.*?bin/gvi (\w+)", unit.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert used == {"serve", "worker", "backup", "log", "check"}
    assert used <= known


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    for unit in (*UNITS.glob("*.service"), *UNITS.glob("*.timer")):
        text = unit.read_text(encoding="utf-8").replace("/opt/gvi/.venv/bin/gvi", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
