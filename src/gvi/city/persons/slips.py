"""How the same person comes to be written in several ways: slips of the hand, and habits of systems."""

from datetime import date

from gvi.city.seeds import Stream

LOST = str.maketrans("åäöÅÄÖé", "aaoAAOe")
ALIKE = (("k", "c"), ("v", "w"), ("f", "ph"), ("ss", "s"), ("th", "t"), ("ö", "oe"), ("s", "z"))


def misspelt(name: str, rng: Stream) -> str:
    """Return a name as somebody typed it who was in a hurry: one slip, or another spelling."""
    at = int(rng.integers(1, max(2, len(name) - 1)))
    written, heard = ALIKE[int(rng.integers(0, len(ALIKE)))]
    slips = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        name.translate(LOST),
        name[0] + name[1:].replace(written, heard, 1),
        name.upper(),
    )
    return slips[int(rng.integers(0, len(slips)))]


def rewritten(number: str, rng: Stream) -> str:
    """Return a number YYYYMMDD-NNNN in another of the usual ways to write it, sometimes without the last four."""
    digits = number.replace("-", "")
    whole = (number, digits, number[2:], digits[2:], f"{digits[:8]} {digits[8:]}")
    ways = (*whole, *whole, f"{digits[:8]}-XXXX")
    return ways[int(rng.integers(0, len(ways)))] if number else ""


def misremembered(born: date, rng: Stream) -> date:
    """Return another day of birth: day and month in each other's place where that is a day, else the day after."""
    if born.day <= 12 and rng.random() < 0.7:
        return born.replace(month=born.day, day=born.month)
    return born.replace(day=born.day % 28 + 1)


def dated(born: date, rng: Stream) -> str:
    """Return a day as people write it."""
    ways = (f"{born}", f"{born:%Y%m%d}", f"{born.day}/{born.month} {born.year}", f"{born:%y%m%d}")
    return ways[int(rng.integers(0, len(ways)))]
