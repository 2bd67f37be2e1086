"""``gvi retention run`` as one types it, and the nightly task: counts by kind of room and table, and no person."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import Settings

from gvi.trust.people.models import RetentionRun
from gvi.trust.people.tasks import set_apart_and_erase
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import make_player, make_workspace
from tests.cluster import Cluster
from tests.erasing import count, let_days_pass, let_runs_age, superuser_of
from tests.installation import environment, gvi
from tests.trust.people.persons import make_person
from tests.working import work_off


def test_t16_a_rehearsal_tells_what_the_run_then_does(
    cluster: Cluster, own_database: str, tmp_path: Path
) -> None:
    analyst = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    person = make_person(analyst, surname="Ekvik")
    surroundings = environment(cluster, own_database, tmp_path)
    with superuser_of(cluster, own_database) as superuser:
        let_days_pass(superuser, 400, person.pk)
        rehearsed = gvi(surroundings, "retention", "run", "--dry-run", "--json")
        assert count(superuser, "people_person") == 1
        assert count(superuser, "people_retentionrun") == 0
        done = gvi(surroundings, "retention", "run", "--json")
        assert count(superuser, "people_person") == 0
    told, did = json.loads(rehearsed.stdout), json.loads(done.stdout)
    assert (told["dry_run"], did["dry_run"], did["tombstones_filed"]) == (True, False, 1)
    assert told["kinds"] == did["kinds"]
    assert did["kinds"] == [
        {"kind": "police", "set_apart": 1, "erased": 1, "rows": {"people_person": 1, "people_personrole": 1}}
    ]
    assert "Ekvik" not in rehearsed.stdout + done.stdout
    assert str(person.pk) not in rehearsed.stdout + done.stdout


def test_the_words_say_what_lies_behind_and_what_to_do(
    cluster: Cluster, own_database: str, tmp_path: Path
) -> None:
    surroundings = environment(cluster, own_database, tmp_path)
    assert "0 persons set apart, 0 records erased" in gvi(surroundings, "retention", "run").stdout
    with superuser_of(cluster, own_database) as superuser:
        let_runs_age(superuser, 10)
    assert "10 days behind" in gvi(surroundings, "retention", "run").stdout
    assert "behind" not in gvi(surroundings, "retention", "run", "--clock-is-right").stdout


@pytest.mark.usefixtures("own_database")
def test_the_worker_runs_it_every_night(tmp_path: Path, settings: Settings) -> None:
    settings.GVI_TOMBSTONES = str(tmp_path / "t.jsonl")
    (task,) = [
        it for it in app.periodic_registry.periodic_tasks.values() if it.task.name == "people.retention"
    ]
    assert task.cron == "15 1 * * *"
    set_apart_and_erase.defer(**{"timestamp": int(timezone.now().timestamp())})
    work_off()
    assert RetentionRun.objects.filter(finished_at__isnull=False).count() == 1
