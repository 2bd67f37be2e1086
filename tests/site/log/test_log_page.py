"""The log reviewer's page: the own room's events, in words, with the state of the seal."""

import ast
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

import gvi
from gvi.site.log.selection import Selection
from gvi.site.log.words import KINDS, PAGES, VERBS
from gvi.steps.incidents.models import Incident
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, give, in_room, make_player, make_workspace
from tests.events import events_of, one_event

pytestmark = pytest.mark.django_db
LOG, FILE = "/logg/", "/logg/logg.xlsx"
MOST_QUERIES = 16


@pytest.fixture
def reviewer() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.LOG_REVIEWER, name="Siv Ask")


@pytest.fixture
def analyst(reviewer: Player) -> Player:
    return make_player(reviewer.member.workspace, Role.ANALYST, name="Bo Alm")


def act(player: Player, count: int = 1, verb: str = "incidents.confirm", **fields: object) -> None:
    with in_room(player) as actor:
        for _ in range(count):
            write(Operation.CHANGE, verb, by=actor, kind="incident", record=uuid4(), **fields)  # type: ignore[arg-type]


def text(player: Player, **query: str) -> str:
    answer = player.client().get(LOG, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works_who_what_and_why_in_words(reviewer: Player, analyst: Player) -> None:
    act(analyst, reason="Ny uppgift från sjukhuset")
    page = text(reviewer)
    for words in ("Bo Alm", "bekräftade en händelse", "Ny uppgift från sjukhuset", "inte förseglad än"):
        assert words in page


def test_another_rooms_events_and_members_are_not_there(reviewer: Player) -> None:
    other = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR, name="Ulla Gran")
    act(other, reason="Frivårdens eget")
    page = text(reviewer)
    assert "Ulla Gran" not in page
    assert "Frivårdens eget" not in page


def test_reading_the_log_is_itself_one_event(reviewer: Player) -> None:
    with one_event(reviewer, Operation.READ, "log.read"):
        text(reviewer)


def test_it_is_filtered_by_member_operation_kind_and_period(reviewer: Player, analyst: Player) -> None:
    act(analyst, reason="Händelsen")
    with in_room(reviewer) as actor:
        write(Operation.SETTINGS, "workspaces.invite", by=actor, kind="member", reason="Inbjudan")
    today = timezone.localdate()
    for first, shown in ((today, True), (today + timedelta(days=1), False)):
        page = text(reviewer, fran=str(first))
        assert ("Händelsen" in page, "Inbjudan" in page) == (shown, shown), first
    one = (("medlem", str(analyst.member.pk)), ("handling", "change"), ("slag", "incident"))
    for name, value in one:
        page = text(reviewer, **{name: value})
        assert ("Händelsen" in page, "Inbjudan" in page) == (True, False), name


@pytest.mark.parametrize("query", [{"namn": "x"}, {"handling": "x", "page": "2", "poang": "1"}])
def test_t22_an_unknown_filter_is_refused(reviewer: Player, query: dict[str, str]) -> None:
    assert reviewer.client().get(LOG, query).status_code == 400


def test_a_value_that_does_not_exist_is_a_form_error(reviewer: Player) -> None:
    assert reviewer.client().get(LOG, {"handling": "poäng"}).status_code == 422
    assert reviewer.client().get(LOG, {"medlem": str(uuid4())}).status_code == 422
    assert reviewer.client().get(FILE, {"handling": "poäng"}).status_code == 400


def test_it_is_sorted_and_paged(reviewer: Player, analyst: Player) -> None:
    act(analyst, 60)
    first, second = text(reviewer, sort="tid"), text(reviewer, sort="tid", page="2")
    assert first.count("bekräftade en händelse") == 50
    assert second.count("bekräftade en händelse") == 10


def test_the_record_is_a_link_only_for_who_may_follow_it(reviewer: Player, analyst: Player) -> None:
    incident = Incident.objects.create(
        occurred_at=timezone.now(), kind="shooting", source="own", source_id="1", reported_at=timezone.now()
    )
    with in_room(analyst) as actor:
        write(Operation.CHANGE, "incidents.confirm", by=actor, kind="incident", record=incident.pk)
    assert f"/handelser/{incident.pk}/" not in text(reviewer)
    today = timezone.localdate()
    give(reviewer, Role.ANALYST, starts=today, ends=today + timedelta(days=9))
    assert f"/handelser/{incident.pk}/" in text(reviewer)


def test_it_says_when_the_log_was_verified_and_how_it_was(reviewer: Player) -> None:
    write(Operation.READ, "log.verified", by=None, kind="log")
    assert "kontroll av loggen: hel" in text(reviewer)
    write(Operation.READ, "log.fault", by=None, kind="log", reason="position 7")
    assert "kontroll av loggen: fel hittat" in text(reviewer)


def test_the_number_of_queries_does_not_grow_with_the_log(reviewer: Player, analyst: Player) -> None:
    client = reviewer.client()
    act(analyst, 2)
    client.get(LOG)
    counts = []
    for more in (3, 55):
        act(analyst, more)
        with CaptureQueriesContext(connection) as seen:
            client.get(LOG)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_QUERIES


def test_the_file_holds_the_same_rows_and_is_logged(reviewer: Player, analyst: Player) -> None:
    act(analyst, 2, reason="=1+1")
    with one_event(reviewer, Operation.EXPORT, "log.export"):
        answer = reviewer.client().get(FILE, {"slag": "incident"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["När", "Vem", "Handling", "Vad"]
    assert [row[1:5] for row in rows[1:]] == [["Bo Alm", "ändra", "bekräftade en händelse", "händelse"]] * 2
    assert {row[6] for row in rows[1:]} == {"=1+1"}


def test_only_who_may_read_the_log_may(analyst: Player) -> None:
    assert [analyst.client().get(path).status_code for path in (LOG, FILE)] == [404, 404]


def test_the_room_can_not_be_chosen_by_the_selection_alone(reviewer: Player) -> None:
    other = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    act(other)
    with in_room(reviewer):
        assert not Selection(other.member.workspace_id).rows().filter(member_id=other.member.pk).exists()
    assert events_of(other)


def verbs_and_kinds() -> Iterator[tuple[str, str]]:
    """Every verb and kind that the source writes to the log as plain text."""
    for file in Path(gvi.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                not isinstance(call, ast.Call)
                or getattr(call.func, "id", "") != "write"
                or len(call.args) < 2
            ):
                continue
            if isinstance(call.args[1], ast.Constant):
                yield "verb", str(call.args[1].value)
            kinds = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
            yield from (("kind", str(kind.value)) for kind in kinds if isinstance(kind, ast.Constant))


def test_every_verb_and_kind_that_is_written_has_words() -> None:
    written = set(verbs_and_kinds())
    known = {("verb", verb) for verb in VERBS} | {("kind", kind) for kind in KINDS}
    assert len(written) > 40
    assert written - known == set()
    assert set(PAGES) <= set(KINDS)
