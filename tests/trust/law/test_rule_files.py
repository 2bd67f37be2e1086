"""Every rule file is checked in every field, and the rules that ship say what the law says (trust.md, T05-T07)."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gvi.trust.law.rules import Rule, RuleFileError, load_rules, read_rule
from gvi.trust.law.rules.loading import FOLDER, OPTIONAL, READERS
from gvi.trust.law.rules.reading import WrongValue
from gvi.trust.law.words import CONTACT, URGENT, DataClass, Secrecy
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, Kind

STARRED = {
    "osl_10_15a",
    "osl_10_18a",
    "osl_10_18b",
    "osl_10_18c",
    "osl_10_27",
    "osl_10_1_consent",
    "lag_2016_774",
    "polislagen_duty",
    "sol_19_1",
    "lag_2024_7",
}
SEVEN = {
    "Ekobrottsmyndigheten",
    "Kustbevakningen",
    "Polismyndigheten",
    "Skatteverket (brottsbekämpande verksamhet)",
    "Säkerhetspolisen",
    "Tullverket",
    "Åklagarmyndigheten",
}
RULES = {rule.code: rule for rule in load_rules()}
LAG = ("lag_2025_170_4", "lag_2025_170_5_7")
NEVER = {Secrecy.STATISTICS, Secrecy.HEALTH, Secrecy.SOCIAL_SERVICES}


def test_the_rules_that_ship_are_those_of_the_design() -> None:
    others = {"osl_10_2", "osl_10_28", "pbdl_2_8", *LAG}
    assert set(RULES) == STARRED | others
    assert {code for code, rule in RULES.items() if rule.starred} == STARRED


def test_t06_exactly_seven_bodies_receive() -> None:
    for code in LAG:
        assert {body.name for body in RULES[code].receivers} == SEVEN
        assert set(RULES[code].to_kinds) == {Kind.POLICE, Kind.PROSECUTOR, Kind.TAX_CRIME}


def test_t05_three_kinds_of_secrecy_never_travel_by_the_duty_nor_by_the_general_clause() -> None:
    for code in ("lag_2025_170_5_7", "osl_10_27"):
        assert NEVER.issubset(RULES[code].never_secrecy)


def test_t07_an_answer_carries_contact_fields_only_and_only_when_asked() -> None:
    answer = RULES["lag_2025_170_4"]
    assert set(answer.carries) == CONTACT
    assert answer.on_request_only


def test_t17_only_consent_carries_that_a_support_contact_exists() -> None:
    carrying = {code for code, rule in RULES.items() if DataClass.CONTACT_EXISTS in rule.carries}
    assert carrying == {"osl_10_1_consent"}


def test_t08_the_ages_of_the_law() -> None:
    assert {
        code: (rule.age_from, rule.age_under)
        for code, rule in RULES.items()
        if rule.age_from or rule.age_under
    } == {
        "osl_10_18a": (None, 21),
        "sol_19_1": (None, 18),
        "lag_2024_7": (15, None),
    }


def test_what_breaks_only_chapters_21_to_40_leaves_the_secrecy_of_investigations() -> None:
    assert Secrecy.CRIME in RULES["osl_10_15a"].never_secrecy


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_is_complete_and_leads_between_rooms_that_see_persons(rule: Rule) -> None:
    assert WITH_PERSON_ROUTES.issuperset({*rule.from_kinds, *rule.to_kinds})
    assert {*rule.carries, *rule.never_carries} == set(DataClass)
    assert rule.conditions
    assert not rule.urgent or URGENT.issubset(rule.carries)
    assert len(rule.explanation.sv) < 700
    assert rule.explanation.sv != rule.explanation.en


def body_of(code: str = "osl_10_18a") -> dict[str, Any]:
    body = copy.deepcopy(RULES[code].body)
    return {**body, "valid_from": date.fromisoformat(body["valid_from"])}


def put(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda body: body.update({key: value})


WRONG: dict[str, list[Any]] = {
    "code": ["Has Capitals", "", 7],
    "version": [0, "1", True],
    "statute": ["", 1, " space before"],
    "paragraph": [""],
    "short": [None],
    "title": ["only Swedish", {"sv": "x"}, {"sv": "x", "en": ""}, {"sv": "x", "en": "y", "fi": "z"}],
    "explanation": [{"sv": "", "en": "y"}],
    "narrower": ["x"],
    "from_kinds": [[], ["police", "police"], ["municipality"], ["nobody"], "police"],
    "to_kinds": [[], ["evaluator"]],
    "steps": [[], ["callins.elsewhere"]],
    "carries": [[], ["score"], ["name", "name"]],
    "never_carries": [["name"], []],
    "never_secrecy": [["osl_99"], "osl_26"],
    "test": ["gut_feeling", ["balance"]],
    "urgent": ["yes", 1],
    "on_request_only": ["no"],
    "max_days": [0, 367, 30.5],
    "age_from": [0, 21, "15"],
    "age_under": [100, False],
    "valid_from": ["2025-04-01", None],
    "valid_to": [date(1999, 1, 1), "2030"],
    "source": ["https://example.org/law", ""],
    "starred": ["true"],
    "conditions": [[], [{"id": "a b", "sv": "x", "en": "y"}], [{"id": "abc", "sv": "x"}], "x"],
    "receivers": [[{"name": "Tullverket"}], [{"name": "", "kind": ""}], [{"name": "Tullverket", "kind": ""}]],
}


def test_every_key_has_a_wrong_value_to_try() -> None:
    assert set(WRONG) == set(READERS) | set(OPTIONAL)


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in WRONG.items() for value in values]
)
def test_a_wrong_value_is_refused(key: str, value: Any) -> None:
    body = body_of()
    put(key, value)(body)
    with pytest.raises(WrongValue):
        read_rule(body)


@pytest.mark.parametrize("key", READERS)
def test_a_missing_key_is_refused_by_name(key: str) -> None:
    body = body_of()
    del body[key]
    with pytest.raises(WrongValue, match=f"^{key}: "):
        read_rule(body)


def test_a_key_that_no_rule_has_is_refused() -> None:
    with pytest.raises(WrongValue, match=r"^severity: "):
        read_rule({**body_of(), "severity": 3})


def test_two_questions_may_not_share_a_name() -> None:
    one = {"id": "same", "sv": "x", "en": "y"}
    with pytest.raises(WrongValue, match="each id once"):
        read_rule({**body_of(), "conditions": [one, one]})


def test_what_is_urgent_carries_name_and_address() -> None:
    body = body_of()
    body["carries"].remove("address")
    body["never_carries"].append("address")
    with pytest.raises(WrongValue, match=r"^urgent: "):
        read_rule(body)


def test_a_receiver_that_the_statute_does_not_name_is_refused() -> None:
    with pytest.raises(WrongValue, match=r"^to_kinds: "):
        read_rule({**body_of("lag_2025_170_4"), "to_kinds": ["police", "prosecutor", "tax_crime", "tax"]})


def test_a_faulty_file_is_named_with_its_key(tmp_path: Path) -> None:
    source = (FOLDER / "osl_10_2.toml").read_text(encoding="utf-8")
    (tmp_path / "osl_10_2.toml").write_text(
        source.replace("max_days = 90", "max_days = 900"), encoding="utf-8"
    )
    with pytest.raises(RuleFileError, match=r"^osl_10_2\.toml: max_days: expected .* 366, found 900$"):
        load_rules(tmp_path)


def test_a_file_is_named_as_its_code(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_bytes((FOLDER / "osl_10_2.toml").read_bytes())
    with pytest.raises(RuleFileError, match=r"^other\.toml: code: "):
        load_rules(tmp_path)


@pytest.mark.parametrize("content", [b"code = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.toml").write_bytes(content)
    with pytest.raises(RuleFileError, match=r"^broken\.toml: not readable"):
        load_rules(tmp_path)


def test_a_changed_word_is_a_changed_rule_and_another_order_is_not() -> None:
    body = body_of()
    again = read_rule(dict(reversed(body.items())))
    assert again.digest == RULES["osl_10_18a"].digest
    assert read_rule({**body, "title": {"sv": "Annan", "en": "Other"}}).digest != again.digest
