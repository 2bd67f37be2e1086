"""What named people of the invented police have decided: the most violent group, and which answers were answers."""

from datetime import time
from uuid import UUID

from gvi.city import City
from gvi.city.period import moment
from gvi.cli.demo.mapping import Groups
from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.science.chains.suggestion import WINDOW_DAYS
from gvi.science.chains.suggestion import Suggestion as Rule
from gvi.steps.incidents.models import Incident
from gvi.steps.mapping.flows.decide_most_violent import Choice, decide_most_violent
from gvi.steps.review.flows.answer_suggestion import Suggestion, answer_suggestion
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

DECIDED, SAID = time(15, 45), time(9, 40)
DAY = 24 * 60 * 60


def load_decisions(city: City, groups: Groups, cast: DemoCast, story: Story) -> None:
    """Both, each on its day."""
    _most_violent(city, groups, cast, story)
    _verdicts(city, cast, story)


def _most_violent(city: City, groups: Groups, cast: DemoCast, story: Story) -> None:
    decider = cast.actor(Kind.POLICE, Role.DECISION_MAKER)
    for row in city.mapping.most_violent.iter_rows(named=True):
        told = moment(row["day"], DECIDED)
        others = {cast.members[Kind.POLICE, Role(role)].pk for role in row["deciders"]}
        choice = Choice(groups[row["group"]], row["day"], row["reasons"], others)
        with story.act(decider, told):
            decide_most_violent(choice, by=decider, at=told)


def _verdicts(city: City, cast: DemoCast, story: Story) -> None:
    coordinator = cast.actor(Kind.POLICE, Role.COORDINATOR)
    for row in city.mapping.verdicts.iter_rows(named=True):
        told = moment(row["day"], SAID)
        with story.act(coordinator, told):
            said = _suggestion(UUID(row["incident"]), UUID(row["earlier"]))
            answer_suggestion(said, accept=row["verdict"] == "accepted", by=coordinator, at=told)


def _suggestion(incident: UUID, earlier: UUID) -> Suggestion:
    found = Incident.objects.in_bulk([incident, earlier])
    new, old = found[incident], found[earlier]
    days = (new.occurred_at - old.occurred_at).total_seconds() / DAY
    rule = Rule(str(incident), str(earlier), days, WINDOW_DAYS).sentence("sv")
    return Suggestion(new, old, WINDOW_DAYS, rule)
