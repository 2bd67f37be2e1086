"""The agenda of an audit makes itself: what is new of each group, what to ask, in the order of names (domain.md)."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.flows.change_state import change_state
from gvi.steps.groups.models import Group, Membership
from gvi.steps.groups.states import State
from gvi.steps.mapping.audit_waits import audits
from gvi.steps.mapping.audit_words import ask_lines, fact_lines, news_lines
from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.queries.audit_agenda import AuditAgenda, GroupNews, audit_agenda
from gvi.steps.mapping.queries.facts import Activity, activity
from tests.cast import Player, in_room
from tests.steps.groups.belonging import make_member, propose
from tests.steps.mapping.audit_world import held_by, opened_by, planned_by
from tests.steps.mapping.world import DAY, days_ago, judged_as, make_group, relate_as
from tests.steps.review.cast import Company
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db


def agenda_of(player: Player, active: Mapping[UUID, Activity] | None = None) -> AuditAgenda:
    """Today's agenda."""
    with in_room(player):
        return audit_agenda(localdate(), activity(localdate()) if active is None else active)


def news_of(player: Player, group: Group) -> GroupNews:
    """What there is about ``group``."""
    found = agenda_of(player).of(group.pk)
    assert found is not None
    return found


def lines_of(player: Player, group: Group) -> list[str]:
    """What is new of ``group``, in words."""
    return news_lines(news_of(player, group))


@pytest.fixture
def gran(db: None) -> Group:
    """A group under *Övriga*."""
    return make_group("Gran", own_row=False)


@pytest.fixture
def ask(db: None) -> Group:
    """Another."""
    return make_group("Ask", own_row=False)


def test_groups_with_something_new_come_first_each_part_by_name(
    company: Company, gran: Group, ask: Group
) -> None:
    lind = make_group("Älm", own_row=False)
    for group in (gran, ask, lind):
        judged_as(company.analyst, acting=(group,))
    relate_as(company.analyst, gran, lind, since=days_ago(5))
    made = agenda_of(company.analyst)
    assert [one.group.code_name for one in made.changed] == ["Gran", "Älm"]
    assert [one.group.code_name for one in made.same] == ["Ask"]


def test_incidents_of_90_days_by_side(company: Company, gran: Group) -> None:
    judged_as(company.analyst, acting=(gran,))
    judged_as(company.analyst, ago=80 * DAY, suffering=(gran,))
    judged_as(company.analyst, ago=100 * DAY, acting=(gran,))
    told = fact_lines(news_of(company.analyst, gran))
    assert "Händelser på 90 dagar: 1 på misstänkt sida, 1 på utsatt sida" in told
    assert "Ingen profil är skriven" in told
    assert "Ingen bekräftad medlem" in told


def test_relations_that_fade_soon_or_have_faded_are_told(company: Company, gran: Group, ask: Group) -> None:
    relate_as(company.analyst, gran, ask, since=days_ago(300), seen=days_ago(170))
    (fading,) = news_of(company.analyst, gran).fading
    assert fading.name == "Ask"
    lind = make_group("Lind", own_row=False)
    relate_as(company.analyst, gran, lind, since=days_ago(300), seen=days_ago(200))
    (faded,) = news_of(company.analyst, lind).faded
    assert faded.name == "Gran"
    assert any(
        line.startswith("Relationen till Gran blev osäker") for line in lines_of(company.analyst, lind)
    )


def test_what_faded_before_the_last_audit_is_old_news(company: Company, gran: Group, ask: Group) -> None:
    relate_as(company.analyst, gran, ask, since=days_ago(300), seen=days_ago(200))
    held_by(company.analyst, company.decider, gran)
    told = news_of(company.analyst, gran)
    assert (told.faded, told.begun) == ((), ())
    assert told.before is not None
    assert told.before.words == "Har flyttat till Norra torget."


def test_memberships_are_counts_only(company: Company, gran: Group) -> None:
    propose(company.analyst, make_person(company.analyst), gran)
    make_member(company.analyst, make_person(company.analyst), gran, second=company.coordinator)
    told = news_of(company.analyst, gran)
    assert told.waiting.proposed == 1
    assert "1 medlemskap att bekräfta" in news_lines(told)
    assert "1 bekräftad medlem" in fact_lines(told)
    with in_room(company.analyst):
        ids = {str(pk) for pk in Membership.objects.values_list("person", flat=True)}
    assert not any(pk in repr(told) for pk in ids)


def test_a_small_group_on_its_own_row_is_asked_about(company: Company) -> None:
    told = news_of(company.analyst, make_group("Sälg", own_row=True))
    assert any(line.startswith("Under fem bekräftade medlemmar") for line in ask_lines(told))


def test_an_active_group_without_a_sign_is_asked_to_rest(company: Company, gran: Group, ask: Group) -> None:
    judged_as(company.analyst, ago=200 * DAY, acting=(gran,))
    judged_as(company.analyst, ago=100 * DAY, acting=(ask,))
    assert ask_lines(news_of(company.analyst, gran)) == ["Inget tecken på 6 månader. Ska den vila?"]
    assert ask_lines(news_of(company.analyst, ask)) == []


def test_a_dormant_group_with_new_incidents_is_asked_to_wake(company: Company, gran: Group) -> None:
    with in_room(company.analyst) as actor:
        change_state(gran, State.DORMANT, by=actor, at=timezone.now())
    assert ask_lines(news_of(company.analyst, gran)) == []
    judged_as(company.analyst, acting=(gran,))
    (line,) = ask_lines(news_of(company.analyst, gran))
    assert line.startswith("Gruppen är vilande och har nya händelser.")


def test_the_agenda_asks_the_same_however_many_groups(company: Company, gran: Group) -> None:
    def queries() -> int:
        with in_room(company.analyst), CaptureQueriesContext(connection) as seen:
            audit_agenda(localdate(), {})
        return len(seen)

    one = queries()
    for number in range(12):
        make_group(f"Dal{number}", own_row=False)
    assert queries() == one


def waits(player: Player, *, days: int = 0) -> list[str]:
    """What the first page says of audits, so many days from now."""
    with in_room(player) as actor:
        return [str(wait.what) for wait in audits(actor, timezone.now() + timedelta(days=days))]


def test_the_first_page_tells_of_an_audit_within_a_week(company: Company) -> None:
    planned_by(company.analyst, days=8)
    assert waits(company.analyst) == []
    (told,) = waits(company.analyst, days=1)
    assert told.startswith("Gruppgenomgång 1 hålls ")
    (late,) = waits(company.analyst, days=9)
    assert late.startswith("Gruppgenomgång 1 skulle ha hållits ")


def test_the_first_page_tells_who_may_approve(company: Company) -> None:
    opened_by(company.coordinator)
    assert waits(company.decider) == ["Gruppgenomgång 1 väntar på att godkännas"]
    assert waits(company.coordinator) == waits(company.analyst) == ["Gruppgenomgång 1 pågår"]
    assert waits(company.partner) == waits(company.patrol) == []


def test_the_first_page_tells_when_none_is_fresh(company: Company, gran: Group) -> None:
    assert waits(company.analyst) == []
    held_by(company.analyst, company.decider, gran)
    assert waits(company.analyst, days=100) == []
    assert waits(company.analyst, days=101) == ["Ingen gruppgenomgång är godkänd på 100 dagar"]
    with in_room(company.analyst):
        assert Audit.objects.count() == 1
