"""T03-T09, T12: every obstacle, in a sentence that cites; and what has none is what an independent reading allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.trust.law.checks import obstacles, remaining_words
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.rules import load_rules
from gvi.trust.law.situation import Piece, Situation
from gvi.trust.law.steps import Step
from gvi.trust.law.sync import row_of
from gvi.trust.law.words import CONTACT, DataClass, Secrecy
from gvi.trust.workspaces.kinds import Kind
from tests.safeguards.examples import many

RULES = {rule.code: row_of(rule) for rule in load_rules()}
DAY = date(2026, 11, 23)
NAME = Piece(DataClass.NAME, Secrecy.POLICE, role="misstänkt")


def fine(code: str = "osl_10_2", **changes: object) -> Situation:
    """A situation without an obstacle, changed as asked."""
    rule = RULES[code]
    whole = Situation(
        sender=Kind(rule.from_kinds[0]),
        receiver=Kind(next(kind for kind in rule.to_kinds if kind != rule.from_kinds[0])),
        day=DAY,
        on=True,
        pieces=(NAME,),
        birth_date=date(2009, 1, 18),
        answers=dict.fromkeys(rule.questions, "Ja, därför att det behövs."),
        necessity="Annars kan mottagaren inte kalla.",
        test_words="Intresset väger tyngre.",
        reason="Personen är nominerad.",
        on_request=True,
    )
    if rule.from_kinds[0] == Kind.SOCIAL_SERVICES:
        whole = replace(whole, pieces=(replace(NAME, secrecy=Secrecy.SOCIAL_SERVICES),))
    return replace(whole, **changes)  # type: ignore[arg-type]


def codes(code: str, situation: Situation) -> list[str]:
    return [obstacle.code for obstacle in obstacles(RULES[code], situation)]


@pytest.mark.parametrize("code", RULES)
def test_each_rule_can_be_used(code: str) -> None:
    assert codes(code, fine(code)) == []


STOPS = [
    ("sender", "osl_10_2", {"sender": Kind.TAX}),
    ("receiver", "osl_10_2", {"receiver": Kind.MUNICIPALITY}),
    ("off", "osl_10_2", {"on": False}),
    ("not_in_force", "osl_10_15a", {"day": date(2025, 11, 30)}),
    ("step", "osl_10_2", {"step": Step.EXCLUSION}),
    ("urgent", "osl_10_15a", {"urgent": True}),
    ("on_request", "lag_2025_170_4", {"on_request": False}),
    ("not_carried", "osl_10_2", {"pieces": (Piece(DataClass.EMAIL, Secrecy.POLICE),)}),
    ("not_urgent", "osl_10_2", {"urgent": True, "pieces": (Piece(DataClass.PHONE, Secrecy.POLICE),)}),
    ("never_secrecy", "osl_10_2", {"pieces": (replace(NAME, secrecy=Secrecy.HEALTH),)}),
    ("own_secrecy", "osl_10_18a", {"pieces": (replace(NAME, secrecy=Secrecy.POLICE),)}),
    ("too_old", "sol_19_1", {"birth_date": date(2008, 11, 23)}),
    ("too_young", "lag_2024_7", {"birth_date": date(2011, 11, 24)}),
]
REMAINS = [
    ("on_request", "lag_2025_170_4", {"on_request": None}),
    ("birth_date", "sol_19_1", {"birth_date": None}),
    ("no_pieces", "osl_10_2", {"pieces": ()}),
    ("assertion", "osl_10_27", {"pieces": (Piece(DataClass.STATEMENT, Secrecy.POLICE),)}),
    ("role", "osl_10_2", {"pieces": (replace(NAME, role=""),)}),
    ("reason", "osl_10_2", {"reason": " "}),
    ("necessity", "osl_10_2", {"necessity": ""}),
    ("test_words", "osl_10_2", {"test_words": "\n"}),
]


@pytest.mark.parametrize(("what", "code", "changes"), STOPS)
def test_what_stops_is_said_and_cited(what: str, code: str, changes: dict[str, object]) -> None:
    found = obstacles(RULES[code], fine(code, **changes))
    assert [(it.code, it.remains) for it in found] == [(what, False)]
    assert found[0].sentence.endswith(".")
    assert found[0].citation


@pytest.mark.parametrize(("what", "code", "changes"), REMAINS)
def test_what_remains_is_something_to_fill_in(what: str, code: str, changes: dict[str, object]) -> None:
    found = obstacles(RULES[code], fine(code, **changes))
    assert [(it.code, it.remains) for it in found] == [(what, True)]


def test_t03_without_a_rule_that_is_on_nothing_is_disclosed() -> None:
    assert "off" in codes("osl_10_2", fine(on=False))


def test_t05_social_services_secrecy_never_travels_by_the_duty() -> None:
    for secrecy in (Secrecy.SOCIAL_SERVICES, Secrecy.HEALTH, Secrecy.STATISTICS):
        piece = Piece(DataClass.ADDRESS, secrecy)
        found = obstacles(RULES["lag_2025_170_5_7"], fine("lag_2025_170_5_7", pieces=(piece,)))
        assert [it.code for it in found] == ["never_secrecy"]
        assert "5–8 §§ lagen (2025:170)" in found[0].citation


@pytest.mark.parametrize("data", sorted(set(DataClass) - CONTACT))
def test_t07_an_answer_carries_contact_fields_only(data: str) -> None:
    piece = Piece(data, Secrecy.POLICE, assertion="fact")
    assert codes("lag_2025_170_4", fine("lag_2025_170_4", pieces=(piece,))) == ["not_carried"]


@pytest.mark.parametrize(
    ("code", "birth", "day", "stops"),
    [
        ("osl_10_18a", date(2005, 11, 24), DAY, False),
        ("osl_10_18a", date(2005, 11, 23), DAY, True),
        ("osl_10_18a", date(2004, 2, 29), date(2025, 2, 28), False),
        ("osl_10_18a", date(2004, 2, 29), date(2025, 3, 1), True),
        ("lag_2024_7", date(2011, 11, 23), DAY, False),
        ("lag_2024_7", date(2011, 11, 24), DAY, True),
    ],
)
def test_t08_ages_on_the_day_before_the_day_and_leap_day(
    code: str, birth: date, day: date, stops: bool
) -> None:
    valid = RuleVersion(**{**vars_of(RULES[code]), "valid_from": date(2020, 1, 1)})
    found = [it.code for it in obstacles(valid, fine(code, birth_date=birth, day=day))]
    assert bool(found) is stops
    assert set(found) <= {"too_old", "too_young"}


def vars_of(rule: RuleVersion) -> dict[str, object]:
    return {field.attname: getattr(rule, field.attname) for field in rule._meta.concrete_fields}


def test_t09_each_statement_is_fact_or_assessment_and_the_place_is_told() -> None:
    pieces = (NAME, Piece(DataClass.STATEMENT, Secrecy.POLICE, assertion="fact"))
    assert codes("osl_10_27", fine("osl_10_27", pieces=pieces)) == []
    unmarked = (NAME, Piece(DataClass.STATEMENT, Secrecy.POLICE))
    (found,) = obstacles(RULES["osl_10_27"], fine("osl_10_27", pieces=unmarked))
    assert (found.code, found.piece) == ("assertion", 1)


def test_t12_a_role_stands_beside_every_name_of_police_and_probation() -> None:
    bare = (replace(NAME, role=""),)
    assert codes("osl_10_2", fine(pieces=bare)) == ["role"]
    assert codes("lag_2025_170_5_7", fine("lag_2025_170_5_7", pieces=bare, sender=Kind.TAX)) == []


def test_each_unanswered_question_is_asked_in_its_own_words() -> None:
    found = obstacles(RULES["osl_10_2"], fine(answers={"own_task": "Vår uppgift."}))
    assert [(it.code, it.question) for it in found] == [("answer", "not_without")]
    assert found[0].sentence.startswith("Varför går det inte")


def test_what_stops_comes_before_what_remains_and_the_rest_is_counted() -> None:
    found = obstacles(RULES["osl_10_2"], fine(on=False, reason="", necessity=""))
    assert [it.remains for it in found] == [False, True, True]
    assert remaining_words(found) == "2 saker återstår"


def test_an_urgent_one_may_wait_with_the_words_but_not_with_the_reason() -> None:
    urgent = fine(urgent=True, necessity="", test_words="")
    assert codes("osl_10_2", urgent) == []
    assert codes("osl_10_2", replace(urgent, reason="")) == ["reason"]


WORDS = st.sampled_from(["", "Ja."])
ANY: dict[str, st.SearchStrategy[object]] = {
    "sender": st.sampled_from(Kind),
    "receiver": st.sampled_from(Kind),
    "on": st.just(False),
    "birth_date": st.none() | st.dates(date(2004, 1, 1), date(2012, 12, 31)),
    "necessity": WORDS,
    "test_words": WORDS,
    "reason": WORDS,
    "urgent": st.booleans(),
    "on_request": st.sampled_from([True, False, None]),
    "pieces": st.just(()),
}


@st.composite
def pieces(draw: st.DrawFn, rule: RuleVersion, sender: Kind) -> Piece:
    """An item that the rule carries, now and then spoilt in one of its parts."""
    own = Secrecy.SOCIAL_SERVICES if sender == Kind.SOCIAL_SERVICES else Secrecy.NONE
    good = Piece(draw(st.sampled_from(rule.carries)), own, assertion="fact", role="dömd")
    spoil = draw(st.sampled_from(["", "", "", "", "data_class", "secrecy", "assertion", "role"]))
    wrong = {"data_class": st.sampled_from(DataClass), "secrecy": st.sampled_from(Secrecy)}
    return replace(good, **{spoil: draw(wrong.get(spoil, st.just("")))}) if spoil else good


@st.composite
def situations(draw: st.DrawFn) -> tuple[RuleVersion, Situation]:
    """Random rooms, ages, rules, classes and secrecy, near what the rule allows so that both answers come."""
    code = draw(st.sampled_from(sorted(RULES)))
    rule = RULES[code]
    sender = Kind(draw(st.sampled_from(rule.from_kinds)))
    situation = fine(
        code,
        sender=sender,
        receiver=Kind(draw(st.sampled_from(rule.to_kinds))),
        day=draw(st.sampled_from([DAY, DAY, DAY, rule.valid_from, rule.valid_from - timedelta(days=1)])),
        pieces=tuple(draw(st.lists(pieces(rule, sender), min_size=1, max_size=3))),
        answers={question: draw(st.sampled_from(["Ja."] * 9 + [""])) for question in rule.questions},
    )
    spoilt = draw(st.lists(st.sampled_from(sorted(ANY)), max_size=2, unique=True))
    return rule, replace(situation, **{key: draw(ANY[key]) for key in spoilt})  # type: ignore[arg-type]


def allowed(rule: RuleVersion, at: Situation) -> bool:
    """The same, read from trust.md and the rule's own file."""
    body = rule.body
    if at.sender not in body["from_kinds"] or at.receiver not in body["to_kinds"] or not at.on:
        return False
    if (
        at.day < rule.valid_from
        or not at.reason
        or not all(at.answers[it["id"]] for it in body["conditions"])
    ):
        return False
    if body.get("on_request_only") and not at.on_request:
        return False
    if at.urgent and not body["urgent"]:
        return False
    if not at.urgent and not (at.necessity and at.test_words):
        return False
    return (
        _age_fits(body, at) and bool(at.pieces) and all(_may_travel(body, at, piece) for piece in at.pieces)
    )


def _age_fits(body: dict[str, object], at: Situation) -> bool:
    low, high = body.get("age_from"), body.get("age_under")
    if low is None and high is None:
        return True
    if at.birth_date is None:
        return False
    turned = [n for n in range(100) if _turns(at.birth_date, n) <= at.day]
    age = max(turned, default=-1)
    return (not isinstance(low, int) or age >= low) and (not isinstance(high, int) or age < high)


def _turns(birth: date, years: int) -> date:
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def _may_travel(body: dict[str, list[str]], at: Situation, piece: Piece) -> bool:
    if piece.data_class in body["never_carries"] or piece.secrecy in body["never_secrecy"]:
        return False
    if at.urgent and piece.data_class not in {"name", "address"}:
        return False
    if at.sender == "social_services" and piece.secrecy not in {"osl_26", "osl_25"}:
        return False
    if piece.data_class == "statement" and piece.assertion == "":
        return False
    return piece.data_class != "name" or at.sender not in {"police", "probation"} or bool(piece.role)


@many
@given(situations())
def test_t03_to_t09_nothing_passes_but_what_trust_md_allows(made: tuple[RuleVersion, Situation]) -> None:
    rule, situation = made
    assert (obstacles(rule, situation) == []) is allowed(rule, situation)
