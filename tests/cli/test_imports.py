"""``gvi import incidents`` as one types it: its account as JSON, a dry run, a report, and refusals in a line."""

import csv
import json
import subprocess
from pathlib import Path

import pytest
from django.db import transaction

from gvi.cli.main import main
from gvi.steps.incidents.models import ImportFile, Incident
from gvi.trust.log.models import Event
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.cluster import Cluster
from tests.installation import environment, gvi

SHEET = """Dag;Klockan;Rum 7;Vad
2026-11-20;22.40;Norra torget;skjutning
2026-13-40;01.15;Hamnen;sprängning
2026-11-21;01.15;Hamnen;skjutning
"""
MAPPING = {"columns": {"date": "Dag", "time": "Klockan", "area": "Rum 7", "kind": "Vad"}}
KEYS = {"rows", "kept", "skipped", "refused", "new", "changed", "same"}


@pytest.fixture
def surroundings(own_database: str, cluster: Cluster, tmp_path: Path) -> dict[str, str]:
    """Environment variables of an installation on the test server."""
    return environment(cluster, own_database, tmp_path)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "blad.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def bring(
    surroundings: dict[str, str], sheet: Path, *words: str, form: str = "csv"
) -> subprocess.CompletedProcess[str]:
    return gvi(surroundings, "import", "incidents", str(sheet), "--format", form, *words)


def test_it_works_with_a_mapping_a_member_and_a_report(
    surroundings: dict[str, str], sheet: Path, tmp_path: Path
) -> None:
    player = make_player(make_workspace(Kind.MUNICIPALITY, on=False), Role.COORDINATOR)
    mapping, report = tmp_path / "blad.json", tmp_path / "avvisade.csv"
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")
    words = ["--json", "--mapping", str(mapping), "--report", str(report), "--as", player.user.email]
    done = bring(surroundings, sheet, *words)
    told = json.loads(done.stdout)
    assert set(told) >= KEYS, done.stderr
    assert (told["rows"], told["kept"], told["new"], told["same"]) == (3, {"shooting": 2}, 2, 0)
    assert (told["refused"][0]["row"], told["refused"][0]["value"]) == (3, "2026-13-40")
    areas = Incident.objects.order_by("occurred_at").values_list("area__name", flat=True)
    assert list(areas) == ["Norra torget", "Hamnen"]
    with transaction.atomic(), in_room(player):
        assert Event.objects.get(verb="incidents.import").member_id == player.member.pk
    with report.open(encoding="utf-8-sig", newline="") as stream:
        refused = list(csv.DictReader(stream, delimiter=";"))
    assert [(row["file"], row["row"], row["column"]) for row in refused] == [("blad.csv", "3", "Dag")]


def test_a_dry_run_tells_and_keeps_nothing(surroundings: dict[str, str], sheet: Path) -> None:
    done = bring(surroundings, sheet, "--dry-run")
    assert done.stdout.startswith("3 rows: 2 would be new, 0 changed, 0 same."), done.stderr
    assert "blad.csv, row 3, Dag '2026-13-40': expected a" in done.stdout
    assert (Incident.objects.count(), ImportFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["saknas.csv", "--format", "csv"], "saknas.csv: expected a file"),
        (["blad.csv", "--format", "docx"], "blad.csv: expected"),
        (["blad.csv", "--format", "xlsx"], "blad.csv: expected"),
        (["blad.csv", "--format", "csv", "--mapping", "saknas.json"], "saknas.json: expected"),
        (
            ["blad.csv", "--format", "csv", "--as", "ingen@bjorkhamn.example"],
            "--as ingen@bjorkhamn.example: no member",
        ),
        (["blad.csv", "--format", "csv", "--report", "saknas/avvisade.csv"], "saknas/avvisade.csv"),
    ],
)
def test_what_can_not_be_done_is_told_in_a_line(
    surroundings: dict[str, str],
    sheet: Path,
    words: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    where = {word: str(sheet.parent / word) for word in words if word.startswith(("blad", "saknas"))}
    monkeypatch.setenv("DATABASE_URL", surroundings["DATABASE_URL"])
    monkeypatch.setattr(
        "sys.argv", ["gvi", "import", "incidents", *(where.get(word, word) for word in words)]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (1, "", 1), told.err
    assert said in told.err
    assert not Incident.objects.exists()
