"""The pages of studies: what stands on them, at a constant number of queries, and what they refuse."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gvi.steps.studies.models import Study
from tests.cast import Player
from tests.steps.studies.answering import answered
from tests.steps.studies.studying import begin, lock, write

HOME = "/utvardering/"
TOLD = {
    "title": "Skjutningar", "question": "Minskade de?", "primary": "shootings", "units": "Björkhamn",
    "start": "2025-07", "why_then": "Beslut i fullmäktige", "phase_in": "0", "method": "interrupted_series",
    "periods": "1–6, 7–12", "alpha": "0.05", "margin": "10", "negative_control": "",
}  # fmt: skip


def test_an_empty_list_says_how_to_begin(city: object, reader: Player) -> None:
    page = reader.client().get(HOME).content.decode()
    assert "Ingen studie än" in page
    assert "Ny studie" not in page


def test_the_list_costs_the_same_however_long(history: int, writer: Player, reader: Player) -> None:
    counted = []
    for _ in range(2):
        answered(writer, _planned(writer))
        client = reader.client()
        with CaptureQueriesContext(connection) as seen:
            client.get(HOME)
        counted.append(len(seen))
    assert counted[0] == counted[1]


def _planned(writer: Player) -> Study:
    study = begin(writer)
    write(writer, study)
    return study


def test_a_page_of_a_study_costs_the_same_however_often_it_was_run(history: int, writer: Player) -> None:
    study = _planned(writer)
    counted = []
    for _ in range(2):
        answered(writer, study)
        client = writer.client()
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("studies:study", args=[study.pk]))
        counted.append(len(seen))
    assert counted[0] == counted[1]


def test_the_form_writes_the_plan(history: int, writer: Player) -> None:
    study = begin(writer)
    answer = writer.client().post(reverse("studies:plan", args=[study.pk]), TOLD)
    assert answer.status_code == 302
    text = writer.client().get(reverse("studies:plan_file", args=[study.pk])).content.decode()
    assert 'outcomes = ["shootings"]' in text
    assert "periods = [[1, 6], [7, 12]]" in text


def test_why_then_must_be_answered(history: int, writer: Player) -> None:
    study = begin(writer)
    answer = writer.client().post(reverse("studies:plan", args=[study.pk]), {**TOLD, "why_then": " "})
    assert answer.status_code == 422


def test_the_text_can_be_edited_and_says_what_is_wrong(history: int, writer: Player) -> None:
    study = _planned(writer)
    url = reverse("studies:plan_text", args=[study.pk])
    client = writer.client()
    wrong = client.post(url, {"text": study.plans.get().text.replace("why_then", "why")})
    assert wrong.status_code == 422
    assert "[treatment]" in wrong.content.decode()


def test_the_receipt_is_downloaded_as_it_was_signed(history: int, writer: Player, locker: Player) -> None:
    study = _planned(writer)
    made = lock(locker, study)
    got = writer.client().get(reverse("studies:receipt", args=[study.pk]))
    assert got.content.decode() == made.receipt


def test_published_effects_are_listed_by_place_and_marked(city: object, reader: Player) -> None:
    page = reader.client().get(HOME + "andra-stader/").content.decode()
    assert page.index("Boston I") < page.index("Indianapolis") < page.index("Oakland")
    assert "inte kontrollerad" in page
    assert "inget intervall" in page


def test_own_answers_stand_beside_what_others_published(
    history: int, writer: Player, locker: Player, reader: Player
) -> None:
    study = _planned(writer)
    lock(locker, study)
    run = answered(writer, study)
    page = reader.client().get(HOME + "andra-stader/").content.decode()
    assert reverse("studies:run", args=[run.pk]) in page


def test_what_the_chart_numbers_is_named_under_it(history: int, writer: Player) -> None:
    run = answered(writer, _planned(writer))
    run.refresh_from_db()
    drawn = str(run.result["chart"]["sv"]) if run.result else ""
    page = writer.client().get(reverse("studies:run", args=[run.pk])).content.decode()
    assert "Ny lag, 2025-04-01" in page and "Ny lag" not in drawn
