"""Reading a file in on the pages: dropped, shown as it is read, corrected, read in; and kept from everybody else."""

import random
import re
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gvi.steps.incidents.flows.keep_upload import sweep_uploads
from gvi.steps.incidents.forms import upload as upload_form
from gvi.steps.incidents.models import ImportFile, Incident, StagedRow, Upload
from gvi.steps.incidents.reading import to_sheet
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.incidents.reading.helpers import SLICE
from tests.steps.incidents.reading.mutations import BY_FORMAT
from tests.steps.incidents.reading.test_columns import as_file, rows
from tests.steps.incidents.scene import make_police

pytestmark = pytest.mark.django_db
DROP = "/handelser/inlasning/"
Page = Any  # a response as the test client dresses it
CANARY = "Kanariefågel Kvist"
SHEET = f"""Dag;Klockan;Plats;Vad;Personal
2026-11-20;22.40;Norra torget;skjutning;{CANARY}
2026-11-21;01.15;Hamnen;knivsak;{CANARY}
"""
ENDINGS = {"polisen": "json", "csv": "csv", "xlsx": "xlsx", "parquet": "parquet"}
COLUMNS = {"date": "Dag", "time": "Klockan", "area": "Plats", "kind": "Vad"}
TEXTS = """
    select table_name, column_name from information_schema.columns join pg_class on relname = table_name
    where table_schema = 'public' and relnamespace = 'public'::regnamespace and relkind = 'r'
        and has_table_privilege(pg_class.oid, 'select')
"""


@pytest.fixture
def coordinator() -> Player:
    return make_police()


@pytest.fixture
def client(coordinator: Player) -> Client:
    return coordinator.client()


def drop(client: Client, content: bytes | str, name: str = "blad.csv") -> Page:
    """Drop a file and follow to how it is read."""
    raw = content.encode() if isinstance(content, str) else content
    answer = client.post(DROP, {"file": SimpleUploadedFile(name, raw)})
    return client.get(answer.headers["Location"]) if answer.status_code == HTTPStatus.FOUND else answer


def read_in(client: Client, page: Page, **said: str) -> Page:
    """Answer the page as it stands, but for what is said."""
    form = page.context.get("form")
    shown = {name: form[name].value() or "" for name in form.fields} if form else {}
    return client.post(page.wsgi_request.path, {**shown, **said})


def text(page: Page) -> str:
    content: str = page.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", content))


def word_of(page: Page, word: str) -> str:
    words: dict[str, str] = page.context["form"].words
    return next(name for name, asked in words.items() if asked == word)


def test_it_works_from_the_drop_to_the_account(client: Client) -> None:
    page = drop(client, SHEET)
    assert {name: page.context["form"][name].value() for name in COLUMNS} == COLUMNS
    assert "20 november 2026 22.40 ← ”2026-11-20” ”22.40”" in text(page)
    answer = read_in(client, page, **{word_of(page, "knivsak"): "stabbing"})
    account = client.get(answer.headers["Location"])
    assert "2 rader lästes" in text(account)
    assert sorted(Incident.objects.values_list("kind", flat=True)) == ["shooting", "stabbing"]
    assert "CSV" in text(client.get(DROP))


def test_a_column_is_corrected_and_shown_anew_before_anything_is_kept(client: Client) -> None:
    page = drop(client, SHEET.replace("Plats;", "Rum 7;"))
    assert page.context["form"]["area"].value() == ""
    again = read_in(client, page, area="Rum 7", look="1")
    assert "Norra torget" in text(again)
    assert not Incident.objects.exists()
    read_in(client, again, area="Rum 7", **{word_of(again, "knivsak"): "skip"})
    assert list(Incident.objects.values_list("area__name", flat=True)) == ["Norra torget"]


def test_words_of_a_column_that_nobody_has_seen_are_asked_before_they_are_read(client: Client) -> None:
    page = drop(client, SHEET.replace(";Vad;", ";Kolumn 4 B;"))
    asked = read_in(client, page, kind="Kolumn 4 B")
    assert (asked.status_code, Incident.objects.count()) == (HTTPStatus.OK, 0)
    read_in(client, asked, kind="Kolumn 4 B", **{word_of(asked, "knivsak"): "stabbing"})
    assert Incident.objects.filter(kind="stabbing").count() == 1


def test_the_second_time_the_sheet_is_read_as_it_was_corrected(client: Client) -> None:
    page = drop(client, SHEET.replace("Plats;", "Rum 7;"))
    read_in(client, page, area="Rum 7", **{word_of(page, "knivsak"): "stabbing"})
    again = drop(client, SHEET.replace("Plats;", "Rum 7;"))
    assert again.context["form"]["area"].value() == "Rum 7"
    assert again.context["words"] == []
    account = client.get(read_in(client, again).headers["Location"])
    assert [account.context["file"].new, account.context["file"].same] == [0, 2]


def test_without_a_date_nothing_is_read_and_it_is_said_what_is_missing(client: Client) -> None:
    page = read_in(client, drop(client, SHEET), date="")
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Peka ut datum och vad som hänt" in text(page)
    assert not Incident.objects.exists()


def test_a_row_that_can_not_be_read_stands_in_the_account(client: Client) -> None:
    page = drop(client, SHEET.replace("2026-11-21", "2026-13-40"))
    account = text(client.get(read_in(client, page).headers["Location"]))
    assert "Avvisade rader" in account
    assert "2026-13-40" in account


