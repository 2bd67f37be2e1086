"""Reading files in: every row accounted for, the second time nothing, a correction kept, an identity number refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from gvi.steps.groups.models import Group
from gvi.steps.incidents.facts import Facts
from gvi.steps.incidents.flows.correct import correct
from gvi.steps.incidents.flows.import_incidents import import_incidents
from gvi.steps.incidents.importing.outcome import Outcome
from gvi.steps.incidents.models import ImportFile, Incident, StagedRow
from gvi.steps.incidents.reading import FileRefused
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import CONSOLE
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WHOLE = Path(__file__).parents[5] / "shared" / "data" / "polisen-events-orebro-lan.json"
HEAD = "Id;Datum;Tid;Område;Händelse;Döda;Skadade;Status;Anteckning\n"
ROW = "7;2026-11-20;22.40;Norra torget;skjutning;0;1;rapporterad;Hylsor säkrade.\n"


@pytest.fixture
def coordinator() -> Player:
    return make_player(make_workspace(Kind.MUNICIPALITY, on=False), Role.COORDINATOR)


def write(folder: Path, text: str, name: str = "blad.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def bring(path: Path, form: str = "csv", *, dry_run: bool = False) -> Outcome:
    return import_incidents(path, form, by=CONSOLE, at=NOW, today=TODAY, dry_run=dry_run)


def revisions() -> list[Any]:
    return list(apps.get_model("incidents", "IncidentRevision")._default_manager.all())


def told(outcome: Outcome) -> tuple[int, int, int]:
    return outcome.new, outcome.changed, outcome.same


def test_it_works_a_sheet_becomes_incidents(tmp_path: Path) -> None:
    outcome = bring(write(tmp_path, HEAD + ROW))
    incident = Incident.objects.get()
    assert told(outcome) == (1, 0, 0)
    assert (incident.kind, incident.injured, incident.state) == ("shooting", 1, "reported")
    assert incident.area is not None
    assert incident.area.name == "Norra torget"


def test_the_second_time_nothing_is_new_or_changed(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + ROW)
    bring(path)
    assert told(bring(path)) == (0, 0, 1)


def test_a_changed_row_updates_and_keeps_the_earlier_version(tmp_path: Path) -> None:
    bring(write(tmp_path, HEAD + ROW))
    outcome = bring(write(tmp_path, HEAD + ROW.replace(";0;1;", ";1;1;")))
    assert told(outcome) == (0, 1, 0)
    assert Incident.objects.get().dead == 1
    assert [revision.dead for revision in revisions()] == [0]


def test_a_correction_made_here_is_not_undone_by_the_same_file(tmp_path: Path, coordinator: Player) -> None:
    path = write(tmp_path, HEAD + ROW)
    bring(path)
    with in_room(coordinator) as actor:
        incident = Incident.objects.get()
        facts = replace(Facts.of(incident), injured=2)
        correct(incident, facts, "Sjukhuset har ringt.", by=actor, at=NOW)
    assert told(bring(path)) == (0, 0, 1)
    assert Incident.objects.get().injured == 2


def test_a_decision_taken_here_is_not_reopened_by_a_file(tmp_path: Path) -> None:
    bring(write(tmp_path, HEAD + ROW))
    Incident.objects.update(state="confirmed")
    bring(write(tmp_path, HEAD + ROW.replace("säkrade", "hittade")))
    incident = Incident.objects.get()
    assert (incident.state, incident.summary) == ("confirmed", "Hylsor hittade.")


def test_a_state_in_the_file_is_followed_forward(tmp_path: Path) -> None:
    bring(write(tmp_path, HEAD + ROW))
    bring(write(tmp_path, HEAD + ROW.replace("rapporterad", "bekräftad")))
    assert Incident.objects.get().state == "confirmed"


def test_a_dry_run_counts_and_changes_nothing(tmp_path: Path) -> None:
    outcome = bring(write(tmp_path, HEAD + ROW), dry_run=True)
    assert told(outcome) == (1, 0, 0)
    left = [Incident.objects.count(), StagedRow.objects.count(), ImportFile.objects.count()]
    assert left == [0, 0, 0]


def test_t31_a_row_with_an_identity_number_is_refused_without_showing_it(tmp_path: Path) -> None:
    row = ROW.replace("Hylsor säkrade.", "Vittne 20130101-9806 hörd.")
    outcome = bring(write(tmp_path, HEAD + ROW + row.replace("7;", "8;", 1)))
    assert told(outcome) == (1, 0, 0)
    assert (outcome.rows, outcome.refused_rows, outcome.kept.total()) == (2, 1, 1)
    assert "9806" not in str(outcome.as_json())


@pytest.mark.parametrize(
    ("row", "column"),
    [(ROW.replace("Norra torget", "Hos 20130101-9806"), "Område"),
     (ROW.replace("Hylsor", "20130101−9806"), "Anteckning"),
     (ROW.replace("Hylsor", "2013­0101 : 9806"), "Anteckning"),
     (ROW.replace("Hylsor", "20130101_9806"), "Anteckning"),
     (ROW.replace("Hylsor", "20130101     9806"), "Anteckning"),
     (ROW.replace("Hylsor", "２０１３０１０１９８０６"), "Anteckning"),
     (ROW.replace("Hylsor", "٢٠١٣٠١٠١-٩٨٠٦"), "Anteckning")],
)  # fmt: skip
def test_t31_however_and_wherever_it_is_written(tmp_path: Path, row: str, column: str) -> None:
    refused = bring(write(tmp_path, HEAD + row)).as_json()["refused"]
    assert [(one["row"], one["column"], one["value"]) for one in refused] == [(2, column, "")]


def test_t31_nor_in_the_link(tmp_path: Path) -> None:
    head = HEAD.replace("Anteckning", "Länk")
    row = ROW.replace("Hylsor säkrade.", "https://sok.example/20130101-9806")
    assert [one.column for one in bring(write(tmp_path, head + row)).refused] == ["Länk"]


@pytest.mark.parametrize("text", ["Sälg sköt.", "S.älg sköt.", "SÄLG", "S​älgs bil", "Ｓälg", "gruppen sälg"])
def test_t34_a_row_that_names_a_group_is_refused(tmp_path: Path, text: str) -> None:
    Group.objects.create(code_name="Sälg", own_row=True)
    outcome = bring(write(tmp_path, HEAD + ROW.replace("Hylsor säkrade.", text)))
    assert (outcome.new, outcome.refused_rows, outcome.refused[0].column) == (0, 1, "Anteckning")


def test_t34_the_command_tells_no_hidden_name(tmp_path: Path) -> None:
    Group.objects.create(code_name="Sälg", own_row=False)
    assert bring(write(tmp_path, HEAD + ROW.replace("Hylsor", "Sälg"))).new == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Skott på Storgatan 3.", "address"),
        ("Ring 070-174 06 40.", "phone"),
        ("Vid en sälg.", "like_code_name"),
    ],
)
def test_t31_what_a_person_should_look_at_is_read_in_and_counted(
    tmp_path: Path, text: str, what: str
) -> None:
    Group.objects.create(code_name="Sälg", own_row=True)
    outcome = bring(write(tmp_path, HEAD + ROW + ROW.replace("7;", "8;", 1).replace("Hylsor säkrade.", text)))
    told_of = outcome.as_json()
    assert (outcome.new, told_of["warned_rows"]) == (2, 1)
    assert told_of["warned"] == [
        {"file": "blad.csv", "sheet": "", "row": 3, "column": "Anteckning", "what": what}
    ]


def test_a_refused_row_says_where_and_what_was_expected(tmp_path: Path) -> None:
    outcome = bring(write(tmp_path, HEAD + ROW + ROW.replace("7;2026-11-20", "8;2026-13-40")))
    refused = outcome.as_json()["refused"][0]
    assert (refused["row"], refused["column"], refused["value"]) == (3, "Datum", "2026-13-40")
    assert refused["expected"]


def test_a_file_that_can_not_be_read_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        bring(write(tmp_path, "{", "fel.json"), "polisen")
    assert not ImportFile.objects.exists()


def test_who_may_not_import_is_refused(tmp_path: Path) -> None:
    reader = make_player(make_workspace(Kind.MUNICIPALITY), Role.READER)
    with pytest.raises(NotAllowed):
        import_incidents(write(tmp_path, HEAD + ROW), "csv", by=reader.actor, at=NOW, today=TODAY)


@pytest.mark.skipif(not WHOLE.exists(), reason="the police's county file does not lie beside the project")
def test_the_county_file_is_accounted_for_and_read_twice_changes_nothing() -> None:
    first, second = bring(WHOLE, "polisen"), bring(WHOLE, "polisen")
    assert first.rows == 4156
    assert first.rows == first.kept.total() + first.skipped.total() + first.refused_rows
    assert told(first) == (first.kept.total(), 0, 0)
    assert told(second) == (0, 0, first.kept.total())


def test_other_capitals_are_the_same_area(tmp_path: Path) -> None:
    rows = [ROW.replace("7;", f"{n};", 1) for n in range(3)]
    rows[0] = rows[0].replace("Norra torget", "NORRA TORGET")
    path = write(tmp_path, HEAD + "".join(rows))
    assert told(bring(path)) == (3, 0, 0)
    assert {it.area.name for it in Incident.objects.select_related("area") if it.area} == {"Norra torget"}
    assert told(bring(path)) == (0, 0, 3)
