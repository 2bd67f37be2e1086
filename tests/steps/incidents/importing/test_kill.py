"""``gvi import incidents`` killed twenty times: after each the incidents of the file are there, all of them or none.

The command runs in a process of its own, forked from one that has loaded the program already; half of the moments are
drawn over the whole run and half after everything is staged, when it publishes.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Timer

import psycopg
import pytest
from django.db import connection

from gvi.steps.incidents.flows.import_incidents import import_incidents
from gvi.steps.incidents.models import ImportFile, Incident, StagedRow
from gvi.trust.workspaces.actor import CONSOLE
from tests.cluster import Cluster
from tests.installation import environment

ROWS = 26_000  # more than a batch
KILLS = 20
FORKING = """
import os, sys
from gvi.cli.main import main
import gvi.site.settings.test, gvi.steps.incidents.reading, django
django.setup()
import gvi.steps.incidents.flows.import_incidents
for line in sys.stdin:
    if child := os.fork():
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)
    else:
        sys.argv, sys.stdout = ["gvi", *line.split()], open(os.devnull, "w")
        main()
        os._exit(0)
"""


class Command:
    """Starts imports; ``wait`` says how the last one ended."""

    def __init__(self, surroundings: dict[str, str], file: Path) -> None:
        self.line = f"import incidents {file} --format csv\n"
        command = [sys.executable, "-c", FORKING]
        self.process = subprocess.Popen(
            command, env=surroundings, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def start(self) -> int:
        """Begin an import and tell its process."""
        assert self.process.stdin
        self.process.stdin.write(self.line)
        self.process.stdin.flush()
        return self._number()

    def wait(self) -> int:
        """The status it ended with: 0, or the signal."""
        return self._number()

    def stop(self) -> None:
        """End the process that forks."""
        self.process.kill()
        self.process.wait()

    def _number(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "blad.csv"
    first = datetime(2020, 1, 1, tzinfo=UTC)
    times = (f"{first + timedelta(hours=n):%Y-%m-%d;%H.%M}" for n in range(ROWS))
    lines = (f"{n};{when};Område {n % 9};skjutning" for n, when in enumerate(times))
    path.write_text("\n".join(["Id;Datum;Tid;Område;Händelse", *lines]), encoding="utf-8")
    return path


@pytest.fixture
def command(own_database: str, cluster: Cluster, tmp_path: Path, sheet: Path) -> Iterator[Command]:
    made = Command(environment(cluster, own_database, tmp_path), sheet)
    yield made
    made.stop()


@pytest.fixture
def forget_all(own_database: str, cluster: Cluster) -> Callable[[], None]:
    """Empty incidents, as nobody but a superuser can."""

    def forget() -> None:
        with psycopg.connect(f"{cluster.admin_url.rsplit('/', 1)[0]}/{own_database}") as superuser:
            superuser.execute("set session_replication_role = replica")
            superuser.execute("delete from incidents_incident")

    return forget


def until_staged() -> None:
    """Return when the file that is on its way is staged to its last row, or published."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        under_way = ImportFile.objects.filter(published_at=None).values_list("staged", flat=True).first()
        if under_way in {None, ROWS}:
            return


def test_killed_at_any_moment_all_or_nothing(command: Command, forget_all: Callable[[], None]) -> None:
    chance = Random(7)
    command.start()
    began = time.monotonic()
    while not ImportFile.objects.exists():
        continue
    until_staged()
    staged = time.monotonic()
    assert command.wait() == 0
    run, publishing = time.monotonic() - began, time.monotonic() - staged
    assert Incident.objects.count() == ROWS
    ends = set()
    for number in range(KILLS):
        if Incident.objects.exists():
            forget_all()
        process = command.start()
        if number % 2:
            until_staged()
        killer = Timer(
            chance.uniform(0, publishing if number % 2 else run), os.kill, [process, signal.SIGKILL]
        )
        killer.start()
        ends.add(command.wait())
        killer.cancel()
        assert Incident.objects.count() in {0, ROWS}
    assert signal.SIGKILL in ends
    command.start()
    assert command.wait() == 0
    assert Incident.objects.count() == ROWS
    command.start()
    assert command.wait() == 0
    last = ImportFile.objects.latest("published_at")
    assert [last.result[key] for key in ("new", "changed", "same")] == [0, 0, ROWS]
    assert not StagedRow.objects.exists()


def test_the_same_file_twice_at_once_is_read_in_once(
    command: Command, own_database: str, cluster: Cluster, tmp_path: Path, sheet: Path
) -> None:
    second = Command(environment(cluster, own_database, tmp_path), sheet)
    for one in (command, second):
        one.start()
    assert [one.wait() for one in (command, second)] == [0, 0]
    second.stop()
    told = [file.result["new"] for file in ImportFile.objects.order_by("published_at")]
    assert told == [ROWS, 0]
    assert Incident.objects.count() == ROWS


def test_rows_that_a_crash_of_the_server_emptied_are_staged_anew(own_database: str, sheet: Path) -> None:
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    with pytest.raises(InterruptedError):
        import_incidents(sheet, "csv", by=CONSOLE, at=at, today=at.date(), progress=interrupt)
    assert ImportFile.objects.get().staged == StagedRow.objects.count() > 0
    StagedRow.objects.all().delete()
    outcome = import_incidents(sheet, "csv", by=CONSOLE, at=at, today=at.date())
    assert (outcome.new, outcome.same, Incident.objects.count()) == (ROWS, 0, ROWS)


def test_what_was_staged_is_not_read_twice(own_database: str, sheet: Path) -> None:
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    with pytest.raises(InterruptedError):
        import_incidents(sheet, "csv", by=CONSOLE, at=at, today=at.date(), progress=interrupt)
    outcome = import_incidents(sheet, "csv", by=CONSOLE, at=at, today=at.date())
    assert (outcome.rows, outcome.new, Incident.objects.count()) == (ROWS, ROWS, ROWS)
    with connection.cursor() as cursor:
        cursor.execute("select last_value from incidents_stagedrow_id_seq")
        assert cursor.fetchone() == (ROWS,)


def test_what_nobody_goes_on_with_is_forgotten_after_a_day(
    own_database: str, sheet: Path, tmp_path: Path
) -> None:
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    with pytest.raises(InterruptedError):
        import_incidents(sheet, "csv", by=CONSOLE, at=at, today=at.date(), progress=interrupt)
    other = tmp_path / "annat.csv"
    other.write_text("Datum;Händelse\n2026-11-20;skjutning\n", encoding="utf-8")
    import_incidents(other, "csv", by=CONSOLE, at=at + timedelta(days=2), today=at.date())
    assert (ImportFile.objects.count(), StagedRow.objects.count()) == (1, 0)


def interrupt(share: float) -> None:
    """Stop after the first batch."""
    raise InterruptedError
