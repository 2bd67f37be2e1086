"""The studies of the invented city: two that are answered, of the city and of two areas, locked after their start and
therefore exploratory; one that is planned ahead and locked in time; a frozen extract; and the police's own question.

What takes long is left to the worker, as for anybody else: a moment after the city is up the answers are there.
"""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
from django.conf import settings

from gvi.city import City
from gvi.cli.demo.rooms import DemoCast
from gvi.science.evaluation.times import Step
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import OVER
from gvi.steps.studies.beforehand import SERIES
from gvi.steps.studies.flows.ask_run import ask_run
from gvi.steps.studies.flows.ask_wedge import WedgeQuestion, ask_wedge
from gvi.steps.studies.flows.create_study import NewStudy, create_study
from gvi.steps.studies.flows.freeze_extract import freeze_extract
from gvi.steps.studies.flows.keep_panel import latest_panel
from gvi.steps.studies.flows.lock_plan import Marks, lock_plan
from gvi.steps.studies.flows.write_plan import write_plan
from gvi.steps.studies.models import PanelFile, Study
from gvi.steps.studies.panels.made import as_frame, later
from gvi.steps.studies.plan_text import Answers, as_toml
from gvi.steps.studies.words import Source, UnitOf
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
WHY_AREAS = (
    "De två områden med flest händelser valdes: en minskning kan delvis vara en återgång till det vanliga."
)
BY_AREA: dict[str, Any] = {"unit_of": UnitOf.AREA, "outcomes": ("incidents",), "method": "differences"}
TREATED = 2
LONG_AGO = timedelta(days=540)


def load_studies(city: City, cast: DemoCast, *, at: datetime) -> None:
    """Everything of this page, through the flows."""
    writer, analyst = (
        cast.actor(Kind.MUNICIPALITY, Role.COORDINATOR),
        cast.actor(Kind.POLICE, Role.ANALYST),
    )
    start = later(Step.MONTH.value, f"{_first_callin(cast.today):%Y-%m}", 1)
    city_wide = _planned("Händelser i hela staden före och efter strategin", start, WHY_THEN, writer, at)
    areas = _planned("Händelser i två områden mot de andra", start, WHY_AREAS, writer, at, **BY_AREA)
    ahead = _planned("Skjutningar efter nästa call-in", f"{cast.today.year + 1}-03", AHEAD, writer, at)
    if settings.GVI_SEAL_KEY:  # without a key no receipt can be signed
        with as_workspace(analyst):
            for one in (city_wide, areas, ahead):
                lock_plan(one, MARKS, by=analyst, at=at)
    with as_workspace(writer):
        for one in (city_wide, areas):
            ask_run(one, by=writer, at=at)
        freeze_extract(MARKS, by=writer, at=at)
    with as_workspace(analyst):
        ask_wedge(WedgeQuestion(), by=analyst, at=at)


def _first_callin(today: date) -> date:
    """The day from which the strategy may have had an effect."""
    held = CallIn.objects.filter(state__in=OVER).order_by("day").values_list("day", flat=True).first()
    return held or today - LONG_AGO


def _planned(
    title: str,
    start: str,
    why_then: str,
    writer: Actor,
    at: datetime,
    *,
    unit_of: UnitOf = UnitOf.CITY,
    outcomes: tuple[str, ...] = ("incidents", "injured"),
    method: str = SERIES,
) -> Study:
    with as_workspace(writer):
        study = create_study(NewStudy(title, Source.OWN, unit_of), by=writer, at=at)
        panel = latest_panel(study)
        if panel is None:
            raise LookupError(f"{study.pk} has no figures")
        answers = Answers(
            title=title,
            question="Minskade våldet när strategin infördes?",
            outcomes=outcomes,
            units=_most(panel) if unit_of == UnitOf.AREA else tuple(panel.units),
            start=start,
            why_then=why_then,
            method=method,
            phase_in=1,
            periods=((2, 6), (7, 12)),
        )
        write_plan(study, as_toml(answers, panel), by=writer, at=at)
    return study


def _most(panel: PanelFile) -> tuple[str, ...]:
    """The two areas with most incidents."""
    counted = as_frame(panel.csv).group_by(panel.unit_column).agg(pl.col("incidents").cast(pl.Int64).sum())
    return tuple(counted.sort("incidents", panel.unit_column)[panel.unit_column][-TREATED:])
