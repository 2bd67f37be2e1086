"""The problem analyses of the invented police: the whole one, and one without secrets that has been released."""

from datetime import time, timedelta

from gvi.city import City
from gvi.city.period import moment
from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.mapping.flows.make_analysis import Wanted, make_analysis
from gvi.steps.mapping.flows.release_analysis import Decision, release_analysis
from gvi.steps.mapping.models import ProblemAnalysis, Version
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

MADE, RELEASED = time(10, 20), time(9, 35)
MOST = 5_000  # incidents: more would keep one waiting, and no worker runs yet
WITHOUT_SECRETS, WHOLE = timedelta(days=12), timedelta(days=5)
DECISION = Decision(
    test="Analysen nämner ingen enskild, inga kedjor och inga små antal. Uppgifterna röjer inte polisens metoder.",
    registry_number="BH-A 402/26",
    erasure_decision="Dokumenthanteringsplan 4.2",
)


def load_analyses(city: City, cast: DemoCast, story: Story) -> None:
    """Made by the analyst; released by the decision maker two days later. None of a city of very many incidents."""
    if city.incidents.height > MOST:
        return
    analyst, decider = (cast.actor(Kind.POLICE, role) for role in (Role.ANALYST, Role.DECISION_MAKER))
    for version, ago in ((Version.OPEN, WITHOUT_SECRETS), (Version.FULL, WHOLE)):
        told = moment(cast.today - ago, MADE)
        with story.act(analyst, told):
            make_analysis(Wanted(version), by=analyst, at=told, at_once=MOST)
    told = moment(cast.today - WITHOUT_SECRETS + timedelta(days=2), RELEASED)
    with story.act(decider, told):
        made = ProblemAnalysis.objects.get(version=Version.OPEN)
        release_analysis(made, DECISION, by=decider, at=told)
