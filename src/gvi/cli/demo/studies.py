"""The studies of the invented city: one of its shootings, locked after its start and therefore exploratory, one that
is planned ahead and locked in time, a frozen extract, and the police's own question.

What takes long is left to the worker, as for anybody else: a moment after the city is up the answers are there.
"""

from datetime import date, datetime, timedelta

from django.conf import settings

from gvi.city import City
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import OVER
from gvi.steps.studies.flows.ask_run import ask_run
from gvi.steps.studies.flows.ask_wedge import WedgeQuestion, ask_wedge
from gvi.steps.studies.flows.create_study import NewStudy, create_study
from gvi.steps.studies.flows.freeze_extract import freeze_extract
from gvi.steps.studies.flows.keep_panel import latest_panel
from gvi.steps.studies.flows.lock_plan import Marks, lock_plan
from gvi.steps.studies.flows.write_plan import write_plan
from gvi.steps.studies.models import Study
from gvi.steps.studies.plan_text import Answers, as_toml
from gvi.steps.studies.words import Source
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace

MARKS = Marks(registry_number="BH-K 118/26", erasure_decision="Dokumenthanteringsplan 4.7")
WHY_THEN = (
    "Kommunfullmäktige beslutade om medel i budgeten året före. Våldet var högt när beslutet fattades, så en del av en "
    "minskning kan vara en återgång till det vanliga."
)
AHEAD = "Nästa call-in hålls när tre grupper har fått nya ledande personer. Våldet är inte ovanligt högt nu."
LONG_AGO = timedelta(days=540)


def load_studies(city: City, cast: DemoCast, *, at: datetime) -> None:
    """Everything of this page, through the flows."""
    writer, analyst = (
        cast.actor(Kind.MUNICIPALITY, Role.COORDINATOR),
        cast.actor(Kind.POLICE, Role.ANALYST),
    )
    start = f"{_first_callin(cast.today):%Y-%m}"
    study = _planned("Skjutningar före och efter strategin", start, WHY_THEN, writer, at)
    ahead = _planned("Skjutningar efter nästa call-in", f"{cast.today.year + 1}-03", AHEAD, writer, at)
    if settings.GVI_SEAL_KEY:  # without a key no receipt can be signed
        with as_workspace(analyst):
            for one in (study, ahead):
                lock_plan(one, MARKS, by=analyst, at=at)
    with as_workspace(writer):
        ask_run(study, by=writer, at=at)
        freeze_extract(MARKS, by=writer, at=at)
    with as_workspace(analyst):
        ask_wedge(WedgeQuestion(), by=analyst, at=at)


def _first_callin(today: date) -> date:
    """The day from which the strategy may have had an effect."""
    held = CallIn.objects.filter(state__in=OVER).order_by("day").values_list("day", flat=True).first()
    return held or today - LONG_AGO


def _planned(title: str, start: str, why_then: str, writer: Actor, at: datetime) -> Study:
    with as_workspace(writer):
        study = create_study(NewStudy(title, Source.OWN), by=writer, at=at)
        panel = latest_panel(study)
        if panel is None:
            raise LookupError(f"{study.pk} has no figures")
        answers = Answers(
            title=title,
            question="Minskade skjutningarna när strategin infördes?",
            outcomes=("shootings", "explosions"),
            units=tuple(panel.units),
            start=start,
            why_then=why_then,
            method="interrupted_series",
            phase_in=1,
            periods=((2, 6), (7, 12), (13, 24)),
        )
        write_plan(study, as_toml(answers, panel), by=writer, at=at)
    return study
