"""The register of processing: complete for every kind of room, true to what is switched on, and free of persons."""

from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from gvi.trust.law.documents.register import assessment_words
from gvi.trust.law.processing import told
from gvi.trust.law.processing.loading import (
    FOLDER,
    load_activities,
    load_grounds,
    load_measures,
    read_activity,
)
from gvi.trust.law.processing.register import Assessment, register_of
from gvi.trust.law.processing.told import Topic
from gvi.trust.law.rules import RuleFileError
from gvi.trust.law.rules.reading import WrongValue
from gvi.trust.log.models import Event
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, WITH_PERSONS, Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.law.rules import switch_on_rule

TODAY = timezone.localdate()


def lawyer_of(kind: Kind, *, on: bool = True) -> Player:
    return make_player(make_workspace(kind, on=on), Role.LAWYER)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_room_has_a_whole_register(kind: Kind) -> None:
    with in_room(lawyer_of(kind)) as actor:
        register = register_of(actor, TODAY)
    assert {entry.id for entry in register.entries} >= {"members", "log"}
    for entry in register.entries:
        assert len(entry.rows) == 6, entry.id
        assert all(values and all(values) for _label, values in entry.rows), entry
    assert register.with_persons is (kind in WITH_PERSON_ROUTES)
    assert register.measures


def test_persons_are_handled_only_where_there_are_any() -> None:
    handled = {kind for it in load_activities() if it.retention_of is Topic.PERSONS for kind in it.rooms}
    assert handled == set(WITH_PERSONS)
    assert set(load_grounds()) == set(Kind)
    assert {kind for kind, ground in load_grounds().items() if ground.regime == "led"} == {
        Kind.POLICE,
        Kind.PROBATION,
        Kind.PROSECUTOR,
        Kind.TAX_CRIME,
    }
    assert len(load_measures()) >= 5


@pytest.fixture
def room() -> Workspace:
    make_workspace(Kind.PROBATION)
    return make_workspace(Kind.POLICE)


@pytest.mark.django_db
def test_receivers_are_the_rules_that_are_on(room: Workspace) -> None:
    lawyer = make_player(room, Role.LAWYER)
    path = "/regler/behandlingar/"
    assert "Ingen. Ingen regel är påslagen." in lawyer.client().get(path).content.decode()
    switch_on_rule("osl_10_2", room)
    assert "Polisen → Kriminalvården: OSL 10:2" in lawyer.client().get(path).content.decode()


@pytest.mark.django_db
def test_t29_an_assessment_that_has_ended_is_said() -> None:
    with in_room(lawyer_of(Kind.POLICE, on=False)) as actor:
        assert register_of(actor, TODAY).assessment is None
    ended = Assessment(True, "KB 2026-1", "Rut Ek", TODAY, TODAY, ended=True)
    assert assessment_words(ended).endswith("Arbetsytan är avstängd.")
    assert assessment_words(None).startswith("Ingen konsekvensbedömning")


@pytest.mark.django_db
def test_the_paper_says_what_the_screen_says_and_taking_it_is_logged(room: Workspace) -> None:
    switch_on_rule("osl_10_2", room)
    client = make_player(room, Role.DATA_PROTECTION_OFFICER).client(**{"accept-language": "en"})
    answer = client.get("/regler/behandlingar/pdf/")
    assert answer.status_code == HTTPStatus.OK
    text = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())
    for words in ("Förteckning över behandlingar", "KB 2026-1", "OSL 10:2", "Säkerhetsåtgärder", "90 dagar"):
        assert words in text, words
    with in_room(make_player(room, Role.LOG_REVIEWER)):
        assert Event.objects.filter(verb="law.processing_pdf", operation="export").count() == 1


@pytest.mark.django_db
def test_what_apps_above_tell_is_shown(room: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "_TELLERS", {})
    lawyer = make_player(room, Role.LAWYER)
    with in_room(lawyer) as actor:
        assert register_of(actor, TODAY).agreements == ()
    told.register(Topic.AGREEMENTS, lambda _actor, _day: ["Kriminalvården: A 2026-14"])
    told.register(Topic.PERSONS, lambda _actor, _day: ["Högst 24 månader."])
    shown = lawyer.client().get("/regler/behandlingar/").content.decode()
    assert "Kriminalvården: A 2026-14" in shown
    assert "Högst 24 månader." in shown


@pytest.mark.django_db
def test_the_register_is_in_english_for_who_reads_english() -> None:
    with in_room(lawyer_of(Kind.POLICE)) as actor, override("en"):
        titles = {entry.title for entry in register_of(actor, TODAY).entries}
    assert "Decisions on disclosure" in titles


GOOD = {
    "id": "one",
    "rooms": ["police"],
    "discloses": False,
    **{key: {"sv": "x", "en": "y"} for key in ("title", "purpose", "persons", "data", "retention")},
}


@pytest.mark.parametrize(
    "change",
    [
        {"rooms": []},
        {"discloses": "no"},
        {"title": "x"},
        {"retention_of": "persons"},
        {"score": 1},
        {"id": "Not A Code"},
        {"basis": {"sv": "x"}},
    ],
)
def test_a_faulty_activity_is_refused(change: dict[str, object]) -> None:
    assert read_activity(GOOD).id == "one"
    with pytest.raises(WrongValue):
        read_activity({**GOOD, **change})


def test_a_faulty_file_of_activities_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "activities.toml"
    source = (FOLDER / "activities.toml").read_text(encoding="utf-8")
    broken.write_text(source.replace('rooms = ["police"]', 'rooms = ["army"]', 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"^activities\.toml: persons_police\.rooms: "):
        load_activities(broken)
