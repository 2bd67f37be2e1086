"""The receipt of a locked plan: signed, unchanged, in time, and what it makes of the plan that is run."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gvi.science.evaluation.plan import Plan
from gvi.science.evaluation.receipt import (
    NOT_VOUCHED,
    Receipt,
    ReceiptRefused,
    Verdict,
    issue_receipt,
    judge,
    read_receipt,
)
from tests.science.evaluation.plans import plan

LOCKED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOW = LOCKED + timedelta(days=400)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def receipt(
    locked: Plan, *, read_at: datetime | None = None, key: Ed25519PrivateKey = KEY, at: datetime = LOCKED
) -> Receipt:
    return issue_receipt(
        locked,
        locked_at=at,
        locked_by="analytiker, Granstad kommun",
        outcomes_read_at=read_at,
        issuer="Granstads kommun",
        key=key,
    )


def judged(now: Plan, given: Receipt) -> Verdict:
    return judge(now, given, key=receipt(plan()).key, at=NOW)


def test_a_receipt_is_read_back_as_it_was_given() -> None:
    made = receipt(plan(), read_at=LOCKED + timedelta(days=3))
    assert read_receipt(made.to_json()) == made
    assert made.plan_sha256 == plan().sha256
    assert len(made.key) == 16


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-03-02T09", "2026-01-02T09", "not as it was signed"),
        ("Granstads", "Almstads", "not as it was signed"),
        ("Skott", "Knark", "plan_sha256 is not its plan's"),
        ('"signature": "', '"signature": "AAAA', "not as it was signed"),
        ('"public_key": "', '"public_key": "?', "not as it was signed"),
        ('"issuer"', '"who"', "expected a receipt as the product gives it"),
        ("2026-03-02T09:30:00Z", "2026-03-02T09:30:00", "expected a receipt as the product gives it"),
        ("{", "", "expected a receipt as the product gives it"),
    ],
)
def test_a_changed_receipt_is_refused(old: str, new: str, said: str) -> None:
    text = receipt(plan()).to_json()
    assert old in text
    with pytest.raises(ReceiptRefused, match=said):
        read_receipt(text.replace(old, new, 1))


def test_without_a_receipt_the_answer_is_exploratory() -> None:
    assert (NOT_VOUCHED.status, [note.code for note in NOT_VOUCHED.notes]) == ("exploratory", ["no_receipt"])


def test_a_receipt_whose_key_nobody_has_named_registers_nothing_and_says_which_key() -> None:
    given = receipt(plan(), key=OTHER)
    found = judge(plan(), given, key=None, at=NOW)
    assert (found.status, [note.code for note in found.notes]) == ("exploratory", ["unknown_key"])
    assert given.key in found.notes[0].sv and given.key in found.notes[0].en


def test_a_receipt_that_anybody_else_has_signed_is_refused_with_the_key_that_signed() -> None:
    forged = read_receipt(receipt(plan(), key=OTHER).to_json())
    with pytest.raises(ReceiptRefused, match=f"signed with the key {forged.key}: expected the key"):
        judged(plan(), forged)


def test_a_key_may_be_given_as_it_is_copied() -> None:
    given = receipt(plan())
    assert judge(plan(), given, key=f" {given.key.upper()} ", at=NOW).status == "registered"


@pytest.mark.parametrize("named", [True, False])
def test_a_receipt_of_a_day_to_come_is_refused(named: bool) -> None:
    given = receipt(plan(), at=NOW + timedelta(seconds=1))
    with pytest.raises(ReceiptRefused, match="dated 2027-04-06 09:30 UTC: expected a time before now"):
        judge(plan(), given, key=given.key if named else None, at=NOW)
    assert judge(plan(), given, key=given.key, at=given.locked_at).status == "registered"


@pytest.mark.parametrize("read_at", [None, LOCKED + timedelta(seconds=1)])
def test_the_plan_that_was_locked_in_time_is_registered(read_at: datetime | None) -> None:
    found = judged(plan(), receipt(plan(), read_at=read_at))
    assert (found.status, found.deviations) == ("registered", ())
    assert "analytiker, Granstad kommun" in found.notes[0].sv


def test_a_plan_locked_when_outcomes_had_been_read_is_exploratory_with_the_reason() -> None:
    found = judged(plan(), receipt(plan(), read_at=LOCKED))
    assert (found.status, found.notes[0].code) == ("exploratory", "locked_late")
    assert "2026-03-02" in found.notes[0].en


def test_a_plan_that_was_changed_deviates_by_the_keys_that_differ() -> None:
    now = plan(("[7, 12]", "[7, 24]"), ('name = "differences"', 'name = "synthetic_did"'))
    found = judged(now, receipt(plan()))
    assert found.status == "deviated"
    assert found.deviations == (
        "[method] name: 'differences' → 'synthetic_did'",
        "[windows] periods: [(1, 6), (7, 12)] → [(1, 6), (7, 24)]",
    )


def test_a_plan_whose_words_only_moved_deviates_in_its_text() -> None:
    assert judged(plan(("[study]", "# efteråt\n[study]")), receipt(plan())).deviations == ("text",)
