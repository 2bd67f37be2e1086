"""The evaluator's extract: figures without persons and without groups, hashed, frozen, and read by the evaluator."""

import hashlib
import io
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import polars as pl
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gvi.steps.incidents.models import ContextEvent
from gvi.steps.review.flows.secrecy_test import record_release
from gvi.steps.review.models import Release
from gvi.steps.studies.flows.freeze_extract import freeze_extract
from gvi.steps.studies.models import Extract
from gvi.steps.talks.models import Quarter
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player
from tests.steps.groups.belonging import make_group
from tests.steps.studies.studying import MARKS
from tests.trust.people.persons import make_person


def freeze(player: Player) -> Extract:
    with in_room(player) as actor:
        return freeze_extract(MARKS, by=actor, at=timezone.now())


def opened(extract: Extract) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(bytes(extract.content)))
    return {name: archive.read(name) for name in archive.namelist()}


def test_incidents_are_whole_and_every_month_is_there(history: int, writer: Player) -> None:
    table = pl.read_csv(opened(freeze(writer))["handelser.csv"])
    assert table["incidents"].sum() == history
    assert table.group_by("area").len()["len"].n_unique() == 1
    assert set(table["preliminary"]) == {"ja", "nej"}


def test_every_variable_is_in_the_code_book(history: int, writer: Player) -> None:
    files = opened(freeze(writer))
    book = pl.read_csv(files["kodbok.csv"])
    told = set(zip(book["file"], book["variable"], strict=True))
    have = {
        (name, column)
        for name, content in files.items()
        if name.endswith(".csv") and name != "kodbok.csv"
        for column in pl.read_csv(content, infer_schema=False).columns
    }
    assert told == have


def test_the_hashes_are_of_the_files(history: int, writer: Player) -> None:
    extract = freeze(writer)
    files = opened(extract)
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert extract.sha256 == hashlib.sha256(bytes(extract.content)).hexdigest()


def test_t26_a_hidden_count_of_contacts_stays_hidden(history: int, writer: Player, locker: Player) -> None:
    decider = make_player(locker.member.workspace, Role.DECISION_MAKER)
    ends = date(timezone.localdate().year - 1, 12, 31)
    with in_room(decider) as actor:
        number, now = uuid4(), timezone.now()
        record_release(Release.What.TALKS, number, "Små antal är dolda i hela staden.", by=actor, at=now)
        Quarter.objects.create(
            id=number, owner=locker.member.workspace, ends=ends, attempts=24, met=None, through_family=None,
            released_by=decider.member.pk, released_at=now,
        )  # fmt: skip
    (row,) = pl.read_csv(opened(freeze(writer))["kontakt.csv"], infer_schema=False).to_dicts()
    assert row == {
        "quarter_end": f"{ends}", "attempts": "24", "met": "dold", "through_family": "dold", "median_hours": "dold",
    }  # fmt: skip


def test_t25_no_name_of_a_person_and_no_group_is_in_it(history: int, writer: Player, locker: Player) -> None:
    make_person(locker, surname="Kanariefågel")
    make_group("Tysthassel")
    ContextEvent.objects.create(kind="law", title="Ny lag", starts=timezone.localdate() - timedelta(days=90))
    whole = b"".join(opened(freeze(writer)).values()).decode()
    assert "Ny lag" in whole
    for word in ("Kanariefågel", "Tysthassel", writer.member.name):
        assert word not in whole


def test_the_evaluator_takes_it_and_may_not_freeze(history: int, writer: Player, evaluator: Player) -> None:
    extract = freeze(writer)
    client = evaluator.client()
    assert extract.sha256 in client.get("/utvardering/utdrag/").content.decode()
    got = client.get(f"/utvardering/utdrag/{extract.pk}.zip")
    assert got.content == bytes(extract.content)
    assert "utdrag-1.zip" in got["Content-Disposition"]
    with pytest.raises(NotAllowed):
        freeze(evaluator)


def test_a_frozen_extract_is_never_changed(history: int, writer: Player) -> None:
    freeze(writer)
    with (
        in_room(writer),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update studies_extract set sha256 = 'x'")


def test_the_list_costs_the_same_however_long(history: int, writer: Player) -> None:
    freeze(writer)
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            writer.client().get("/utvardering/utdrag/")
        counted.append(len(seen))
        freeze(writer)
        freeze(writer)
    assert counted[0] == counted[1]
    assert Workspace.objects.filter(kind=Kind.MUNICIPALITY).count() == 1
