"""The call-in as it is lived: members of four authorities plan it, name, summon, meet, and reach whoever stayed away.

After every step everybody else's pages are read again: what happens in one room is seen in no other, and a name only
where a disclosure has carried it (domain.md, "Call-in", "Talks"; trust.md, T01, T25, T34).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gvi.steps.callins.models import CallIn, GoNoGo, Invitee
from gvi.steps.groups.models import Group
from gvi.steps.talks.words import Line
from gvi.trust.disclosures.models import Disclosure, Draft
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.browser.conftest import Sit
from tests.browser.desks import Desk, decide, draft
from tests.browser.onlookers import Watch
from tests.cast import Cast, in_room
from tests.cluster import Cluster
from tests.steps.mapping.world import DAY, judged_as
from tests.trust.disclosures.doors import RULE, make_agreement
from tests.trust.law.rules import switch_on_rule
from tests.trust.people.persons import make_person

COMES, STAYS = "Näverhult", "Tranefors"
GROUPS = {COMES: "Hassel", STAYS: "Lönn"}
WORDS = "De yngre ringer först och lyssnar."
SECRETS = (COMES, STAYS, WORDS, "skyddstillsyn", "Bagarstugan")
FULL = {name: f"namn: {name}, Rut" for name in GROUPS}


@dataclass
class Story:
    """Who works, at a desk each, and everybody who looks on."""

    town: Desk
    police: Desk
    decider: Desk
    officer: Desk
    probation: Desk
    social: Desk
    cast: Cast

    @property
    def callin(self) -> CallIn:
        """The call-in as it is now."""
        return CallIn.objects.get()


@pytest.fixture
def story(cast: Cast, sit: Sit) -> Story:
    """Two groups in a conflict, a person of each in the police room, and an open road to probation and back."""
    police, probation = (cast[kind, Role.COORDINATOR] for kind in (Kind.POLICE, Kind.PROBATION))
    make_agreement(police.member.workspace, probation.member.workspace)
    switch_on_rule(RULE, police.member.workspace)
    switch_on_rule("lag_2025_170_5_7", probation.member.workspace)
    acting, suffering = (Group.objects.create(code_name=name, own_row=True) for name in GROUPS.values())
    judged_as(police, ago=40 * DAY, acting=(acting,), suffering=(suffering,))
    for name in GROUPS:
        make_person(police, surname=name, given_name="Rut")
    seat = {
        "town": (Kind.MUNICIPALITY, Role.COORDINATOR),
        "police": (Kind.POLICE, Role.COORDINATOR),
        "decider": (Kind.POLICE, Role.DECISION_MAKER),
        "officer": (Kind.PROBATION, Role.PROBATION_OFFICER),
        "probation": (Kind.PROBATION, Role.COORDINATOR),
        "social": (Kind.SOCIAL_SERVICES, Role.COORDINATOR),
    }
    return Story(cast=cast, **{name: Desk.of(sit, cast[cell]) for name, cell in seat.items()})


@pytest.fixture
def a_week(cluster: Cluster, own_database: str) -> Callable[[], None]:
    """Let a little more than a week go by: the day of the call-in lies that far back, moved by the server's owner."""

    def passes() -> None:
        with psycopg.connect(cluster.admin_url, dbname=own_database) as owner:
            owner.execute("set session_replication_role = replica")
            owner.execute("update callins_callin set day = day - 8")

    return passes


@pytest.mark.timeout(600)
def test_t01_t34_a_call_in_from_its_plan_to_the_talk_with_whoever_stayed_away(
    story: Story, a_week: Callable[[], None]
) -> None:
    plan(story)
    watch = Watch(story.cast, story.callin, SECRETS)
    name_the_persons(story, watch)
    summon(story, watch)
    say_go(story)
    watch.look()
    hold_the_day(story, watch)
    talk_with_whoever_stayed_away(story, watch)
    release_reach(story, a_week)
    watch.look_everywhere()
    everybody_reads_their_own_version(story)
    nobody_asked_or_told_social_services(story)


def name_the_persons(story: Story, watch: Watch) -> None:
    """Police nominate, check and decide in their own room; by a samlat beslut probation is told, and nobody else."""
    for name in GROUPS:
        nominate(story, name)
    for name in GROUPS:
        check_and_decide(story, name)
    hand_over(story)
    watch.unchanged(Kind.POLICE)
    decide(story.decider)
    watch.told.add(Kind.PROBATION)
    watch.unchanged(Kind.POLICE, Kind.PROBATION)


