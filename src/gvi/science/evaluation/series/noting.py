"""What a reader of an interrupted series must know, and when p is withheld: too short, too few events, long memory.

The bounds are those of the settings that calibration tries; outside them the test does not hold what it promises.
"""

from typing import Any

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.glm import Fits
from gvi.science.evaluation.lingering import Lingering
from gvi.science.evaluation.result import Note
from gvi.science.evaluation.series.erring import LEAST_EVENTS, Errors, Fitted
from gvi.science.evaluation.series.modelling import Series

LEAST_BEFORE, LEAST_SPARE = 36, 30
LEAST_MEAN = 1.0
LONG, LEAST_WORTH = 0.2, 60.0

ALONE = Note(
    "donors_not_used",
    "Metoden jämför staden med dess egen tid före starten. Andra städer ingår inte: det som hände överallt "
    "samtidigt syns här som en effekt.",
    "The method compares the city with its own time before the start. Other cities are not used: what happened "
    "everywhere at the same time shows here as an effect.",
)
LINGERS = Note(
    "lag_test",
    "Data utesluter inte att månader i följd liknar varandra. Intervall och p-värde räknar med det (omsampling av "
    "serier med efterverkan).",
    "The data do not rule out that neighbouring steps resemble each other. Interval and p value allow for it (a "
    "bootstrap of series whose swings linger).",
)
OWN_ERROR = Note(
    "model_error",
    "Medelfelet (se) är modellens eget och räknar inte med efterverkan. Intervallet är omsamplingens och följer inte "
    "av det.",
    "The standard error (se) is the model's own and does not allow for swings that linger. The interval is the "
    "bootstrap's and does not follow from it.",
)
REFERENCE = Note(
    "reference_only",
    "Newey–Wests medelfel är bara en jämförelse: i korta serier utan effekt ger de ett fynd i 13–20 fall av 100. "
    "P-värde och intervall ges därför inte.",
    "Newey–West's standard errors are a reference check only: in short series without an effect they find one in "
    "13–20 of 100. No p value or interval is given therefore.",
    withholds=True,
)
INDEPENDENT = Note(
    "independent_units",
    "Städernas egna effekter är sammanvägda lika. Medelfelet förutsätter att deras svängningar är oberoende.",
    "The units' own effects are averaged alike. The standard error assumes that their swings are independent.",
)
NO_SEASON = Note(
    "no_season",
    "Modellen har ingen månadsfaktor: tidsserien före starten är kortare än två år eller har inga årstider.",
    "The model has no factor of months: the series before the start is shorter than two years or has no seasons.",
)


def notes(
    series: list[Series], whole: Fitted, known: list[Lingering], used: Errors, options: dict[str, Any]
) -> list[Note]:
    """What to say of one outcome's fit."""
    told = [ALONE]
    if len(series) > 1:
        told.append(INDEPENDENT)
    if options["season"] is None and series[0].unseasoned:
        told.append(NO_SEASON)
    if used == "hac":
        return [*told, REFERENCE]
    if used == "bootstrap_ar" and options["errors"] == "t":
        told.append(LINGERS)
    if used == "bootstrap_ar":
        told.append(OWN_ERROR)
    for one, fits, about in zip(series, whole.fits, known, strict=True):
        told.extend(_withholding(one, fits, about))
    return [*told, *([_few_after()] if whole.few() else [])]


def brief_windows(each: Fitted, asked: Design) -> list[Note]:
    """Which of several periods have too few events for a p of their own."""
    few = each.few() if each.effects > 1 else []
    if not few:
        return []
    spans = [asked.windows()[at] for at in few]
    said = ", ".join(f"{first + 1}–{last}" for first, last in spans)
    return [
        Note(
            "few_in_period",
            f"P-värdet ges inte för perioden {said}: färre än {LEAST_EVENTS:.0f} händelser väntades.",
            f"No p value is given for period {said}: fewer than {LEAST_EVENTS:.0f} events were expected.",
        )
    ]


def _withholding(one: Series, fits: Fits, known: Lingering) -> list[Note]:
    before = one.y[: one.start]
    faults = [
        _short(one, fits) if one.start < LEAST_BEFORE or fits.spare < LEAST_SPARE else None,
        _few(one, float(before.mean())) if before.mean() < LEAST_MEAN else None,
        _long(one, known) if lingers_long(fits, known) else None,
    ]
    return [note for note in faults if note]


def lingers_long(fits: Fits, known: Lingering) -> bool:
    """Whether neighbouring counts correlate too much for a series this long to tell how much."""
    near = float(known.rho * (fits.mean[0] / (known.theta + fits.mean[0])).mean())
    worth = fits.spare * (1 - near) / (1 + near)
    return near > LONG and worth < LEAST_WORTH


def _short(one: Series, fits: Fits) -> Note:
    return Note(
        "short_series",
        f"P-värdet ges inte för {one.name}: {one.start} tidssteg före starten och {fits.spare} frihetsgrader är för "
        f"lite (minst {LEAST_BEFORE} och {LEAST_SPARE} behövs).",
        f"No p value is given for {one.name}: {one.start} steps before the start and {fits.spare} degrees of freedom "
        f"are too few (at least {LEAST_BEFORE} and {LEAST_SPARE} are needed).",
        withholds=True,
    )


def _few(one: Series, mean: float) -> Note:
    return Note(
        "low_mean",
        f"P-värdet ges inte för {one.name}: i snitt {mean:.1f} händelser per tidssteg är för få (minst "
        f"{LEAST_MEAN:.0f} behövs). Längre tidssteg hjälper.".replace(".", ",", 1),
        f"No p value is given for {one.name}: {mean:.1f} events a step are too few (at least {LEAST_MEAN:.0f} is "
        "needed). Longer steps help.",
        withholds=True,
    )


def _few_after() -> Note:
    return Note(
        "few_after",
        f"P-värdet ges inte: färre än {LEAST_EVENTS:.0f} händelser väntades efter starten.",
        f"No p value is given: fewer than {LEAST_EVENTS:.0f} events were expected after the start.",
        withholds=True,
    )


def _long(one: Series, known: Lingering) -> Note:
    return Note(
        "long_memory",
        f"P-värdet ges inte för {one.name}: svängningarna dröjer sig kvar för länge (korrelation "
        f"{known.first:.2f} mellan grannar) för att en effekt ska kunna skiljas från dem. Jämför med andra städer.",
        f"No p value is given for {one.name}: its swings linger too long (correlation {known.first:.2f} between "
        "neighbours) to tell an effect from them. Compare with other cities.",
        withholds=True,
    )
