"""What a reader of synthetic difference-in-differences must know, and the figures beside the answer."""

from math import comb
from typing import Any

import numpy as np

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.result import Note, OutcomeResult
from gvi.science.evaluation.sdid.interior import Array
from gvi.science.evaluation.sdid.testing import Tested

RANKED = Note(
    "placebo_rank",
    "P-värdet är de behandlades plats bland alla jämförda enheter, sedan varje effekt delats med hur mycket enheten "
    "avvek före start. Det antar att vilken enhet som helst hade kunnat bli den behandlade. Har enheten valts för att "
    "våldet just då stod högt gäller det inte.",
    "The p value is the rank of the treated among all units compared, after each effect is divided by how far the unit "
    "strayed before the start. It assumes that any unit could have been the treated one. If the unit was chosen "
    "because violence stood high just then, that does not hold.",
)
ALONE = Note(
    "jackknife",
    "Jackknife-medelfel ges inte: med en enda behandlad enhet finns ingen annan behandlad att jämföra den med.",
    "No jackknife standard error is given: with a single treated unit there is no other treated unit to set it beside.",
)
APART = Note(
    "jackknife",
    "Jackknife-medelfel ges inte när varje behandlad enhet skattas för sig.",
    "No jackknife standard error is given when each treated unit is fitted apart.",
)
DRAWN = Note(
    "placebos_drawn",
    "De jämförda grupperna är dragna med lottning bland alla möjliga; de olika dragningarna ger något olika p-värden.",
    "The groups compared with were drawn by lot among all there are; another draw gives a slightly different p value.",
)
EXPOSED = Note(
    "exposure",
    "Utfallen jämförs i förhållande till exponeringen och anges vid de behandlades genomsnittliga exponering.",
    "Outcomes are compared per exposure, and said at the treated units' mean exposure.",
)
ENDLESS = Note(
    "no_interval",
    "Intervallet har ingen ände: även mycket stora effekter är förenliga med jämförelseenheternas spridning.",
    "The interval has no end: even very large effects are consistent with the spread of the units compared.",
)


def of(asked: Design, found: Tested, primary: OutcomeResult) -> tuple[Note, ...]:
    """Say what holds for this answer."""
    several = len(found.trial.rows) > 1
    within_reach = 1 / (1 + len(found.sets)) <= asked.alpha
    said = (
        (RANKED, True),
        (ALONE, not several),
        (APART, found.trial.apart),
        (DRAWN, len(found.sets) < comb(len(found.trial.pool), len(found.trial.rows)) - 1),
        (EXPOSED, asked.panel.exposure is not None),
        (ENDLESS, primary.interval is None and within_reach),
    )
    return tuple(note for note, holds in said if holds)


def figures(asked: Design, found: Tested) -> dict[str, Any]:
    """The figures beside the answer: standard errors, how many placebos, the relative change, each unit's own effect.

    ``ratio`` is the observed over what would have been, over the whole time after.
    """
    own = found.own
    observed = [
        found.trial.asks[0].outcomes[rows][:, ask.after].mean()
        for ask, rows in zip(found.trial.asks, _parts(found), strict=True)
    ]
    effect, level = float(own.effects[0, 0]), float(np.mean(observed))
    by_unit = {
        unit: float(fit.effects[0, 0])
        for unit, fit in zip(asked.treated, found.fits, strict=False)
        if found.trial.apart
    }
    return {
        "placebos": len(found.sets),
        "placebo_se": found.se,
        "jackknife_se": None if found.trial.apart else jackknife_error(found),
        "ratio": level / (level - effect) if level - effect > 0 else None,
        "noise": float(found.fits[0].noise[0]),
        **({"by_unit": by_unit} if by_unit else {}),
    }


def _parts(found: Tested) -> list[list[int]]:
    rows: list[int] = found.trial.rows.tolist()
    return [[row] for row in rows] if found.trial.apart else [rows]


def jackknife_error(found: Tested) -> float | None:
    """The jackknife standard error with weights held (the paper's algorithm 3); none with one treated unit."""
    trial, fit = found.trial, found.fits[0]
    if len(trial.rows) < 2:
        return None
    ask = trial.asks[0]
    outcomes = ask.outcomes
    change = outcomes[:, ask.after].mean(axis=1) - outcomes[:, ask.before] @ fit.times[0]
    treated, donors = change[trial.rows], change[np.setdiff1d(trial.pool, trial.rows, assume_unique=True)]
    left_out = np.concatenate(
        [
            _means_without(treated, np.ones(len(treated))) - donors @ fit.units[0],
            treated.mean() - _means_without(donors, fit.units[0]),
        ]
    )
    share = (len(left_out) - 1) / len(left_out)
    return float(np.sqrt(share * ((left_out - left_out.mean()) ** 2).sum()))


def _means_without(values: Array, shares: Array) -> Array:
    """Weighted means with each value left out in turn."""
    rest = shares.sum() - shares
    means: Array = (values @ shares - values * shares) / rest
    return means
