"""How large the city is: 1, 10 or 100 times a normal one.

A normal city has 3-20 groups and tens of incidents a year (domain.md, "Scale of one city"). Size 100 is
a register rather than a city: 200 groups, and some 25 years of a hundred cities' incidents pressed into
four, since that is what lists and counts must bear.
"""

from dataclasses import dataclass

GROUP_INCIDENTS = 20.0  # confirmed incidents between groups, a year, size 1
OTHER_INCIDENTS = 11.0  # confirmed serious incidents without groups
MINOR_INCIDENTS = 4.0  # threats and weapons found
FALSE_REPORTS = 6.0  # reports that turn out to be something else


class CitySizeError(ValueError):
    """The asked size is not one of those the city can be built in."""

    def __init__(self, size: int) -> None:
        super().__init__(f"size: got {size}, expected one of {', '.join(map(str, SCALES))}")


@dataclass(frozen=True)
class Scale:
    """Counts of groups and areas, and incidents as a multiple of the normal city's rates."""

    groups: int
    areas: int
    incidents: float

    def rate(self, yearly: float) -> float:
        """Return a normal city's yearly rate as a daily rate at this scale."""
        return yearly * self.incidents / 365.25


SCALES = {1: Scale(5, 8, 1), 10: Scale(30, 40, 10), 100: Scale(200, 300, 660)}


def scale_of(size: int) -> Scale:
    """Return the scale for `size`; raises CitySizeError unless it is 1, 10 or 100."""
    if size not in SCALES:
        raise CitySizeError(size)
    return SCALES[size]