def summon(story: Story, watch: Watch) -> None:
    """Probation takes them in, answers yes or no, and summons; police see the answer and lock the list."""
    for name in GROUPS:
        receive_and_take_in(story, name)
    answer_supervision(story)
    watch.unchanged(Kind.PROBATION)
    decide(story.probation)
    watch.unchanged(Kind.PROBATION, Kind.POLICE)
    lock_the_list(story)
    write_letters(story)
    for name in GROUPS:
        serve(story, name)
    watch.unchanged(Kind.POLICE, Kind.PROBATION)


def hold_the_day(story: Story, watch: Watch) -> None:
    """The day has come: one comes, one does not; only police are told who, by a disclosure."""
    move_to_today(story)
    watch.look()
    tap(story)
    watch.unchanged(Kind.PROBATION)
    hold(story)
    watch.look()
    tell_who_stayed_away(story)
    watch.unchanged(Kind.PROBATION)
    decide(story.probation)
    tell_who_came(story)
    decide(story.probation)
    watch.unchanged(Kind.PROBATION, Kind.POLICE)


def talk_with_whoever_stayed_away(story: Story, watch: Watch) -> None:
    """Police ask for the talk, another approves, it is prepared, checked and held; nobody else sees a trace of it."""
    ask_for_a_talk(story)
    approve_the_talk(story)
    prepare_and_check(story)
    meet(story)
    watch.unchanged(Kind.POLICE)


def plan(story: Story) -> None:
    """The municipality's coordinator writes down the decision and begins to plan."""
    town = story.town
    town.go("callins:home")
    town.follow("Ny call-in")
    day = timezone.localdate() + timedelta(days=70)
    town.write(day=day.isoformat(), starts="18:00", venue="Stadshuset")
    town.press("Skapa call-in")
    town.write(decided_by="Kommundirektör", decision="Våldet mellan grupperna ökar.")
    town.press("Anteckna beslutet")
    town.press("Börja planera")
    town.sees("Planeringen har börjat.")


def nominate(story: Story, name: str) -> None:
    """The police coordinator finds the person and says why they can take the message in."""
    police = story.police
    police.go("callins:nominees", story.callin.pk)
    police.follow("Nominera")
    police.write(term=name)
    police.press("Sök")
    police.follow(name, within=police.page.get_by_role("status"))
    police.write(group=GROUPS[name], words=WORDS)
    police.press("Nominera och signera")
    police.sees("Personen är nominerad.")


def check_and_decide(story: Story, name: str) -> None:
    """The decision maker, who did not nominate, stands behind it and approves."""
    decider = story.decider
    decider.go("callins:nominees", story.callin.pk)
    decider.follow("Kontrollera", within=decider.row(name))
    decider.press("Jag har kontrollerat")
    decider.follow("Besluta", within=decider.row(name))
    decider.choose("Godkänd: kallas")
    decider.press("Besluta")
    expect(decider.row(name)).to_contain_text("godkänd")


def hand_over(story: Story) -> None:
    """The coordinator begins a samlat beslut to probation: a line each, nothing filled in."""
    police = story.police
    police.go("callins:handing", story.callin.pk)
    police.press("Börja på beslutet")
    assert police.page.locator("#rader input:checked").count() == 0
    draft(police, FULL)


def receive_and_take_in(story: Story, name: str) -> None:
    """The officer acknowledges one of the disclosures, and takes in whom it names: a new person of the room."""
    officer = story.officer
    officer.go("callins:invitees", story.callin.pk)
    officer.follow("Läs och bekräfta", within=officer.page.locator("#ta-in"))
    officer.press("Bekräfta mottagandet")
    officer.go("callins:invitees", story.callin.pk)
    officer.follow("Ta in", within=officer.page.locator("#ta-in"))
    told = officer.page.locator("#uppgifter").inner_text()
    enter(officer, next(one for one in GROUPS if one in told))
    officer.write(supervision="skyddstillsyn" if COMES in told else "ingen övervakning")
    if COMES in told:
        officer.write(supervision_until=(story.callin.day + timedelta(days=365)).isoformat())
    officer.press("Ta in som utkast")
    expect(officer.page.locator("#listan, #lage").first).to_be_visible()


