"""Björkhamn's areas: invented names laid out on a grid in mountains where nobody lives.

Coordinates lie on a roadless mountain plain, so that no point of the made-up city can be mistaken for
somebody's street.
"""

import numpy as np
import polars as pl

from gvi.city.process import Floats, Ints
from gvi.city.seeds import Stream, stream, uuids

CENTRE = (67.05, 17.05)  # latitude, longitude (degrees)
SPACING = (0.012, 0.030)  # between areas, about 1.3 km both ways
SPREAD = (0.0022, 0.0055)  # of points around an area's middle (standard deviation)

FIRST_NAMES = (
    "Norra torget",
    "Kvarnängen",
    "Hamnplatån",
    "Lyktbacken",
    "Västra Mälthagen",
    "Segelvallen",
    "Repslagarhöjden",
    "Östra Tegelstranden",
)
BEGINNINGS = (
    "Kvarn",
    "Segel",
    "Lykt",
    "Tegel",
    "Repslagar",
    "Mälta",
    "Klock",
    "Vädur",
    "Tunnbindar",
    "Fyr",
    "Garn",
    "Knip",
    "Skifte",
    "Tröskar",
    "Ankar",
    "Lots",
    "Väv",
    "Glim",
    "Spegel",
    "Kopparslagar",
)
ENDINGS = (
    "vallen",
    "höjden",
    "backen",
    "stranden",
    "hagen",
    "lunden",
    "platån",
    "tåget",
    "gläntan",
    "bron",
    "terrassen",
    "sluttningen",
    "kajen",
    "kullen",
    "planen",
    "ängen",
)


def build_areas(seed: int, count: int) -> pl.DataFrame:
    """Return `count` areas: id, name, latitude and longitude of the middle."""
    rng = stream(seed, "areas")
    side = int(np.ceil(np.sqrt(count)))
    rows, columns = np.divmod(np.arange(count), side)
    return pl.DataFrame(
        {
            "id": uuids(rng, count),
            "name": _names(rng, count),
            "latitude": np.round(CENTRE[0] + (rows - side / 2) * SPACING[0], 5),
            "longitude": np.round(CENTRE[1] + (columns - side / 2) * SPACING[1], 5),
        }
    )


def _names(rng: Stream, count: int) -> list[str]:
    made = [beginning + ending for beginning in BEGINNINGS for ending in ENDINGS]
    new = [name for name in made if name not in FIRST_NAMES]
    return [*FIRST_NAMES, *(new[index] for index in rng.permutation(len(new)))][:count]


def draw_points(rng: Stream, areas: pl.DataFrame, chosen: Ints) -> tuple[Floats, Floats]:
    """Return latitude and longitude of one point in each chosen area (row numbers of `areas`)."""
    latitude = areas["latitude"].to_numpy()[chosen] + rng.normal(0, SPREAD[0], len(chosen))
    longitude = areas["longitude"].to_numpy()[chosen] + rng.normal(0, SPREAD[1], len(chosen))
    return np.round(latitude, 5), np.round(longitude, 5)