def test_the_polices_feed_is_counted_before_it_is_read_in(client: Client) -> None:
    page = drop(client, SLICE.read_bytes(), "events.json")
    assert f"{page.context['counted'].new} är nya" in text(page)
    assert page.context["skipped"] > page.context["unknown"] >= 0
    assert f"{page.context['skipped']} händelser är av slag som strategin inte följer" in text(page)
    left = [Incident.objects.count(), ImportFile.objects.count(), StagedRow.objects.count()]
    assert left == [0, 0, 0]
    answer = client.post(page.wsgi_request.path)
    account = client.get(answer.headers["Location"])
    assert account.context["file"].new == page.context["counted"].new == Incident.objects.count()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("fel.json", b"{", "Filen kan inte läsas"),
        ("fel.xlsx", b"not a workbook", "Filen kan inte läsas"),
        ("tom.csv", b" \n", "Filen kan inte läsas"),
        ("fel.pdf", b"%PDF", "Filen ska sluta på"),
        ("tom.csv", b"", "tom"),
    ],
)
def test_what_can_not_be_read_is_refused_in_a_sentence(
    client: Client, coordinator: Player, name: str, content: bytes, said: str
) -> None:
    page = drop(client, content, name)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text(page)
    with in_room(coordinator):
        assert not Upload.objects.exists()


def test_what_is_too_large_is_sent_to_the_command(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_form, "LARGEST", 10)
    page = drop(client, SHEET)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Filen är större än 20 MB" in text(page)


def test_an_upload_is_nobody_elses_by_page_or_by_sql(client: Client, coordinator: Player) -> None:
    url = drop(client, SHEET).wsgi_request.path
    other = make_player(coordinator.member.workspace, Role.COORDINATOR)
    for answer in (other.client().get(url), other.client().post(url, COLUMNS)):
        assert answer.status_code == HTTPStatus.NOT_FOUND
    seen = []
    for player in (other, coordinator):
        with in_room(player), connection.cursor() as cursor:
            cursor.execute("select count(*) from incidents_upload")
            seen.append(cursor.fetchone()[0])
    assert seen == [0, 1]


def test_an_hour_later_an_upload_is_gone_whoever_sweeps(client: Client, coordinator: Player) -> None:
    url = drop(client, SHEET).wsgi_request.path
    sweep_uploads()
    with in_room(coordinator):
        assert Upload.objects.update(at=timezone.now() - timedelta(hours=1, minutes=1)) == 1
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    sweep_uploads()
    with in_room(coordinator):
        assert not Upload.objects.exists()


def test_who_only_reads_finds_no_such_page(client: Client) -> None:
    url = drop(client, SHEET).wsgi_request.path
    reader = make_player(make_workspace(Kind.EVALUATOR), Role.EVALUATOR).client()
    assert [reader.get(page).status_code for page in (DROP, url)] == [HTTPStatus.NOT_FOUND] * 2


def test_nothing_of_a_column_that_is_not_read_is_left(client: Client, coordinator: Player) -> None:
    page = drop(client, SHEET)
    assert CANARY not in page.content.decode()
    read_in(client, page, **{word_of(page, "knivsak"): "stabbing"})
    with in_room(coordinator), connection.cursor() as cursor:
        cursor.execute(TEXTS)
        columns = cursor.fetchall()
        assert ("incidents_upload", "content") in columns
        for table, column in columns:
            as_text = (
                f"""convert_from("{column}", 'LATIN1')""" if column == "content" else f'"{column}"::text'
            )
            cursor.execute(f"""select count(*) from "{table}" where {as_text} like '%%Kanarie%%'""")
            assert cursor.fetchone() == (0,), (table, column)


def queries(client: Client, count: int) -> tuple[int, int]:
    """How many queries it costs to see how a sheet of ``count`` rows is read, and to read it in."""
    line = "2026-11-20;22.40;Norra torget;skjutning;x\n"
    page = drop(client, "Dag;Klockan;Plats;Vad;Personal\n" + line * count)
    with CaptureQueriesContext(connection) as shown:
        client.get(page.wsgi_request.path)
    with CaptureQueriesContext(connection) as read:
        read_in(client, page)
    assert Incident.objects.count() == count
    return len(shown), len(read)


def test_queries_do_not_grow_with_the_sheet(client: Client) -> None:
    queries(client, 1)  # some things are asked once only
    few, many = queries(client, 2), queries(client, 500)
    assert few == many
    assert (few[0] <= 12, few[1] <= 40) == (True, True)


@pytest.mark.parametrize("seed", range(10))
def test_damaged_files_are_refused_or_accounted_for(tmp_path: Path, client: Client, seed: int) -> None:
    form = sorted(ENDINGS)[seed % 4]
    chance = random.Random(f"page {seed}")
    sound = SLICE if form == "polisen" else as_file(tmp_path, form, pl.concat([to_sheet(rows())] * 3))
    damaged = chance.choice(BY_FORMAT[form])(chance, sound.read_bytes())
    page = drop(client, damaged, f"skadad.{ENDINGS[form]}")
    if page.status_code == HTTPStatus.OK:
        page = read_in(client, page)
        if page.status_code == HTTPStatus.FOUND:
            page = client.get(page.headers["Location"])
    assert page.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}
