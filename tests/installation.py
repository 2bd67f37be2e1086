"""An installation on the test server: its environment, and its commands as one types them."""

import os
import subprocess
import sys
from pathlib import Path

from tests.cluster import Cluster

ROLES = {
    "DATABASE_URL": "gvi_app",
    "DATABASE_MIGRATOR_URL": "gvi_migrator",
    "DATABASE_BACKUP_URL": "gvi_backup",
}


def environment(cluster: Cluster, database: str, folder: Path) -> dict[str, str]:
    """Environment variables of an installation whose keys lie in ``folder``."""
    urls = {variable: cluster.url(role, database) for variable, role in ROLES.items()}
    files = {"GVI_SEAL_KEY": str(folder / "seal.key"), "GVI_ANCHOR": str(folder / "anchor.jsonl")}
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "gvi.site.settings.test", **urls, **files}


def gvi(surroundings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-c", "from gvi.cli import main; main()", *words]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=120, check=False)
