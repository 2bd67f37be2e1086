"""T03-T09 by flow: whatever is chosen, what passes is exactly what the rule's file says may pass.

Social services type by hand, so that every class of data, age and rule can be tried on one line.
"""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gvi.trust.disclosures.drafting import read_sheet
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.common import draft_of
from gvi.trust.disclosures.flows.decide import Ruling, decide
from gvi.trust.disclosures.flows.save_draft import Grounds, Written, save_draft
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.models import Disclosure, Item
from gvi.trust.disclosures.offers import TYPED
from gvi.trust.disclosures.states import Form, Verdict
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.words import CONTACT, DataClass
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.disclosures.doors import answers_to, make_agreement
from tests.trust.law.rules import latest, switch_on_rule

ON = ("osl_10_18a", "osl_10_2", "lag_2025_170_4")
OFF = "osl_10_18b"
TODAY = timezone.localdate()


@pytest.fixture
def social(db: None) -> Player:
    """A coordinator of social services with a road to the police and three rules switched on, one not."""
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    room, police = make_workspace(Kind.SOCIAL_SERVICES), make_workspace(Kind.POLICE)
    make_agreement(room, police)
    for code in ON:
        switch_on_rule(code, room)
    return make_player(room, Role.COORDINATOR)


class PutBack(Exception):
    """Ends an attempt, so that the next one begins from the same rooms."""


def passes(player: Player, rule: RuleVersion, keys: dict[str, str], **facts: Any) -> bool:
    """Whether a decision with these items goes through; nothing of it is kept."""
    made = False
    try:
        with transaction.atomic():
            try:
                told(player, rule, keys, **facts)
                made = True
            except Refusal:
                made = False
            raise PutBack
    except PutBack:
        return made


def told(
    player: Player,
    rule: RuleVersion,
    keys: dict[str, str],
    *,
    born: date | None = None,
    on_request: bool = True,
    answers: dict[str, str] | None = None,
) -> Disclosure:
    """One decision about a case number."""
    now, police = timezone.now(), Workspace.objects.get(kind=Kind.POLICE)
    with in_room(player) as actor:
        draft = start_draft(NewDraft(police, Form.SINGLE), by=actor, at=now)
        line = add_line(draft, reference="SN 2026-17", by=actor, at=now)
        words = answers_to(rule) if answers is None else answers
        grounds = Grounds(rule, "Samtal", on_request, words, "Nödvändigt.", "Väger över.")
        save_draft(draft, grounds, {line.pk: Written(keys, "Skäl.", birth_date=born)}, by=actor, at=now)
        current = draft_of(actor, draft.pk)
        seen = read_sheet(current, actor).fingerprint
        [made] = decide(current, {line.pk: Ruling(Verdict.YES, "Skäl.")}, seen=seen, by=actor, at=now)
        return made


CLASSES = {key: it for key, it, _said in TYPED}
BIRTHS = st.none() | st.dates(date(TODAY.year - 24, 1, 1), TODAY)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    code=st.sampled_from((*ON, OFF)),
    keys=st.sets(st.sampled_from(sorted(CLASSES)), min_size=1, max_size=4),
    born=BIRTHS,
    on_request=st.booleans(),
    answered=st.booleans(),
)
def test_t03_t07_t08_what_passes_is_what_the_rule_says(
    social: Player, code: str, keys: set[str], born: date | None, on_request: bool, answered: bool
) -> None:
    rule = latest(code)
    expected = all(
        (
            code != OFF,
            {CLASSES[key].value for key in keys} <= set(rule.carries),
            rule.age_under is None or (born is not None and birthdays(born, TODAY) < rule.age_under),
            on_request or not rule.body.get("on_request_only", False),
            answered,
        )
    )
    words = dict.fromkeys(sorted(keys), "Ord")
    facts: dict[str, Any] = {"born": born, "on_request": on_request, "answers": None if answered else {}}
    assert passes(social, rule, words, **facts) is expected


def birthdays(born: date, day: date) -> int:
    """How many birthdays have come; who is born on a leap day has it on 1 March otherwise."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@pytest.mark.parametrize("key", sorted(CLASSES))
def test_t07_a_4_answer_carries_contact_fields_only(social: Player, key: str) -> None:
    assert passes(social, latest("lag_2025_170_4"), {key: "Ord"}) is (CLASSES[key] in CONTACT)


def test_t07_the_answer_reads_the_same_whether_or_not_the_person_is_known(social: Player) -> None:
    made = told(social, latest("lag_2025_170_4"), {"phone": "070-000 00 00"})
    with in_room(make_player(Workspace.objects.get(kind=Kind.POLICE), Role.ANALYST)):
        item = Item.objects.get(disclosure=made)
    assert (item.data_class, item.role, item.statement) == (DataClass.PHONE, "", None)


@pytest.mark.parametrize(
    ("years", "days", "expected"), [(21, 0, False), (21, 1, True), (21, -1, False), (20, 0, True)]
)
def test_t08_the_day_before_and_the_day(social: Player, years: int, days: int, expected: bool) -> None:
    """Born ``years`` ago today, and so many days later."""
    from datetime import timedelta

    born = TODAY.replace(year=TODAY.year - years) + timedelta(days=days)
    assert passes(social, latest("osl_10_18a"), {"name": "Ek, Rut"}, born=born) is expected


def test_t09_a_statement_is_marked_fact_or_assessment(social: Player) -> None:
    made = told(social, latest("osl_10_18a"), {"statement:fact": "Ord"}, born=TODAY.replace(year=2010))
    with in_room(social):
        assert Item.objects.get(disclosure=made).assertion == "fact"
    assert not passes(social, latest("osl_10_18a"), {"statement": "Ord"}, born=TODAY.replace(year=2010))


@pytest.mark.parametrize("code", ["lag_2025_170_5_7", "sol_19_1"])
def test_t05_social_services_have_no_road_by_a_rule_that_may_not_carry_their_secrecy(
    social: Player, code: str
) -> None:
    assert Kind.SOCIAL_SERVICES not in latest(code).from_kinds
    assert not passes(social, latest(code), {"name": "Ek, Rut"})


def test_t06_the_statutes_seven_receive_and_no_other_room(social: Player) -> None:
    rule = latest("lag_2025_170_4")
    assert len(rule.body["receivers"]) == 7
    seven = {Kind.POLICE, Kind.PROSECUTOR, Kind.TAX_CRIME}
    for kind in sorted(set(Kind) - seven - {Kind.SOCIAL_SERVICES}):
        room = make_workspace(kind)
        with in_room(social) as actor, pytest.raises(Refusal):
            start_draft(NewDraft(room, Form.SINGLE), by=actor, at=timezone.now())
        assert kind not in rule.to_kinds
