"""What a plan can't answer is told before it is locked and run."""

from gvi.steps.studies.beforehand import warnings
from gvi.steps.studies.flows.keep_panel import latest_panel
from gvi.steps.studies.models import Study
from gvi.steps.studies.plan_text import read
from gvi.steps.studies.words import Source
from gvi.trust.workspaces.models import Programme
from tests.cast import Player
from tests.steps.studies.studying import begin, plan_for, read_in, write

ROWS = ["enhet,tid,shootings"] + [
    f"Björkhamn,{year}-{month:02d},{0 if month == 6 else 4 + month % 3}"
    for year in (2022, 2023, 2024, 2025)
    for month in range(1, 13)
]
"""A city where nothing ever happens in June."""


def bare(writer: Player) -> Study:
    """A study of that city."""
    study = begin(writer, source=Source.FILE)
    read_in(writer, study, ROWS)
    return study


def test_the_time_of_the_year_is_counted_where_every_month_has_events(history: int, writer: Player) -> None:
    assert "season" not in plan_for(begin(writer))


def test_it_is_not_counted_where_a_month_has_none(city: Programme, writer: Player) -> None:
    study = bare(writer)
    text, panel = plan_for(study), latest_panel(study)
    assert panel is not None
    assert "season = false" in text
    assert not any("årstider" in one for one in warnings(read(text), panel.csv))


def test_a_season_that_can_not_be_fitted_is_told_on_the_plan_and_before_the_lock(
    city: Programme, writer: Player, locker: Player
) -> None:
    study = bare(writer)
    write(writer, study, plan_for(study).replace("season = false\n", ""))
    for player, page in ((writer, "plan"), (locker, "las")):
        body = player.client().get(f"/utvardering/{study.pk}/{page}/").content.decode()
        assert "någon kalendermånad har inga händelser" in body


def test_w6_it_is_told_that_no_p_will_be_given(history: int, writer: Player) -> None:
    study = begin(writer)
    panel = latest_panel(study)
    assert panel is not None
    assert "här finns 30" in warnings(read(plan_for(study)), panel.csv)[0]
    assert warnings(read(plan_for(study, start="2026-01")), panel.csv) == []
