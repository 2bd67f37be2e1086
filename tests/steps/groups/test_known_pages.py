"""The police pages of groups: sources, profile, relations, the group's own page. Who reads is logged (T34, T01)."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gvi.steps.groups.flows.show_group import show_group
from gvi.steps.groups.models import Group, Profile, Relation, RelationSign, RowDecision, Source
from gvi.steps.groups.words import RelationEnd
from gvi.trust.log.models import Event, Operation
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.signing import signed
from gvi.trust.workspaces.waiting import waits
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.groups.known import DAY, make_member, make_relation, make_sign, make_source
from tests.trust.people.persons import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def group(analyst: Player) -> Group:
    return Group.objects.create(code_name="Alm")


@pytest.fixture
def rival(analyst: Player) -> Group:
    return Group.objects.create(code_name="Bok")


@pytest.fixture
def source(analyst: Player) -> Source:
    with in_room(analyst) as actor:
        return make_source(actor)


def iso(day: date) -> str:
    return day.isoformat()


def text_of(client: Client, route: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"groups:{route}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def post(client: Client, route: str, data: Mapping[str, object], *args: object, query: str = "") -> int:
    return client.post(reverse(f"groups:{route}", args=args) + query, data).status_code


def profile_facts(source: Source, **changes: object) -> dict[str, object]:
    facts = {"after": 0, "as_of": iso(TODAY), "cohesion": "loose", "size_low": 8, "size_high": 12}
    return {**facts, "aliases": "Almarna, A-laget", "source": source.pk, "accuracy": "2", **changes}


def relation_facts(one: Group, other: Group, source: Source, **changes: object) -> dict[str, object]:
    facts = {"one": one.pk, "other": other.pk, "kind": "conflict", "intensity": "high"}
    facts |= {"since": iso(TODAY - 9 * DAY), "seen_on": iso(TODAY - 9 * DAY), "words": "Bråk vid torget"}
    return {**facts, "source": source.pk, "accuracy": "2", **changes}


def test_a_source_is_a_number_and_never_who_told(analyst: Player) -> None:
    make_person(analyst, surname="Ekhult", given_name="Rut")
    client = analyst.client()
    facts = {"kind": "intelligence", "reliability": "B", "day": iso(TODAY)}
    wrong = ("Rut Ekhult", "Rut Ekhult 2026", "anonym", "701063-9800", "070-174 06 05", "Storgatan 4")
    for name in wrong:
        assert post(client, "add_source", {**facts, "name": name}) == 422
    assert post(client, "add_source", {**facts, "name": "UN 2026-41", "day": iso(TODAY + DAY)}) == 422
    assert post(client, "add_source", {**facts, "name": " UN  2026-41 "}) == 302
    assert post(client, "add_source", {**facts, "name": "un 2026-41"}) == 422
    assert "UN 2026-41" in text_of(client, "sources")


def test_a_profile_grows_by_versions_and_none_is_lost(analyst: Player, group: Group, source: Source) -> None:
    client = analyst.client()
    assert post(client, "profile", profile_facts(source, as_of=iso(TODAY - 30 * DAY)), group.pk) == 302
    assert post(client, "profile", profile_facts(source, after=0), group.pk) == 422
    assert post(client, "profile", profile_facts(source, after=1, size_low=20), group.pk) == 422
    assert post(client, "profile", profile_facts(source, after=1, size_low=3, size_high=5), group.pk) == 302
    with in_room(analyst):
        assert list(Profile.objects.order_by("version").values_list("size_low", flat=True)) == [8, 3]
    text = text_of(client, "profile", group.pk)
    assert "Version 1" in text and "8–12" in text and "3–5" in text and "Almarna, A-laget" in text


def test_a_profile_without_its_source_is_the_one_before(
    analyst: Player, group: Group, source: Source
) -> None:
    with in_room(analyst) as actor:
        other = make_source(actor, "SPAN 7")
    client = analyst.client()
    post(client, "profile", profile_facts(source), group.pk)
    post(client, "profile", profile_facts(other, after=1, size_low=3, size_high=5), group.pk)
    assert "3–5" in text_of(client, "detail", group.pk)
    without = text_of(client, "detail", group.pk, utan=str(other.pk))
    assert "8–12" in without and "3–5" not in without and "utan källan SPAN 7" in without


def test_t16_what_is_written_of_a_group_names_no_person(
    analyst: Player, group: Group, source: Source
) -> None:
    make_person(analyst, surname="Norrvik", given_name="Rut")
    client = analyst.client()
    assert post(client, "profile", profile_facts(source, aliases="701063-9800"), group.pk) == 422
    url = reverse("groups:profile", args=[group.pk])
    asked = client.post(url, profile_facts(source, aliases="Norrviks"))
    assert asked.status_code == 422 and "gallras inte med en person" in asked.content.decode()


def test_a_relation_is_added_seen_changed_and_ended(
    analyst: Player, group: Group, rival: Group, source: Source
) -> None:
    client = analyst.client()
    assert post(client, "add_relation", relation_facts(group, group, source)) == 422
    assert post(client, "add_relation", relation_facts(group, rival, source, words=" ")) == 422
    assert (
        post(client, "add_relation", relation_facts(group, rival, source, seen_on=iso(TODAY - 10 * DAY)))
        == 422
    )
    assert post(client, "add_relation", relation_facts(group, rival, source)) == 302
    assert post(client, "add_relation", relation_facts(rival, group, source)) == 422
    with in_room(analyst):
        relation = Relation.objects.get()
    seen: dict[str, object] = {"tecken-seen_on": iso(TODAY - 2 * DAY), "tecken-words": "Skott mot porten"}
    seen |= {"tecken-source": source.pk, "tecken-accuracy": "3"}
    assert post(client, "sign", seen, relation.pk) == 302
    assert post(client, "sign", {**seen, "tecken-seen_on": iso(TODAY - 20 * DAY)}, relation.pk) == 422
    change = {f"andra-{name}": value for name, value in relation_facts(group, rival, source).items()}
    assert post(client, "change_relation", change, relation.pk) == 422
    change |= {"andra-since": iso(TODAY - DAY), "andra-seen_on": iso(TODAY - DAY), "andra-kind": "alliance"}
    assert post(client, "change_relation", change, relation.pk) == 302
    assert post(client, "change_relation", change, relation.pk) == 422
    with in_room(analyst):
        relation.refresh_from_db()
        now = Relation.objects.get(until=None)
        assert (relation.until, relation.end_reason) == (TODAY - DAY, RelationEnd.CHANGED)
        assert now.kind == "alliance"
    end = {"avsluta-reason": "over", "avsluta-until": iso(TODAY - 5 * DAY)}
    assert post(client, "end_relation", end, now.pk) == 422
    assert post(client, "end_relation", {**end, "avsluta-until": iso(TODAY)}, now.pk) == 302
    assert "har upphört" in text_of(client, "relation", now.pk)
    assert "Skott mot porten" in text_of(client, "relation", relation.pk)


def test_a_withdrawn_sign_stays_to_be_read(analyst: Player, group: Group, rival: Group) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, group, rival, since=TODAY - 9 * DAY)
        sign = make_sign(actor, relation, seen_on=TODAY - 9 * DAY)
    client = analyst.client()
    assert post(client, "withdraw_sign", {}, sign.pk) == 302
    assert post(client, "withdraw_sign", {}, sign.pk) == 409
    text = text_of(client, "relation", relation.pk)
    assert "<s>Bråk vid torget</s>" in text and "inget tecken står kvar" in text.lower()


def test_the_groups_page_tells_how_old_what_is_known_has_become(
    analyst: Player, group: Group, rival: Group
) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, group, rival, since=TODAY - 400 * DAY)
        make_sign(actor, relation, seen_on=TODAY - 125 * DAY)
        source = Source.objects.get()
    client = analyst.client()
    text = text_of(client, "detail", group.pk)
    assert "Senaste tecken för 4 månader sedan, blir osäker den" in text
    assert "UN 2026-1" in text and f"?utan={source.pk}" in text
    assert "Inga relationer" in text_of(client, "detail", group.pk, utan=str(source.pk))
    with in_room(analyst):
        RelationSign.objects.update(withdrawn_at=timezone.now())
    assert "osäker sedan den" in text_of(client, "relations").lower()
    assert "osäker (konflikt)" in text_of(client, "relations", slag="uncertain")
    assert "konflikt" in text_of(client, "relations", dag=iso(TODAY - 390 * DAY), slag="conflict")


def test_the_page_counts_members_and_names_nobody(analyst: Player, group: Group) -> None:
    second = make_player(analyst.member.workspace, Role.COORDINATOR)
    person = make_person(analyst, surname="Norrvik")
    with in_room(analyst) as actor:
        make_member(actor, person, group, confirmed_by=second)
    text = text_of(analyst.client(), "detail", group.pk)
    assert f'href="/grupper/medlemskap/?grupp={group.pk}">1</a>' in text
    assert "Norrvik" not in text


def test_reading_what_police_know_is_logged_without_content(
    analyst: Player, group: Group, rival: Group
) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, group, rival, since=TODAY - 9 * DAY)
        make_sign(actor, relation, seen_on=TODAY)
    client = analyst.client()
    for route, args in (("detail", [group.pk]), ("profile", [group.pk]), ("relation", [relation.pk])):
        text_of(client, route, *args)
    for route in ("relations", "sources"):
        text_of(client, route)
    with in_room(analyst):
        read = Event.objects.filter(operation=Operation.READ).order_by("at")
        assert list(read.values_list("verb", flat=True)) == [
            "groups.read",
            "groups.read",
            "groups.read_relation",
            "groups.read_relations",
            "groups.read_sources",
        ]
        assert set(Event.objects.values_list("reason", flat=True)) == {""}


@pytest.mark.parametrize(
    "query", [{"utan": "x"}, {"dag": "x"}, {"slag": "x"}, {"sort": "x"}, {"religion": "x"}]
)
def test_t22_unknown_questions_are_refused(analyst: Player, query: dict[str, str]) -> None:
    assert analyst.client().get(reverse("groups:relations"), query).status_code == 400


def test_t01_another_police_room_reads_none_of_it(
    analyst: Player, stranger: Player, group: Group, rival: Group, source: Source
) -> None:
    with in_room(analyst) as actor:
        relation = make_relation(actor, group, rival, since=TODAY - 9 * DAY)
        sign = make_sign(actor, relation, seen_on=TODAY)
    client = stranger.client()
    assert "UN 2026-1" not in text_of(client, "sources")
    assert "Bok" not in text_of(client, "detail", group.pk)
    assert client.get(reverse("groups:relation", args=[relation.pk])).status_code == 404
    assert post(client, "withdraw_sign", {}, sign.pk) == 404
    assert client.get(reverse("groups:detail", args=[group.pk]), {"utan": str(source.pk)}).status_code == 400


def test_t34_nothing_of_it_reaches_a_partner(analyst: Player, group: Group, rival: Group) -> None:
    partner = make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR)
    Group.objects.update(own_row=True)
    client = partner.client()
    bare = client.get(reverse("groups:list")).content
    with in_room(analyst) as actor:
        relation = make_relation(actor, group, rival, since=TODAY - 9 * DAY)
        make_sign(actor, relation, seen_on=TODAY)
        RowDecision.objects.create(
            group=group,
            own_row=True,
            reason="Känd",
            **signed(actor, timezone.now()),
        )
    assert len(client.get(reverse("groups:list")).content) == len(bare)
    for route in ("relations", "sources", "merge", "memberships"):
        assert client.get(reverse(f"groups:{route}")).status_code == 404


def test_t32_while_the_room_is_off_the_page_holds_what_is_joint() -> None:
    player = make_player(make_workspace(Kind.POLICE, on=False), Role.ANALYST)
    group = Group.objects.create(code_name="Alm")
    client = player.client()
    assert "Profil" not in text_of(client, "detail", group.pk)
    assert post(client, "show", {"row": "own"}, group.pk) == 302
    assert client.get(reverse("groups:relations")).status_code == 404


def test_a_small_group_gets_its_own_row_for_a_reason_that_is_kept(analyst: Player, group: Group) -> None:
    client = analyst.client()
    assert post(client, "show", {"row": "own", "reason": " "}, group.pk) == 422
    assert post(client, "show", {"row": "own", "reason": "Nämnd av alla i samverkan"}, group.pk) == 302
    assert post(client, "show", {"row": "others"}, group.pk) == 302
    text = text_of(client, "detail", group.pk)
    assert "Fick en egen rad för samverkan. Nämnd av alla i samverkan" in text
    assert "Ställdes under Övriga för samverkan" in text
    with in_room(analyst):
        assert RowDecision.objects.count() == 2


def test_a_group_that_has_become_small_waits_for_a_decision(analyst: Player, group: Group) -> None:
    second = make_player(analyst.member.workspace, Role.COORDINATOR)
    persons = [make_person(analyst, surname=f"Norrvik{n}") for n in "abcde"]
    with in_room(analyst) as actor:
        rows = [make_member(actor, person, group, confirmed_by=second) for person in persons]
        show_group(group, True, by=actor, at=timezone.now())
        assert told(analyst) == []
        rows[0].refresh_from_db()
        rows[0].state, rows[0].end_reason = "removed", "left"
        rows[0].ended_on, rows[0].ended_by = TODAY, actor.member_id
        rows[0].save()
        assert told(analyst) == ["Alm står på egen rad med färre än fem bekräftade medlemmar"]
    client = analyst.client()
    assert "Alm" in text_of(client, "list", row="few")
    with in_room(analyst) as actor:
        show_group(group, True, "Hela staden känner den", by=actor, at=timezone.now())
        assert told(analyst) == []


def told(player: Player) -> list[str]:
    found = [str(wait.what) for wait in waits(player.actor, timezone.now())]
    return [what for what in found if "egen rad" in what]


def test_history_is_one_list_in_words(analyst: Player, group: Group, rival: Group) -> None:
    client = analyst.client()
    post(client, "rename", {"code_name": "Gran"}, group.pk)
    post(client, "state", {"state": "dormant"}, group.pk)
    post(client, "state", {"state": "active"}, group.pk)
    merged = {"code_name": "Tall", "day": iso(TODAY), "reason": "De är ett"}
    query = f"?grupp={group.pk}&grupp={rival.pk}&till=&vidare=1"
    assert post(client, "merge", merged, query=query) == 302
    text = text_of(client, "detail", group.pk)
    for words in (
        "Bytte kodnamn från Alm till Gran.",
        "Blev vilande.",
        "Blev aktiv igen.",
        "Slogs samman i Tall. De är ett",
    ):
        assert words in text
    after = Group.objects.get(code_name="Tall")
    text = text_of(client, "detail", after.pk)
    assert "Följer efter Bok och Gran, som slogs samman hit." in text and "efter Bok och Gran" in text
    assert client.get(reverse("groups:dissolve", args=[group.pk])).status_code == 409


def test_a_group_is_split_and_dissolved_on_screen(analyst: Player, group: Group, rival: Group) -> None:
    person = make_person(analyst, surname="Norrvik")
    with in_room(analyst) as actor:
        member = make_member(actor, person, group)
        relation = make_relation(actor, group, rival, since=TODAY - 9 * DAY)
        make_sign(actor, relation, seen_on=TODAY)
    client = analyst.client()
    text = text_of(client, "split", group.pk)
    assert "Norrvik" in text and "misstänkt" in text and "Läsningen loggas" in text
    facts: dict[str, object] = {"part_1": "Gran", "part_2": "Tall", "day": iso(TODAY), "reason": "Två läger"}
    assert post(client, "split", facts, group.pk) == 422
    facts |= {f"member_{member.pk}": "3", f"relation_{relation.pk}": ["1"]}
    assert post(client, "split", facts, group.pk) == 422
    facts |= {f"member_{member.pk}": "2"}
    assert post(client, "split", facts, group.pk) == 302
    assert "Delades i Gran och Tall. Två läger" in text_of(client, "detail", group.pk)
    part = Group.objects.get(code_name="Gran")
    assert "Bok" in text_of(client, "detail", part.pk)
    assert post(client, "dissolve", {"day": iso(TODAY), "reason": "Finns inte mer"}, part.pk) == 302
    assert "Upplöstes. Finns inte mer" in text_of(client, "detail", part.pk)


def test_the_groups_page_and_the_list_of_relations_cost_what_they_cost(
    analyst: Player, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with in_room(analyst) as actor:
        groups = [Group.objects.create(code_name=f"Träd {number:02d}") for number in range(12)]
        for number, other in enumerate(groups[1:]):
            relation = make_relation(actor, groups[0], other, since=TODAY - timedelta(days=90))
            make_sign(actor, relation, seen_on=TODAY, source=make_source(actor, f"UN {number}"))
    client = analyst.client()
    detail, relations = reverse("groups:detail", args=[groups[0].pk]), reverse("groups:relations")
    client.get(detail)
    with django_assert_max_num_queries(24):
        client.get(detail)
    with django_assert_max_num_queries(15):
        text = client.get(relations, {"sort": "-name"}).content.decode()
    assert text.index("Träd 11") < text.index("Träd 01")
