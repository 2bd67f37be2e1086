"""How concentrated violence is, always beside what chance alone gives (science.md, Concentration).

Few events on many units look concentrated even when every unit runs the same risk: with 30 events on 300 units the top
5 % hold 55 % by chance. So no figure here stands without its equal-risk value, its n (units) and its c (events).
The generalised Gini coefficient is that of Bernasco & Steenbeek (2017), "More places than crimes: implications for
evaluating the law of crime concentration at place", Journal of Quantitative Criminology 33.
"""

from gvi.science.concentration.measures import NoEvents, adjusted, gini, small_sample
from gvi.science.concentration.result import Concentration, EqualRisk, TopShare, concentration
from gvi.science.concentration.share_of_half import Half, half_of

__all__ = [
    "Concentration",
    "EqualRisk",
    "Half",
    "NoEvents",
    "TopShare",
    "adjusted",
    "concentration",
    "gini",
    "half_of",
    "small_sample",
]
