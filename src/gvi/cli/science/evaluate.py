"""``gvi evaluate``: a plan and its panel to the answer, as a sentence, as JSON and as a report (science.md)."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.plan_checking import asked
from gvi.cli.science.plan_files import Files, answering, load, text_of
from gvi.cli.science.power import powered
from gvi.cli.science.reading import replacing, working, write_json
from gvi.cli.screen import console

if TYPE_CHECKING:
    from collections.abc import Callable

    from gvi.science.evaluation import Evaluation
    from gvi.science.evaluation.assessing import Asked
    from gvi.science.evaluation.context import ContextEvent
    from gvi.science.evaluation.plan import Plan
    from gvi.science.evaluation.receipt import Verdict

LANGUAGES = ("sv", "en")


def evaluate(
    plan: Annotated[Path, typer.Argument(help="The plan file; the panel lies beside it.")],
    out: Annotated[Path | None, typer.Option("--json", help="Write the result to this file.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report, one HTML page, here.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the report as PDF here.")] = None,
    receipt: Annotated[Path | None, typer.Option(help="The receipt of the locked plan.")] = None,
    key: Annotated[
        str | None,
        typer.Option(
            help="The fingerprint of the city's key, as the city publishes it: in the product on the page of the "
            "study, under Lås; on the server, gvi log key."
        ),
    ] = None,
    language: Annotated[str, typer.Option(help="Of the report and the files: sv or en.")] = "sv",
) -> None:
    """Answer a plan's question: what was observed, what would have been, and what chance alone gives.

    The plan's SHA-256 (sha256sum plan.toml says the same) stands in every output. Only with a receipt dated before
    outcomes were read, signed with the city's key, is the result registered; else it is exploratory, or deviated with
    what differs. Before the
    plan's last period is whole in the data no p is given for what was registered. Preliminary months are not counted.

    Example: gvi evaluate plan.toml --json out.json --report out.html
    """
    from gvi.science.evaluation.assessing import evaluate as answer
    from gvi.science.evaluation.hiding import without_small_counts

    if language not in LANGUAGES:
        raise CommandRefused(f"--language {language}: expected sv or en")
    files = load(plan)
    verdict = _verdict(files.plan, receipt, key)
    table, beside, context = files.read_panel(), files.read_tables(), files.read_context()
    with working(files.plan.study.title), answering(files):
        found = answer(files.plan, table, verdict=verdict, tables=beside)
    if files.plan.data.persons:
        found = without_small_counts(found)
    if out:
        write_json(found.to_json(language), out)
    if report or pdf:
        with working("Report"):
            _report(files, found, asked(files), context, {"html": report, "pdf": pdf}, language)
    _tell(found)


def _report(
    files: Files,
    found: "Evaluation",
    given: "Asked",
    context: "tuple[ContextEvent, ...]",
    places: dict[str, Path | None],
    language: str,
) -> None:
    from gvi.science.evaluation.report import html, pdf

    write = partial(
        _written,
        plan=files.plan,
        context=context,
        preliminary=given.preliminary,
        power=powered(files.plan, given.design),
        lang=language,
    )
    for place, made in ((places["html"], html), (places["pdf"], pdf)):
        if place:
            write(made, found, place)


def _written(made: "Callable[..., str | bytes]", found: "Evaluation", path: Path, **given: Any) -> None:
    with replacing(path) as place:
        whole = made(found, **given)
        place.write_bytes(whole.encode() if isinstance(whole, str) else whole)


def _verdict(plan: "Plan", path: Path | None, key: str | None) -> "Verdict":
    from gvi.science.evaluation.receipt import NOT_VOUCHED, ReceiptRefused, judge, read_receipt

    if path is None and key is not None:
        raise CommandRefused("--key: expected --receipt too, whose key it is")
    if path is None:
        return NOT_VOUCHED
    try:
        return judge(plan, read_receipt(text_of(path)), key=key, at=datetime.now(UTC))
    except ReceiptRefused as error:
        raise CommandRefused(f"{path.name}: {error}") from error


def _tell(found: "Evaluation") -> None:
    """The sentence, the effects, what a reader must know, and by which plan."""
    console.print(found.sentence("en"), markup=False)
    for row in found.table("en").iter_rows(named=True):
        console.print(f"{row['outcome']}, {row['period']}: {_effect(row)}", markup=False)
    for note in found.notes:
        console.print(f"- {note.en}", markup=False)
    console.print(f"{found.status}; plan {found.plan_sha256}", markup=False)
    for deviation in found.deviations:
        console.print(f"deviates: {deviation}", markup=False)


def _effect(row: dict[str, float | None]) -> str:
    """The effect as a change in per cent where it can be told so, else as it is."""
    names = ("relative", "relative_low", "relative_high")
    if row["relative"] is None:
        names = ("estimate", "low", "high")
    whole, low, high = ("none" if (one := row[name]) is None else _figure(one, name) for name in names)
    ends = "no interval" if row["low"] is None else f"interval {low} to {high}"
    p = "no p" if row["p"] is None else f"p {row['p']:.3f}"
    return f"{whole} ({ends}, {p})"


def _figure(value: float, name: str) -> str:
    from gvi.science.evaluation.saying import outward

    ends = {"relative_low": 0, "relative_high": 1}
    if name in ends:
        value = outward((value, value))[ends[name]]
    return f"{value:+.0%}" if name.startswith("relative") else f"{value:.3f}"
