"""What a reader of a synthetic control must know: a poor fit, donors far away, what p can and cannot say.

Codes: ``poor_fit``, ``outside_donors``, ``far_donors``, ``perfect_fit`` (withholds p), ``no_interval``,
``placebos_drawn``, ``conformal``, ``ranked_band``, ``few_times``, ``rates``, ``interval_level``.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.result import Note
from gvi.science.evaluation.synthetic.fits import Fits
from gvi.science.evaluation.synthetic.pool import Lots, Pool
from gvi.science.evaluation.synthetic.ranking import Ranked, level

POOR, SYSTEMATIC, WORST, HEAVY, FAR = 0.25, 0.1, 0.1, 0.1, 2.0
PERFECT = 1e-6


def remarks(asked: Design, pool: Pool, lots: Lots, fits: Fits, whole: Ranked) -> Iterator[Note]:
    """Say what is to be said of one outcome's fit and test."""
    yield from _fit(pool, fits)
    yield from _donors(pool, fits)
    held = level(len(lots.chosen), asked.alpha)
    if lots.drawn:
        yield _drawn(len(lots.chosen) - 1)
    if whole.interval is None:
        yield NO_INTERVAL
    elif held < 1 - asked.alpha:
        yield _level(held, len(lots.chosen))
    if asked.panel.exposure is not None:
        yield RATES


def perfect(pool: Pool, fits: Fits) -> bool:
    """Whether the treated are met exactly before the start, so that gaps after it have nothing to be compared with."""
    own = pool.outcomes[: pool.treated, : fits.start].mean(axis=0)
    return bool(fits.rmspe[0] <= PERFECT * max(float(np.abs(own).max()), float(own.std())))


def _fit(pool: Pool, fits: Fits) -> Iterator[Note]:
    before = pool.outcomes[:, : fits.start]
    own = before[: pool.treated].mean(axis=0)
    size = float(np.abs(own).mean())
    if perfect(pool, fits):
        yield PERFECT_FIT
        return
    if size == 0:
        return
    off, skew = float(fits.rmspe[0]) / size, float(fits.gaps[0, : fits.start].mean()) / size
    relative = fits.rmspe / np.maximum(np.abs(before).mean(axis=1).mean(), np.finfo(float).tiny)
    worst = float((relative >= relative[0]).mean()) <= WORST
    if abs(skew) > SYSTEMATIC or (off > POOR and worst):
        yield _poor(off, skew)
    means = before.mean(axis=1)
    among = means[pool.treated :]
    if not among.min() <= own.mean() <= among.max():
        yield OUTSIDE


def _donors(pool: Pool, fits: Fits) -> Iterator[Note]:
    """Name donors of weight whose level is far from the treated's: over double, under half, or two deviations away."""
    means = pool.outcomes[:, : fits.start].mean(axis=1)
    own = means[: pool.treated].mean()
    heavy = np.flatnonzero(np.abs(fits.weights[0]) >= HEAVY)
    far = [pool.units[at] for at in heavy if _is_far(means, float(means[at]), float(own))]
    if far:
        names = ", ".join(far)
        yield Note(
            "far_donors",
            f"Jämförelsen bärs till minst en tiondel av enheter vars nivå ligger långt från den behandlade: {names}.",
            f"A tenth or more of the comparison is carried by units whose level is far from the treated: {names}.",
        )


def _is_far(means: NDArray[np.float64], donor: float, own: float) -> bool:
    if means.min() > 0:
        return not own / FAR <= donor <= own * FAR
    return abs(donor - own) > FAR * float(means.std())


def _poor(off: float, skew: float) -> Note:
    return Note(
        "poor_fit",
        f"Jämförelsen följer inte den behandlade väl före start: den avviker med {_percent(off, 'sv')} av nivån i en "
        f"vanlig period och ligger i medeltal {_percent(abs(skew), 'sv')} {'under' if skew > 0 else 'över'}. "
        "Lita inte på skillnaden efter start.",
        f"The comparison does not follow the treated well before the start: in a usual period it is off by "
        f"{_percent(off, 'en')} of the level, and on average it lies {_percent(abs(skew), 'en')} "
        f"{'below' if skew > 0 else 'above'}. Do not rely on the difference after the start.",
    )


def _drawn(count: int) -> Note:
    return Note(
        "placebos_drawn",
        f"P-värdet bygger på {count} slumpvis valda placebon av alla möjliga.",
        f"The p value rests on {count} placebos drawn at random among all there are.",
    )


def _level(held: float, lots: int) -> Note:
    return Note(
        "interval_level",
        f"Med {lots - 1} placebon kan intervallet täcka med högst {_percent(held, 'sv')} säkerhet.",
        f"With {lots - 1} placebos the interval can hold at most {_percent(held, 'en')} confidence.",
    )


def _percent(share: float, lang: str) -> str:
    number = f"{100 * share:.1f}"
    return f"{number.replace('.', ',')} procent" if lang == "sv" else f"{number} per cent"


PERFECT_FIT = Note(
    "perfect_fit",
    "Jämförelsen träffar den behandlade exakt före start, vilket säger att perioderna är för få för så många givare. "
    "Skillnaden efter start har då inget mått att ställas mot, och p-värdet lämnas inte ut.",
    "The comparison meets the treated exactly before the start, which says that the periods are too few for so many "
    "donors. The difference after it then has no measure to be set against, and no p value is given.",
    withholds=True,
)
OUTSIDE = Note(
    "outside_donors",
    "Den behandlades nivå före start ligger utanför alla givares. Inget vägt medeltal av dem kan nå den.",
    "The treated's level before the start lies outside that of every donor. No weighted mean of them can reach it.",
)
NO_INTERVAL = Note(
    "no_interval",
    "Inget intervall ges: testet godtar antingen ingen jämn effekt alls eller effekter utan gräns.",
    "No interval is given: the test keeps either no constant effect at all or effects without end.",
)
CONFORMAL = Note(
    "conformal",
    "Bandet och intervallen för enskilda perioder bygger på att avvikelserna i tiden liknar varandra "
    "(konform metod), inte på placeboenheterna.",
    "The band and the intervals of single periods rest on differences being alike over time (conformal method), not "
    "on the placebo units.",
)
FEW_TIMES = Note(
    "few_times",
    "Perioderna före start är för få för ett band kring jämförelsen.",
    "The periods before the start are too few for a band about the comparison.",
)
RANKED_BAND = Note(
    "ranked_band",
    "Bandet och intervallen för enskilda perioder kommer av placebotestet: de effekter som det inte förkastar.",
    "The band and the intervals of single periods come from the placebo test: the effects that it does not reject.",
)
RATES = Note(
    "rates",
    "Utfallen är omräknade till den behandlades genomsnittliga exponering före start.",
    "Outcomes are stated at the treated's mean exposure before the start.",
)
