"""Names to probation and answers back, each by a decision of its own: the same doors as all other disclosures."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from gvi.city.contact import CallInPlan
from gvi.city.persons.disclosure_plan import TEXTS
from gvi.cli.demo.contact.world import World
from gvi.steps.callins.flows.hand_over import hand_over
from gvi.steps.callins.models import CallIn, Nominee
from gvi.steps.callins.states import NomineeState
from gvi.trust.disclosures.drafting import Line, read_sheet
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.common import draft_of
from gvi.trust.disclosures.flows.decide import Ruling, decide
from gvi.trust.disclosures.flows.save_draft import Grounds, Written, save_draft
from gvi.trust.disclosures.models import Draft, DraftLine, Ground
from gvi.trust.disclosures.received.receive import receive
from gvi.trust.disclosures.states import Outcome, Verdict
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.queries import in_force
from gvi.trust.law.words import DataClass
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

RULE = "osl_10_2"
ANALYST, DECIDER = (Kind.POLICE, Role.ANALYST), (Kind.POLICE, Role.DECISION_MAKER)
OFFICER = (Kind.PROBATION, Role.PROBATION_OFFICER)
LEAD = (Kind.PROBATION, Role.COORDINATOR)
NAMED = (DataClass.NAME, DataClass.IDENTITY_NUMBER)
YES = "Kallas till call-in. Frivården behöver namnet för att kunna kalla."
NO = "Namnet finns inte i rummet. Lämnas inte ut härifrån."
ANSWER = "Polisen har frågat och behöver svaret för att hålla mötet säkert."


def tell_names(world: World, plan: CallInPlan) -> None:
    """Police decide a name at a time; probation's officer acknowledges each."""
    callin = world.planned(plan)
    with world.act(*ANALYST, plan.before(23), time(9, 30)) as (by, _):
        drafts = hand_over(callin, world.room(Kind.PROBATION), by=by, at=world.now)
        _add_again(world, callin, drafts[-1], by)
        for draft in drafts:
            write(world, draft, NAMED, by)
    made = decided(world, drafts, DECIDER, plan.before(22), YES)
    with world.act(*OFFICER, plan.before(21), time(8, 40)) as (by, _):
        for told, person in made.items():
            receive(told, by=by, at=world.now)
            world.named[plan.number, person] = told


def _add_again(world: World, callin: CallIn, draft: Draft, by: Actor) -> None:
    """Those named for an earlier call-in as well: until the past is written, all decisions are of this moment."""
    approved = Nominee.objects.filter(callin=callin, state=NomineeState.APPROVED)
    drafted = DraftLine.objects.filter(draft__receiver=draft.receiver).values("person")
    for person in approved.exclude(person__in=drafted).values_list("person", flat=True):
        add_line(draft, person=person, by=by, at=world.now)


def write(world: World, draft: Draft, classes: Iterable[DataClass], by: Actor) -> None:
    """Fill the draft in: the rule, its questions, and of each person what belongs to ``classes``."""
    rule, wanted = _rule(world.city.today), tuple(classes)
    need, test = TEXTS[RULE]
    said = (YES if by.is_police else ANSWER, test, need)
    grounds = Grounds(
        rule=rule,
        need=need,
        on_request=not by.is_police,
        answers={name: said[place % len(said)] for place, name in enumerate(rule.questions)},
        necessity=need,
        test_words=test,
    )
    lines = {
        line.row.pk: Written(_chosen(line, wanted, rule), said[0]) for line in read_sheet(draft, by).lines
    }
    save_draft(draft, grounds, lines, by=by, at=world.now)


def _chosen(line: Line, classes: tuple[DataClass, ...], rule: RuleVersion) -> dict[str, str]:
    return {
        one.key: ""
        for one in line.offered
        if one.data_class in classes and one.secrecy not in rule.never_secrecy
    }


def decided(
    world: World, drafts: Iterable[Draft], who: tuple[Kind, Role], day: date, reason: str
) -> dict[UUID, UUID]:
    """Yes to each line that tells something, no to the others; returns what was told, and of whom."""
    told: dict[UUID, UUID] = {}
    for place, draft in enumerate(drafts):
        with world.act(*who, day, time(13, 20 + place)) as (by, _):
            sheet = read_sheet(draft_of(by, draft.pk), by)
            rulings = {line.row.pk: _ruling(line, reason) for line in sheet.lines}
            made = decide(draft, rulings, seen=sheet.fingerprint, by=by, at=world.now)
            yes = [one.pk for one in made if one.outcome == Outcome.DECIDED]
            told |= dict(Ground.objects.filter(disclosure__in=yes).values_list("disclosure", "person"))
    return told


def _ruling(line: Line, reason: str) -> Ruling:
    return Ruling(Verdict.YES, reason) if line.row.items else Ruling(Verdict.NO, NO)


def acknowledged(world: World, told: Iterable[UUID], day: date) -> None:
    """Police have it."""
    with world.act(*ANALYST, day, time(8, 25)) as (by, _):
        for one in told:
            receive(one, by=by, at=world.now)


def _rule(today: date) -> RuleVersion:
    return next(rule for rule in in_force(today) if rule.code == RULE)


def told_of(world: World, plan: CallInPlan, person: UUID) -> UUID | None:
    """The disclosure that named ``person`` to probation for the call-in."""
    return world.named.get((plan.number, person))
