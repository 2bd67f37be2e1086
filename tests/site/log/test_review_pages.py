"""The review on screen: months, one month, one thing at a time, signature, advice, protocol."""

import io
import time
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from gvi.site.log.reviews.flows.begin_review import begin_review
from gvi.trust.log.models import LogReview, LogReviewItem, Operation
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.events import one_event
from tests.site.log.month import Past, last_month

HOME = "/logg/granskning/"
MONTH = f"{HOME}{last_month()}/"
MOST_QUERIES = 22


def items_of(player: Player) -> list[LogReviewItem]:
    with in_room(player):
        return list(LogReviewItem.objects.order_by("position"))


def test_it_works_from_the_list_to_the_protocol(past: Past, siv: Player, bo: Player, officer: Player) -> None:
    past.add(bo, "change", "people.edit_person", count=2)
    client = siv.client()
    assert f'href="{MONTH}">{last_month()}</a>' in client.get(HOME).content.decode()
    assert client.get(MONTH, follow=True).redirect_chain == [(MONTH, 302)]
    first, second = items_of(siv)
    answer = client.post(f"{MONTH}{first.pk}/", {"verdict": "fine", "note": ""})
    assert answer.headers["Location"] == f"{MONTH}{second.pk}/"
    answer = client.post(f"{MONTH}{second.pk}/", {"verdict": "explained", "note": "Bo hade jour."})
    assert answer.headers["Location"] == MONTH
    answer = client.post(f"{MONTH}signera/", {"outcome": "remarks", "words": "Jourens läsning är förklarad."})
    assert answer.headers["Location"] == MONTH
    assert (
        "Rådet är sparat."
        in officer.client().post(f"{MONTH}rad/", {"words": "Se över jouren."}, follow=True).content.decode()
    )
    page = client.get(MONTH).content.decode()
    for words in ("Med anmärkningar", "Jourens läsning är förklarad.", "Se över jouren.", "Siv Ask"):
        assert words in page


def test_the_protocol_holds_counts_words_and_signature_and_no_event(
    past: Past, siv: Player, bo: Player
) -> None:
    record = uuid4()
    past.add(bo, record=record, at=past.noon(3))
    client = siv.client()
    client.get(MONTH)
    for item in items_of(siv):
        client.post(f"{MONTH}{item.pk}/", {"verdict": "explained", "note": "Frågade Bo om saken."})
    assert client.get(f"{MONTH}protokoll.pdf").status_code == 409
    client.post(f"{MONTH}signera/", {"outcome": "ok", "words": "Allt är förklarat."})
    answer = client.get(f"{MONTH}protokoll.pdf")
    assert answer.headers["Content-Disposition"] == f'inline; filename="loggranskning-{last_month()}.pdf"'
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    flat = " ".join(text.split())
    for words in (
        "Protokoll från loggranskning",
        "Allt är förklarat.",
        "Siv Ask",
        "Slumpurval",
        "Utanför arbetstid",
    ):
        assert words in flat, words
    for secret in ("Bo Alm", "Frågade Bo", str(record)[:8]):
        assert secret not in flat