def enter(officer: Desk, name: str) -> None:
    """The person, as probation's own room keeps one."""
    today = timezone.localdate().isoformat()
    officer.page.locator("#ny-person summary").click()
    officer.write(surname=name, given_name="Rut", under_eighteen="nej, enligt underlaget", based_on=today)
    officer.write(role="dömd", since=today, source="Dom 2026-4")
    officer.press("Lägg in")


def answer_supervision(story: Story) -> None:
    """Yes about one, no about the other, written as a disclosure: what kind and until when stays."""
    officer = story.officer
    officer.go("callins:answer_supervision", story.callin.pk)
    officer.choose(*GROUPS)
    officer.press("Fortsätt till utlämnandet")
    draft(officer, {COMES: "Ja, står under övervakning", STAYS: "Nej, står inte under övervakning"})


def lock_the_list(story: Story) -> None:
    """Police read the answers, and lock."""
    police = story.police
    police.go("callins:handing", story.callin.pk)
    expect(police.row(COMES)).to_contain_text("ja")
    expect(police.row(STAYS)).to_contain_text("nej")
    assert "skyddstillsyn" not in police.page.content()
    police.go("callins:nominees", story.callin.pk)
    police.follow("Lås listan")
    police.press("Lås listan")
    police.sees("Listan är låst.")


def write_letters(story: Story) -> None:
    """The officer writes the words of a summons and of an invitation; the coordinator approves them."""
    for kind in ("summons", "invitation"):
        story.officer.go("callins:new_letter", kind)
        if kind == "summons":
            story.officer.write(legal_basis="28 kap. 5 § brottsbalken")
        story.officer.write(words="Du kallas till ett möte om våldet mellan grupper.")
        story.officer.press("Spara")
        story.probation.go("callins:letters")
        story.probation.follow("Pröva", within=story.probation.page.locator(f"#{kind}"))
        story.probation.press("Godkänn texten")


def serve(story: Story, name: str) -> None:
    """The coordinator approves the person's letter, the officer hands it over."""
    for desk in (story.probation, story.officer):
        desk.go("callins:invitees", story.callin.pk)
        desk.follow(name, within=desk.row(name))
        if desk is story.probation:
            desk.press("Godkänn")
    story.officer.write(service="överlämnad personligen", on=timezone.localdate().isoformat())
    story.officer.press("Delgiven")
    story.officer.sees("Delgiven")


def say_go(story: Story) -> None:
    """Four authorities say that they are ready."""
    for number, desk in enumerate((story.town, story.decider, story.probation, story.social), start=1):
        desk.go("callins:day", story.callin.pk)
        desk.choose("klart att genomföra")
        desk.press("Lämna besked")
        said = desk.page.locator(".gvi-day-said").get_by_text("klart att genomföra", exact=True)
        expect(said).to_have_count(number)
    assert GoNoGo.objects.count() == 4


def move_to_today(story: Story) -> None:
    """The municipality's coordinator moves the day: it is today."""
    town = story.town
    town.go("callins:callin", story.callin.pk)
    town.follow("Ändra dag, plats eller plan")
    town.write(day=timezone.localdate().isoformat())
    town.press("Spara")
    town.sees("Checklistans dagar är omräknade.")


def tap(story: Story) -> None:
    """At the door: one came, one did not."""
    officer = story.officer
    officer.go("callins:attendance", story.callin.pk)
    for name, mark in ((COMES, "attended"), (STAYS, "absent")):
        door = officer.page.locator(".gvi-doors > li").filter(has_text=name)
        button = door.locator(f"button[id$='-{mark}']")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")


def hold(story: Story) -> None:
    """The coordinator notes that it has been held."""
    town = story.town
    town.go("callins:callin", story.callin.pk)
    town.press("Den är hållen")
    town.press("Ja, den är hållen")
    town.sees("Call-in är hållen.")


def tell_who_stayed_away(story: Story) -> None:
    """The officer begins a decision about whoever did not come: one line, nothing filled in."""
    officer = story.officer
    officer.go("callins:absentees", story.callin.pk)
    officer.press("Börja ett samlat beslut")
    assert COMES not in officer.page.locator("main").inner_text()
    draft(officer, {STAYS: "Kom inte till mötet"})


