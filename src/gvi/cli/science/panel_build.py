"""``gvi panel build``: a balanced panel of the incidents that ``gvi import incidents`` reads, without a database.

The file is read by the same reader as the import, so that the police's feed, a city's own sheet and the product's own
export all will do, and what was set aside as unfounded is not counted.
"""

import gettext
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import read_table, replacing, table_format, told, working
from gvi.cli.screen import console

if TYPE_CHECKING:
    import polars as pl

    from gvi.science.evaluation.building import Built, Counting
    from gvi.steps.incidents.reading import Mapping as Columns

app = typer.Typer(no_args_is_help=True)
FORMATS = {
    ".json": "polisen",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
PERSONS = ("dead", "injured")
AREA = "area"


@app.callback()
def group() -> None:
    """Panels: one row a unit and time."""


@app.command("build")
def panel_build(
    incidents: Annotated[
        Path,
        typer.Argument(
            help="A file that gvi import incidents reads: .csv, .xlsx, .parquet or the police's .json."
        ),
    ],
    outcome: Annotated[
        list[str], typer.Option(help="What to count: shootings, or name=kind+kind; again for more.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="Write the panel here (.csv or .parquet).")],
    unit: Annotated[str, typer.Option(help="area, or the heading of the file's column of units.")] = AREA,
    step: Annotated[str, typer.Option(help="day, week, month, quarter or year.")] = "month",
    first: Annotated[str | None, typer.Option("--from", help="The first step, such as 2018-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last step.")] = None,
    population: Annotated[
        Path | None, typer.Option(help="CSV or Parquet: the unit, population and perhaps year.")
    ] = None,
    preliminary: Annotated[int, typer.Option(min=0, help="How many of the last steps may still change.")] = 1,
    mapping: Annotated[
        Path | None, typer.Option(help="Which column is what, as for gvi import incidents.")
    ] = None,
) -> None:
    """Build a balanced panel of incidents: one row a unit and step, with 0 where nothing happened.

    Kinds: shooting, explosion, homicide, attempted_homicide, aggravated_assault, stabbing, robbery_with_weapon, arson,
    threat, weapon_found. Shootings and explosions are best counted together: --outcome violence=shooting+explosion.
    dead and injured count persons. What was set aside as unfounded, and what is placed by county only, is left out.
    Units with a population are there even without incidents. The last step is marked preliminary.

    With these rows Ask has 1 in January, 0 in February and 1 in March:
    area,date,kind
    Ask,2026-01-05,shooting
    Ask,2026-03-11,shooting
    Gran,2026-02-20,explosion

    Example: gvi panel build incidents.csv --unit area --step month --outcome shootings -o panel.csv
    """
    from gvi.science.evaluation.building import build
    from gvi.science.evaluation.panel import PanelRefused
    from gvi.science.evaluation.populations import with_population
    from gvi.science.evaluation.times import Step

    if step not in {one.value for one in Step if one is not Step.NUMBER}:
        raise CommandRefused(f"--step {step}: expected day, week, month, quarter or year")
    counted = _outcomes(outcome)
    table_format(out)
    people = None if population is None else read_table(population)
    with working(incidents.name):
        read = read_incidents(incidents, unit, mapping)
        try:
            made = build(
                read.rows,
                outcomes=counted,
                step=Step(step),
                named=unit,
                units=_units(people, unit, population),
                first=first,
                last=last,
                preliminary=preliminary,
            )
        except PanelRefused as error:
            raise CommandRefused(f"{incidents.name}: {error}") from error
        if people is not None and population is not None:
            with told(population):
                made = with_population(made, people)
    with replacing(out) as place:
        made.frame.write_csv(place) if table_format(out) == "csv" else made.frame.write_parquet(place)
    _tell(made, read)


@dataclass(frozen=True)
class Incidents:
    """The rows that count, and how many do not, by why. ``refused`` is the first refusal, in words."""

    rows: "pl.DataFrame"
    left_out: Counter[str] = field(default_factory=Counter)
    refused: str = ""


def read_incidents(path: Path, unit: str, mapping: Path | None) -> Incidents:
    """Read a file of incidents as ``gvi import incidents`` does."""
    import polars as pl

    from gvi.steps.incidents.reading import SCHEMA, FileRefused, read
    from gvi.steps.incidents.reading.clock import STOCKHOLM

    form = FORMATS.get(path.suffix.lower())
    if form is None or not path.is_file():
        raise CommandRefused(f"{path.name}: expected a file that exists and ends with {', '.join(FORMATS)}")
    left_out: Counter[str] = Counter()
    refused = ""
    try:
        reading = read(path, form, _columns(path, form, unit, mapping), today=date.today())  # noqa: DTZ011
        batches = []
        for batch in reading:
            batches.append(batch.rows)
            if batch.refused and not refused:
                one = batch.refused[0]
                refused = f"row {one.row}, column {one.column}: expected {_english(one.expected)}"
    except FileRefused as error:
        row = f", row {error.row}" if error.row else ""
        raise CommandRefused(f"{error.file}{row}: expected {_english(error.expected)}") from error
    rows = pl.concat([pl.DataFrame(schema=SCHEMA), *batches])
    left_out["refused"] = reading.counts.refused
    left_out["of other kinds"] = reading.counts.skipped.total()
    wrong = {
        "unfounded": pl.col("state") == "unfounded",
        "without an area": pl.col(AREA) == "",
        "placed by county only": pl.col("area_level") == "county",
    }
    for why, is_wrong in wrong.items():
        left_out[why] = rows.filter(is_wrong).height
        rows = rows.filter(~is_wrong)
    day = pl.col("occurred_at").dt.convert_time_zone(str(STOCKHOLM)).dt.date()
    kept = rows.select(pl.col(AREA).alias("unit"), day.alias("day"), "kind", *PERSONS)
    return Incidents(kept, +left_out, refused)


def _columns(path: Path, form: str, unit: str, mapping: Path | None) -> "Columns | None":
    """The columns as they are guessed or mapped, the unit's among them when it is one of the file's own headings."""
    from gvi.steps.incidents.reading import guess, load_mapping

    if form == "polisen":
        if unit != AREA or mapping:
            raise CommandRefused("--unit, --mapping: expected area and no mapping for the police's feed")
        return None
    chosen = load_mapping(mapping) if mapping else guess(path, form)
    if unit in chosen.headings:
        chosen = replace(chosen, columns={**chosen.columns, AREA: unit})
    if AREA not in chosen.columns:
        raise CommandRefused(
            f"{path.name}: expected a column of areas, or --unit with the heading of the units"
        )
    return chosen


def _english(text: str) -> str:
    """What was expected, in English, without the settings that the product's own translation needs."""
    import gvi.steps.incidents

    folder = Path(gvi.steps.incidents.__file__).with_name("locale")
    return gettext.translation("django", folder, ["en"], fallback=True).gettext(text)


def _outcomes(given: list[str]) -> "Mapping[str, Counting]":
    return dict(_outcome(one) for one in given)


def _outcome(written: str) -> "tuple[str, Counting]":
    """Read ``shootings``, ``violence=shooting+explosion`` or ``injured``."""
    from gvi.science.evaluation.building import Counting
    from gvi.steps.incidents.reading import Kind

    name, _, words = written.partition("=")
    if name in PERSONS and not words:
        return name, Counting(column=name)
    kinds = [word if word in set(Kind) else word.removesuffix("s") for word in (words or name).split("+")]
    unknown = [word for word in kinds if word not in set(Kind)]
    if unknown or not name:
        kinds_there = ", ".join(Kind)
        raise CommandRefused(
            f"--outcome {written}: expected shootings, name=kind+kind, dead or injured; the kinds are {kinds_there}"
        )
    return name, Counting(frozenset(kinds))


def _units(people: "pl.DataFrame | None", unit: str, path: Path | None) -> list[str]:
    if people is None or path is None:
        return []
    from gvi.science import frames

    with told(path):
        return frames.texts(people, unit).unique(maintain_order=True).to_list()


def _tell(made: "Built", read: Incidents) -> None:
    console.print(made.sentence(), markup=False)
    left_out = Counter(read.left_out)
    left_out["outside that time"] += made.outside
    if left_out := +left_out:
        named = ", ".join(f"{number:,} {why}" for why, number in left_out.items())
        console.print(f"Not counted: {named}.", markup=False)
    if read.refused:
        console.print(f"First refused: {read.refused}", markup=False)