def test_t19_every_page_is_one_event(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    client = siv.client()
    client.get(MONTH)
    (item,) = items_of(siv)
    paths = {HOME: "log.read_review", MONTH: "log.read_review", f"{MONTH}{item.pk}/": "log.read_review"}
    for path, verb in {**paths, "/logg/larm/": "log.read_alerts"}.items():
        with transaction.atomic(), one_event(siv, Operation.READ, verb):
            client.get(path)


def test_what_the_flow_refuses_stands_at_its_field(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    client = siv.client()
    client.get(MONTH)
    (item,) = items_of(siv)
    for sent in ({"verdict": "breach", "note": ""}, {"verdict": "", "note": ""}, {"verdict": "x"}):
        assert client.post(f"{MONTH}{item.pk}/", sent).status_code == 422
    for sent in ({"outcome": "ok", "words": ""}, {"outcome": "ok", "words": "Inget."}):
        answer = client.post(f"{MONTH}signera/", sent)
        assert answer.status_code == 422
    assert items_of(siv)[0].verdict == ""


def test_the_data_protection_officer_reads_and_does_not_judge(
    past: Past, siv: Player, bo: Player, officer: Player
) -> None:
    past.add(bo, "change", "people.edit_person")
    client = officer.client()
    assert "Granskningen är inte påbörjad" in client.get(MONTH).content.decode()
    with in_room(siv):
        assert not LogReview.objects.exists()
    siv.client().get(MONTH)
    (item,) = items_of(siv)
    page = client.get(MONTH).content.decode()
    assert "Bo Alm" in page
    assert "signera/" not in page
    assert client.get(f"{MONTH}{item.pk}/").status_code == 404
    assert client.post(f"{MONTH}signera/", {"outcome": "ok", "words": "Jag"}).status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "2026", "2001-01", "nu"])
def test_a_month_that_is_not_there_is_404(siv: Player, month: str) -> None:
    assert siv.client().get(f"{HOME}{month}/").status_code == 404


@pytest.mark.parametrize("query", [{"namn": "x"}, {"regel": "x"}, {"bedomning": "poäng"}])
def test_t22_an_unknown_filter_is_refused(past: Past, siv: Player, bo: Player, query: dict[str, str]) -> None:
    past.add(bo, "change", "people.edit_person")
    client = siv.client()
    client.get(MONTH)
    assert client.get(MONTH, query).status_code == 400


def test_the_list_is_filtered_by_rule_and_verdict(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "export", "incidents.export", kind="incident")
    client = siv.client()
    client.get(MONTH)
    sample, export = items_of(siv)
    client.post(f"{MONTH}{sample.pk}/", {"verdict": "fine"})
    for query, seen in (
        ({"regel": "exports"}, {export.pk}),
        ({"bedomning": "fine"}, {sample.pk}),
        ({"bedomning": "left"}, {export.pk}),
        ({"regel": "sample", "bedomning": "left"}, set()),
    ):
        table = client.get(MONTH, query).content.decode().split('id="poster"')[1]
        assert {item.pk for item in (sample, export) if str(item.pk) in table} == seen, query


def test_the_number_of_queries_does_not_grow_with_five_thousand_items(
    past: Past, room: Workspace, siv: Player, bo: Player
) -> None:
    past.add(bo, "export", "log.export", kind="log", count=4_950)
    client, other = siv.client(), make_player(make_workspace(Kind.PROBATION), Role.LOG_REVIEWER)
    past.add(other, "change", "people.edit_person")
    counts = {}
    for reader in (other.client(), client):
        reader.get(MONTH)
        with CaptureQueriesContext(connection) as seen:
            answer = reader.get(MONTH, {"page": "2"})
        assert answer.status_code == 200
        counts[reader is client] = len(seen)
    assert len(items_of(siv)) >= 5_000
    assert counts[True] == counts[False]
    assert counts[True] <= MOST_QUERIES


def test_two_hundred_thousand_events_a_month_begin_within_five_seconds(
    past: Past, room: Workspace, siv: Player, bo: Player
) -> None:
    others = [make_player(room, Role.ANALYST, name=f"Alva Lund {n}") for n in range(19)]
    past.many(room, [bo, *others], 200_000)
    past.superuser.execute("vacuum analyze log_event")
    began = time.perf_counter()
    with in_room(siv) as actor:
        begin_review(last_month(), by=actor, at=timezone.now())
    took = time.perf_counter() - began
    assert took < 5, f"{took:.1f} s, {len(items_of(siv))} items"


def test_the_log_page_and_the_menu_lead_here(past: Past, siv: Player) -> None:
    page = siv.client().get("/logg/").content.decode()
    for path in (HOME, "/logg/larm/", "/logg/person/"):
        assert f'href="{path}"' in page