def tell_who_came(story: Story) -> None:
    """The officer answers what police told about the other: was there."""
    officer, member = story.officer, story.cast[Kind.PROBATION, Role.PROBATION_OFFICER]
    with in_room(member):
        told_by = Invitee.objects.get(person__surname=COMES).told_by
    officer.go("disclosures:received", told_by)
    officer.follow("Svara")
    officer.press("Välj Polisen Björkhamn")
    officer.write(vem=COMES)
    officer.press("Sök")
    draft(officer, {COMES: "Var med på mötet"})


def ask_for_a_talk(story: Story) -> None:
    """Police read who stayed away, and ask for the talk."""
    police = story.police
    police.go("callins:reach", story.callin.pk)
    away = police.page.locator("#uteblivna tr").filter(has_text=STAYS)
    police.press("Begär samtal", within=away)
    police.choose("enskilt samtal")
    police.write(words="Kom inte och ska höra budskapet.")
    police.press("Begär samtalet")
    police.sees("Samtalet är begärt.")


def approve_the_talk(story: Story) -> None:
    """The decision maker, who did not ask, approves."""
    decider = story.decider
    decider.go("talks:board")
    decider.follow(STAYS, within=decider.page.locator(".gvi-board"))
    decider.follow("Pröva")
    decider.press("Godkänn")
    decider.sees("Samtalet är godkänt.")


def prepare_and_check(story: Story) -> None:
    """A team, a place, and the three questions of the day."""
    police = story.police
    police.go("talks:letters")
    police.write(name="Lag norr")
    police.press("Lägg in laget")
    police.go("talks:board")
    police.follow(STAYS, within=police.page.locator(".gvi-board"))
    police.follow("Förbered")
    police.write(team="Lag norr", day=timezone.localdate().isoformat(), place="Bagarstugan")
    police.press("Spara")
    police.follow("Dagens säkerhetskontroll")
    for question in ("no_rivals", "no_open_case", "safe_place"):
        police.page.locator(f"input[name={question}][value=yes]").check()
    police.press("Spara kontrollen")


def meet(story: Story) -> None:
    """The four lines are said, the card is left."""
    police = story.police
    police.follow("Anteckna ett försök")
    police.choose(*(str(line.label) for line in Line), "Kortet lämnades")
    police.press("Träffade personen")
    police.sees("Hållet")


def release_reach(story: Story, week: Callable[[], None]) -> None:
    """The decision maker releases which groups were reached: never on the day, first when a week has passed."""
    decider = story.decider
    for said, wait in (("tidigast", None), ("är släppt", week)):
        if wait:
            wait()
        decider.go("callins:release_reach", story.callin.pk)
        decider.write(test="Ingen skadas av att det blir känt.")
        decider.press("Besluta och släpp")
        decider.sees(said)


def everybody_reads_their_own_version(story: Story) -> None:
    """Partners read *reached* and no more; police read their talk too, of the group whose member stayed away."""
    for desk in (story.town, story.social, story.probation):
        desk.go("desk:home")
        for group in GROUPS.values():
            assert cells(desk, group)[0] == "nådd"
        assert not {"möte", "försök"} & set(" ".join(cells(desk, GROUPS[STAYS])).split())
    story.police.go("desk:home")
    assert any("1 möte" in cell for cell in cells(story.police, GROUPS[STAYS]))
    assert not any("möte" in cell for cell in cells(story.police, GROUPS[COMES]))


def cells(desk: Desk, group: str) -> list[str]:
    """What stands about ``group`` in Groups × contact."""
    row = desk.page.locator("#grupper-kontakt").get_by_role("row").filter(has_text=group)
    return row.get_by_role("cell").all_inner_texts()


def nobody_asked_or_told_social_services(story: Story) -> None:
    """No draft and no disclosure ever had them as its receiver, and they have received nothing."""
    for desk in (Kind.POLICE, Kind.PROBATION):
        with in_room(story.cast[desk, Role.COORDINATOR]):
            assert not Draft.objects.filter(receiver__kind=Kind.SOCIAL_SERVICES).exists()
            assert not Disclosure.objects.filter(receiver__kind=Kind.SOCIAL_SERVICES).exists()
    story.social.go("disclosures:received_list")
    story.social.sees("Inget att visa")
