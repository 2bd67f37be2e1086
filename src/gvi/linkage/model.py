"""The model: how likely each degree of agreement is in one person's records, and in two persons'.

Fellegi and Sunter (1969), as Splink computes it: `same_person` is m, `two_persons` is u, and evidence is
their ratio. All are fixed, at every size: ten rows cannot teach a model, and the same two rows should be
judged alike today and tomorrow. A list itself tells two things only, how long it is and how common a name
is in it. Where each figure comes from, and how well it does, stands in docs/explanation/linkage.md.
Conditions are SQL on the columns of `gvi.linkage.table`; the first that holds counts, and every one reads
the same from both sides.
"""

from dataclasses import dataclass

from gvi.linkage.records import Degree, Field

THRESHOLD = 0.5  # more likely than not
DUPLICATE_RATE = 0.1  # pairs expected for each record of a list
SMALLEST_LIST = 100  # shorter lists are judged as if they had as many rows
NAME_MEMORY = 1000  # rows of a usual population that a list's own names are weighed against
CHANCE = {"given": 0.008, "surname": 0.004}  # that two persons bear the same name


@dataclass(frozen=True)
class Level:
    """One degree of agreement, when it holds, and its two probabilities (both None: it tells nothing)."""

    degree: Degree
    when: str
    same_person: float | None = None
    two_persons: float | None = None
    name: str | None = None  # the column whose rare values count for more


ELSE = "ELSE"


def _missing(*columns: str) -> Level:
    empty = " or ".join(f"{column}_{side} is null" for column in columns for side in "lr")
    return Level(Degree.MISSING, empty)


def _close(column: str) -> str:
    """Return the condition for one slip in a short text, two in a long one."""
    left, right = f"{column}_l", f"{column}_r"
    slips = f"case when least(length({left}), length({right})) > 7 then 2 else 1 end"
    return f"least(length({left}), length({right})) > 3 and damerau_levenshtein({left}, {right}) <= {slips}"


def _alike(name: str) -> str:
    """Return the condition for names that sound alike, differ by a slip or share a word."""
    heard = f"{name}_sound_l = {name}_sound_r"
    return f"({heard} or ({_close(f'{name}_sound')}) or list_has_any({name}_parts_l, {name}_parts_r))"


SWAPPED = "given_sound_l = surname_sound_r and surname_sound_l = given_sound_r"
SAME_CENTURY = "(century_l is null or century_r is null or century_l = century_r)"

MODEL: dict[Field, tuple[Level, ...]] = {
    Field.IDENTITY_NUMBER: (
        _missing("number"),
        Level(Degree.SAME, "number_l = number_r", 0.9, 0.000001),
        Level(Degree.COORDINATION, "coordination_l <> coordination_r and birth_l = birth_r", 0.03, 0.03),
        Level(Degree.SIMILAR, "damerau_levenshtein(number_l, number_r) <= 1", 0.04, 0.0005),
        Level(Degree.DIFFERENT, "valid_l and valid_r", 0.003, 0.9),
        Level(Degree.DIFFERENT, ELSE, 0.027, 0.0695),
    ),
    Field.GIVEN_NAME: (
        _missing("given"),
        Level(Degree.SAME, "given_l = given_r", 0.8, CHANCE["given"], "given"),
        Level(Degree.SWAPPED, SWAPPED, 0.02, 0.00001),
        Level(Degree.SIMILAR, _alike("given"), 0.15, 0.006),
        Level(Degree.DIFFERENT, ELSE, 0.03, 0.986),
    ),
    Field.SURNAME: (
        _missing("surname"),
        Level(Degree.SAME, "surname_l = surname_r", 0.8, CHANCE["surname"], "surname"),
        Level(Degree.SWAPPED, SWAPPED, 0.02, 0.02),  # counted once, with the given name
        Level(Degree.SIMILAR, _alike("surname"), 0.13, 0.004),
        Level(Degree.DIFFERENT, ELSE, 0.05, 0.972),
    ),
    Field.BIRTH_DATE: (
        _missing("birth"),
        Level(Degree.SAME, f"birth_l = birth_r and {SAME_CENTURY}", 0.89, 0.00011),
        Level(Degree.SWAPPED, f"birth_l = birth_swapped_r and {SAME_CENTURY}", 0.02, 0.00003),
        Level(Degree.SIMILAR, f"damerau_levenshtein(birth_l, birth_r) <= 1 and {SAME_CENTURY}", 0.07, 0.0015),
        Level(Degree.DIFFERENT, ELSE, 0.02, 0.998),
    ),
    Field.ADDRESS: (
        _missing("address"),
        Level(Degree.SAME, "address_l = address_r and surname_sound_l = surname_sound_r", 0.45, 0.3),  # kin
        Level(Degree.SAME, "address_l = address_r", 0.45, 0.005),
        Level(Degree.SIMILAR, _close("address"), 0.08, 0.02),  # the neighbour's number too
        Level(Degree.DIFFERENT, ELSE, 0.47, 0.675),
    ),
}

# Only pairs that agree in one of these are looked at: comparing 50,000 rows all against all takes hours.
LOOK_AT = (
    "l.number = r.number",
    "l.birth_sorted = r.birth_sorted",
    "l.surname_sound = r.surname_sound and l.given_sound = r.given_sound",
    "l.surname_sound = r.given_sound and l.given_sound = r.surname_sound",
    "l.birth_year = r.birth_year and l.surname_start = r.surname_start and l.given_start = r.given_start",
    "l.given_sound = r.given_sound and l.address = r.address",
)


def prior(rows: int) -> float:
    """Return how likely two records drawn from a list of `rows` are one person's."""
    return 2 * DUPLICATE_RATE / (max(rows, SMALLEST_LIST) - 1)
