"""How strong a design is against other explanations, by its words: a grade to read beside an effect, no weight."""

import re
from typing import Literal

Grade = Literal["A", "B", "C", "D"]

MARKS: tuple[tuple[Grade, str], ...] = (
    ("D", r"not in the pages|unknown|descriptive|unclear"),
    ("A", r"\brandomi[sz]ed|\brct\b"),
    ("B", r"compar|match|wedge|synthetic|difference|control|propensity"),
    ("C", r"\bits\b|interrupted|arima|time series|growth|model|before"),
)
"""What is looked for, in order: one that the words do not tell is D, whatever else they say."""

MEANING = {
    "sv": {
        "A": "lottning",
        "B": "jämförelse med orter eller grupper utan insatsen",
        "C": "före och efter, med modell för tiden",
        "D": "beskrivning, eller metoden okänd",
    },
    "en": {
        "A": "drawn by lot",
        "B": "compared with places or groups without the programme",
        "C": "before and after, with a model of time",
        "D": "description, or design unknown",
    },
}


def grade_of(design: str) -> Grade:
    """Grade a design by its words.

    >>> [grade_of(words) for words in ("ITS + comparison cities", "ARIMA", "comparative (unknown)", "")]
    ['B', 'C', 'D', 'D']
    """
    words = design.casefold()
    return next((grade for grade, mark in MARKS if re.search(mark, words)), "D")
