"""Messengers: who to call in so that the message reaches as many as possible (science.md; Wheeler et al. 2019).

Maximum coverage with seats, a minimum per group, pairs that must not meet, one or two steps, expected attendance and
several sessions. A choice is a basis for people who choose. No figure is attached to a person anywhere in it.

>>> import polars as pl
>>> from gvi.science.messengers import messengers
>>> people = pl.DataFrame({"person_id": list("abcdef"), "group_id": list("GGGHHH"), "eligible": [True] * 5 + [False]})
>>> ties = pl.DataFrame({"source": ["a", "a", "d", "f"], "target": ["b", "c", "e", "d"]})
>>> found = messengers(people, ties, seats=2)
>>> found.messengers, found.reached, found.status
(('a', 'd'), 6, 'optimal')
"""

from gvi.science.messengers.choosing import messengers
from gvi.science.messengers.evaluating import Broken, ChoiceReach, evaluate_choice
from gvi.science.messengers.reading import read_apart, read_people, read_ties
from gvi.science.messengers.result import Blocking, GroupReach, MessengersResult

__all__ = [
    "Blocking",
    "Broken",
    "ChoiceReach",
    "GroupReach",
    "MessengersResult",
    "evaluate_choice",
    "messengers",
    "read_apart",
    "read_people",
    "read_ties",
]
