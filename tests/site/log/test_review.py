"""The month's review: it makes itself, is judged, signed once, and never changed (trust.md, "Log", T21)."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gvi.site.log.reviews.flows.advise import advise
from gvi.site.log.reviews.flows.begin_review import begin_review
from gvi.site.log.reviews.flows.judge_item import judge_item
from gvi.site.log.reviews.flows.sign_review import sign_review
from gvi.site.log.reviews.refusals import (
    BreachFound,
    MonthNotOver,
    NamesSomebody,
    NoteNeeded,
    NotJudged,
    NotSigned,
    OwnEvent,
    OwnNotJudged,
    Signed,
    WordsNeeded,
)
from gvi.site.log.waits import not_advised
from gvi.trust.log.models import LogReview, LogReviewItem, Operation, Outcome, Verdict
from gvi.trust.log.review.missed import missed_reviews
from gvi.trust.log.review.month import Month
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.events import one_event
from tests.site.log.month import Past, last_month


def begin(player: Player) -> LogReview:
    with in_room(player) as actor:
        return begin_review(last_month(), by=actor, at=timezone.now())


def judge_all(player: Player, verdict: Verdict = Verdict.FINE, note: str = "") -> None:
    with in_room(player) as actor:
        for item in LogReviewItem.objects.filter(verdict="").exclude(member_id=actor.member_id):
            judge_item(item, verdict, note, by=actor, at=timezone.now())


def sign(player: Player, review: LogReview, outcome: Outcome = Outcome.OK) -> LogReview:
    with in_room(player) as actor:
        return sign_review(review, outcome, "Inget att anmärka.", by=actor, at=timezone.now())


def rules_of(player: Player) -> Counter[str]:
    with in_room(player):
        return Counter(LogReviewItem.objects.values_list("rule", flat=True))


def test_it_works_a_month_is_begun_judged_signed_and_advised_on(
    past: Past, siv: Player, bo: Player, officer: Player
) -> None:
    past.add(bo, "change", "people.edit_person", record=uuid4(), count=3)
    review = begin(siv)
    assert rules_of(siv) == {"sample": 3}
    judge_all(siv)
    signed = sign(siv, review)
    assert (signed.outcome, signed.signed_by) == (Outcome.OK, siv.member.pk)
    with in_room(officer) as actor:
        made = advise(signed, "Bra.", by=actor, at=timezone.now())
        made.refresh_from_db()
    assert (made.words, made.by) == ("Bra.", officer.member.pk)


@transaction.atomic
def test_t19_each_step_is_one_event(past: Past, siv: Player, bo: Player, officer: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    with one_event(siv, Operation.COLLECT, "log.begin_review"):
        review = begin(siv)
    with one_event(siv, Operation.CHANGE, "log.judge_item", secret="Frågade Bo"):
        judge_all(siv, Verdict.EXPLAINED, "Frågade Bo")
    with one_event(siv, Operation.CHANGE, "log.sign_review", secret="Inget att"):
        sign(siv, review)
    with one_event(officer, Operation.COLLECT, "log.advise", secret="Bra."), in_room(officer) as actor:
        advise(review, "Bra.", by=actor, at=timezone.now())


def test_beginning_twice_gives_the_same_review(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo)
    assert begin(siv).pk == begin(siv).pk


def test_a_month_that_is_not_over_is_not_begun(siv: Player) -> None:
    this = Month(timezone.localdate().replace(day=1))
    with in_room(siv) as actor, pytest.raises(MonthNotOver):
        begin_review(this, by=actor, at=timezone.now())
    with in_room(siv) as actor, pytest.raises(DatabaseError, match="when it has ended"), transaction.atomic():
        LogReview.objects.create(workspace_id=own_room(actor), month=this.first)


@pytest.mark.parametrize(("events", "drawn"), [(7, 7), (30, 30), (599, 30), (601, 31), (3_000, 100)])
def test_the_sample_is_one_in_twenty_between_thirty_and_a_hundred(
    past: Past, room: Workspace, siv: Player, bo: Player, events: int, drawn: int
) -> None:
    past.superuser.execute("alter table log_event disable trigger log_event_append_only")
    past.many(room, [bo], events)
    begin(siv)
    assert rules_of(siv)["sample"] == drawn


def test_the_sample_can_be_drawn_again_from_its_seed_and_no_two_months_share_one(
    past: Past, room: Workspace, siv: Player, bo: Player
) -> None:
    past.many(room, [bo], 200)
    review = begin(siv)
    with in_room(siv), connection.cursor() as cursor:
        drawn = set(review.items.filter(rule="sample").values_list("event_id", flat=True))
        for seed, same in ((review.seed, True), ("another", False)):
            cursor.execute("select event_id from gvi.log_sample(%s, %s, %s)", [room.pk, review.month, seed])
            assert ({row[0] for row in cursor.fetchall()} == drawn) is same
    assert len(review.seed) == 64


def test_signing_in_and_the_work_of_reviewing_are_not_in_the_sample(
    past: Past, siv: Player, bo: Player
) -> None:
    past.add(bo, "sign_in", "account.sign_in", kind="account")
    past.add(siv, "read", "log.read_review", kind="log_review")
    kept = past.add(bo, "change", "people.edit_person")
    begin(siv)
    with in_room(siv):
        assert list(LogReviewItem.objects.values_list("event_id", flat=True)) == [kept]


def test_t21_nobody_judges_what_they_did_themselves_and_another_reviewer_may(
    past: Past, room: Workspace, siv: Player
) -> None:
    past.add(siv, "export", "log.export", kind="log")
    review = begin(siv)
    with in_room(siv) as actor:
        item = LogReviewItem.objects.select_related("review").first()
        assert item
        with pytest.raises(OwnEvent):
            judge_item(item, Verdict.FINE, "", by=actor, at=timezone.now())
        with pytest.raises(DatabaseError, match="nobody reviews what they did"), transaction.atomic():
            LogReviewItem.objects.filter(pk=item.pk).update(verdict="fine")
    judge_all(make_player(room, Role.LOG_REVIEWER, name="Ove Gran"))
    assert sign(siv, review).outcome == Outcome.OK


def test_t21_the_own_is_left_when_there_is_one_reviewer_and_the_officer_sees_it(
    past: Past, siv: Player, officer: Player
) -> None:
    past.add(siv, "export", "log.export", kind="log")
    review = begin(siv)
    with pytest.raises(OwnNotJudged):
        sign(siv, review)
    for outcome, words in (("ok", "2 ska bedömas av någon annan."), ("remarks", "Klart.")):
        with in_room(siv), pytest.raises(DatabaseError, match="judged is a remark"), transaction.atomic():
            LogReview.objects.filter(pk=review.pk).update(state="signed", outcome=outcome, words=words)
    signed = sign(siv, review, Outcome.REMARKS)
    assert signed.words.endswith(" 2 poster är granskarens egna och ska bedömas av någon annan.")
    page = officer.client().get(f"/logg/granskning/{last_month()}/", {"bedomning": "left"}).content.decode()
    assert page.count("granskarens egen") == 2  # the sample and the rule of exports
    assert "Siv Ask" in page


def test_t21_a_month_with_own_items_waits_for_the_officers_advice(
    past: Past, siv: Player, officer: Player
) -> None:
    past.add(siv, "export", "log.export", kind="log")
    review = sign(siv, begin(siv), Outcome.REMARKS)

    def told(player: Player) -> list[bool]:
        with in_room(player) as actor:
            return [wait.late for wait in not_advised(actor, timezone.now())]

    assert (told(officer), told(siv)) == ([False], [])
    assert "alla poster inte bedömda" in officer.client().get("/logg/granskning/").content.decode()
    with in_room(officer) as actor:
        advise(review, "Ove bedömer dem.", by=actor, at=timezone.now())
    assert told(officer) == []
    assert "alla poster inte bedömda" not in officer.client().get("/logg/granskning/").content.decode()


def test_t21_everything_is_judged_before_the_signature(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    review = begin(siv)
    with pytest.raises(NotJudged):
        sign(siv, review)
    with in_room(siv), pytest.raises(DatabaseError, match="everything is judged"), transaction.atomic():
        LogReview.objects.filter(pk=review.pk).update(state="signed", outcome="ok", words="Klart")


def test_a_breach_is_the_outcome_when_one_was_found(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    review = begin(siv)
    judge_all(siv, Verdict.BREACH, "Läste utan ärende.")
    with pytest.raises(BreachFound):
        sign(siv, review, Outcome.REMARKS)
    with in_room(siv), pytest.raises(DatabaseError, match="a breach is the outcome"), transaction.atomic():
        LogReview.objects.filter(pk=review.pk).update(state="signed", outcome="ok", words="Klart")
    assert sign(siv, review, Outcome.BREACH).outcome == Outcome.BREACH


def test_notes_and_words_are_said_and_name_nobody(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    review = begin(siv)
    with in_room(siv) as actor:
        item = LogReviewItem.objects.select_related("review").first()
        assert item
        with pytest.raises(NoteNeeded):
            judge_item(item, Verdict.BREACH, "  ", by=actor, at=timezone.now())
        with pytest.raises(NamesSomebody):
            judge_item(item, Verdict.BREACH, "Gällde 20000101-9983.", by=actor, at=timezone.now())
    judge_all(siv)
    with in_room(siv) as actor, pytest.raises(WordsNeeded):
        sign_review(review, Outcome.OK, " ", by=actor, at=timezone.now())


def test_t21_a_signed_review_never_changes(past: Past, siv: Player, bo: Player, officer: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    review = begin(siv)
    with in_room(officer) as actor, pytest.raises(NotSigned):
        advise(review, "För tidigt.", by=actor, at=timezone.now())
    judge_all(siv)
    sign(siv, review)
    with in_room(siv) as actor:
        item = LogReviewItem.objects.select_related("review").get()
        with pytest.raises(Signed):
            judge_item(item, Verdict.FINE, "", by=actor, at=timezone.now())
        with pytest.raises(Signed):
            sign_review(item.review, Outcome.OK, "Igen", by=actor, at=timezone.now())
    changes = (
        "update log_logreview set words = 'Annat'",
        "update log_logreview set state = 'open', outcome = '', signed_by = null",
        "update log_logreviewitem set verdict = 'explained', note = 'Annat'",
        "delete from log_logreviewitem",
        "delete from log_logreview",
        "insert into log_logreviewitem (id, workspace_id, review_id, position, event_id, rule, count, verdict, note)"
        " select gen_random_uuid(), workspace_id, review_id, 99, event_id, 'x', 1, '', '' from log_logreviewitem",
    )
    for change in changes:
        with in_room(siv), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(change)


def test_t21_only_a_log_reviewer_reviews_and_only_the_officer_advises(
    past: Past, room: Workspace, siv: Player, bo: Player, officer: Player
) -> None:
    past.add(bo, "change", "people.edit_person")
    review = begin(siv)
    judge_all(siv)
    sign(siv, review)
    for player in (bo, officer):
        with in_room(player) as actor, pytest.raises(NotAllowed):
            begin_review(last_month(), by=actor, at=timezone.now())
    with in_room(siv) as actor, pytest.raises(NotAllowed):
        advise(review, "Mitt råd.", by=actor, at=timezone.now())
    before = (last_month().first - timedelta(days=1)).replace(day=1)
    for player in (bo, officer, make_player(room, Role.COORDINATOR)):
        with in_room(player) as actor, pytest.raises(DatabaseError), transaction.atomic():
            LogReview.objects.create(workspace_id=own_room(actor), month=before)
    with in_room(bo):
        assert not LogReview.objects.exists()
        assert not LogReviewItem.objects.exists()


def test_t01_another_rooms_review_is_not_there(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    review = begin(siv)
    with in_room(siv):
        item = review.items.get()
    other = make_player(make_workspace(Kind.PROBATION), Role.LOG_REVIEWER)
    client = other.client()
    for path in ("", "signera/", "protokoll.pdf", f"{item.pk}/"):
        assert client.get(f"/logg/granskning/{last_month()}/{path}").status_code == 404
    with in_room(other) as actor, pytest.raises(DatabaseError), transaction.atomic():
        LogReviewItem.objects.create(
            workspace_id=own_room(actor), review=review, position=9, event_id=item.event_id, rule="x"
        )


def test_t21_a_sample_that_is_not_whole_is_not_signed(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person", count=2)
    with in_room(siv) as actor:
        review = LogReview.objects.create(workspace_id=own_room(actor), month=last_month().first)
    with in_room(siv), pytest.raises(DatabaseError, match="the sample is not whole"), transaction.atomic():
        LogReview.objects.filter(pk=review.pk).update(state="signed", outcome="ok", words="Klart")


@pytest.mark.parametrize("role", [Role.LOG_REVIEWER, Role.DATA_PROTECTION_OFFICER, Role.COORDINATOR])
def test_t21_a_month_not_signed_by_the_tenth_is_missed(
    past: Past, room: Workspace, bo: Player, siv: Player, role: Role
) -> None:
    past.add(bo, "change", "people.edit_person")
    month = last_month()
    reader = make_player(room, role)
    tenth = month.until + timedelta(days=9, hours=23)
    with in_room(reader) as actor:
        assert missed_reviews(actor, tenth) == []
        assert missed_reviews(actor, tenth + timedelta(hours=1)) == [month]
    with in_room(bo) as actor:
        assert missed_reviews(actor, tenth + timedelta(days=2)) == []
    review = begin(siv)
    judge_all(siv)
    sign(siv, review)
    with in_room(reader) as actor:
        assert missed_reviews(actor, tenth + timedelta(days=2)) == []


def test_t21_a_missed_month_shows_red_on_the_page_and_in_the_menu(
    past: Past, siv: Player, bo: Player
) -> None:
    long_ago = last_month().since - timedelta(days=40)
    past.add(bo, "change", "people.edit_person", at=long_ago)
    page = siv.client().get("/logg/granskning/").content.decode()
    assert "1 månad är inte granskad i tid" in page
    assert ">missad</span>" in page
    assert 'class="gvi-count">2<' in page  # the month, and that nothing has sealed such old events


def test_t21_gvi_check_names_the_missed_month(past: Past, bo: Player, own_database: str) -> None:
    from gvi.cli.guards import running

    past.add(bo, "change", "people.edit_person")
    late = last_month().until + timedelta(days=11)
    past.superuser.execute("set role gvi_backup")
    assert list(running.log_review(past.superuser, last_month().until)) == []
    assert list(running.log_review(past.superuser, late)) == [
        f"{bo.member.workspace.name}: nobody has signed the review of the log of {last_month()}"
    ]


def test_backup_reads_the_reviews(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    begin(siv)
    past.superuser.execute("set role gvi_backup")
    for table in ("log_logreview", "log_logreviewitem"):
        assert past.superuser.execute(f"select count(*) from {table}").fetchone() == (1,)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        past.superuser.execute("delete from log_logreview")


def test_t18_a_log_that_can_not_be_written_shows_no_review(past: Past, siv: Player, bo: Player) -> None:
    past.add(bo, "change", "people.edit_person")
    client = siv.client()
    client.get(f"/logg/granskning/{last_month()}/")
    past.superuser.execute("revoke insert on log_event from gvi_app")
    past.superuser.execute("revoke insert (id) on log_event from gvi_app")
    for path in ("/logg/", "/logg/larm/", "/logg/granskning/", f"/logg/granskning/{last_month()}/"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "Bo Alm" not in answer.content.decode()
    answer = client.post("/logg/person/", {"post": str(uuid4()), "reason": "asked"})
    assert answer.status_code == 503


def test_t01_by_raw_sql_no_function_tells_of_another_room(
    past: Past, room: Workspace, siv: Player, bo: Player
) -> None:
    past.add(bo, "change", "people.edit_person", at=last_month().since - timedelta(days=40))
    past.add(bo, "change", "people.edit_person")
    other = make_player(make_workspace(Kind.PROBATION), Role.LOG_REVIEWER)
    asked: tuple[tuple[str, list[Any], int], ...] = (
        ("select count(*) from gvi.log_sample(%s, %s, 'x')", [room.pk, last_month().first], 1),
        ("select count(*) from gvi.log_months(%s, %s)", [room.pk, timezone.localdate()], 2),
        ("select count(*) from gvi.own_missed_log_months(%s)", [timezone.localdate()], 1),
    )
    for query, values, own in asked:
        for player, told in ((siv, own), (other, 0)):
            with in_room(player), connection.cursor() as cursor:
                cursor.execute(query, values)
                (count,) = cursor.fetchone()
                assert (count >= told) if told else (count == 0), query
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, values)
            assert cursor.fetchone() == (0,), f"without a ticket: {query}"
    with in_room(siv), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("select gvi.log_role_room(array['log_reviewer'])")
