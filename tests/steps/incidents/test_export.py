"""The export: the same sheet again, safe to open, logged, and never larger than someone can wait for."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from gvi.steps.incidents.flows import export_incidents as flow
from gvi.steps.incidents.flows.export_incidents import FORMATS, export_incidents
from gvi.steps.incidents.models import Incident, Kind, Precision
from gvi.steps.incidents.queries.selection import Selection
from gvi.steps.incidents.reading.columns import SHEET_MAPPING
from gvi.steps.incidents.reading.reader import read
from gvi.steps.incidents.refusals import TooManyRows
from gvi.steps.incidents.states import State
from gvi.trust.log.models import Event, Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind as RoomKind
from gvi.trust.workspaces.models import Area
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player, make_workspace
from tests.steps.incidents.scene import NOW, ago, make_incident, make_police, one_event

pytestmark = pytest.mark.django_db
COMPARED = ["source", "source_id", "occurred_at", "precision", "kind", "area", "latitude", "longitude"]
COMPARED += ["dead", "injured", "state", "reason", "summary", "link"]


@pytest.fixture
def by() -> Iterator[Actor]:
    with in_room(make_police()) as actor:
        yield actor


def make_many() -> None:
    area = Area.objects.create(name="Östra hamnen; inre")
    texts = [
        '=HYPERLINK("http://x")',
        "+46",
        "-1",
        "@x",
        "'=redan",
        'Sa "stopp"; sprang\nnorrut',
        "",
        "Å ä ö",
        "007",
    ]
    for number, text in enumerate(texts):
        make_incident(summary=text, source_id=f"{text[:1]}{number}", area=area if number % 2 else None)
    for kind in Kind:
        make_incident(kind=kind, dead=1, injured=2, latitude=59.12345, longitude=18.5)
    for precision in Precision:
        make_incident(precision=precision, occurred_at=datetime(2026, 11, 19, 23, tzinfo=UTC))
    for hour in (0, 1):
        make_incident(occurred_at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
    for state in State:
        make_incident(state=state, link="https://polisen.example/1")


def rows_in_database() -> list[tuple[object, ...]]:
    names = [{"area": "area__name", "reason": "unfounded_reason"}.get(name, name) for name in COMPARED]
    rows = Incident.objects.values_list(*names)
    return sorted((tuple("" if value is None else value for value in row) for row in rows), key=str)


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_exported_reads_back_to_the_same_rows(format: str, by: Actor, tmp_path: Path) -> None:
    make_many()
    made = export_incidents(Selection(), format, by=by, at=NOW)
    path = tmp_path / made.name
    path.write_bytes(made.content)
    reading = read(path, format, SHEET_MAPPING, today=NOW.date())
    batches = list(reading)
    assert [str(refused) for batch in batches for refused in batch.refused] == []
    back = pl.concat([batch.rows for batch in batches]).select(COMPARED).rows()
    again = sorted((tuple("" if value is None else value for value in row) for row in back), key=str)
    assert [tuple(map(str, row)) for row in again] == [tuple(map(str, row)) for row in rows_in_database()]


def test_no_cell_is_a_formula(by: Actor) -> None:
    make_many()
    with zipfile.ZipFile(io.BytesIO(export_incidents(Selection(), "xlsx", by=by, at=NOW).content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    sheet = export_incidents(Selection(), "csv", by=by, at=NOW).content.decode("utf-8-sig")
    frame = pl.read_csv(io.StringIO(sheet), separator=";", infer_schema=False).fill_null("")
    texts = frame.select("Id", "Sammanfattning", "Område", "Länk", "Källa")
    assert not [cell for row in texts.rows() for cell in row if cell[:1] in "=+-@" and cell]


def test_only_the_selection_is_exported_and_its_size_is_logged(by: Actor) -> None:
    make_incident(kind=Kind.ARSON)
    make_incident()
    make_incident()
    with one_event(Operation.EXPORT, "incidents.export"):
        made = export_incidents(Selection(kind=Kind.SHOOTING), "csv", by=by, at=NOW)
    assert made.rows == 2
    assert Event.objects.get(verb="incidents.export").count == 2


def test_more_than_anyone_can_wait_for_is_refused(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        make_incident(occurred_at=ago(1))
    monkeypatch.setattr(flow, "FORMATS", {"csv": replace(FORMATS["csv"], most=2)})
    with pytest.raises(TooManyRows, match="fler än 2 rader"):
        export_incidents(Selection(), "csv", by=by, at=NOW)


def test_who_may_not_export_gets_nothing() -> None:
    administrator = make_player(make_workspace(RoomKind.POLICE), Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        export_incidents(Selection(), "csv", by=administrator.actor, at=NOW)
