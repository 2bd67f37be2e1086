"""Chains of retaliation between groups: what may be an answer to what (science.md, Chains of retaliation).

An answer is suggested by a rule, never established: the latest earlier incident in which the sufferer of now acted and
the actor of now suffered, within a window. The window of 14 days is that of Sturup, Rostami, Gerell & Sandholm (2018),
"Near-repeat shootings in contemporary Sweden 2011 to 2015", Security Journal 31. The share is that of Green, Horel &
Papachristos (2017), episodes that are not the first of their chain. Since chance alone makes many such answers, only
what exceeds it, ``excess``, is a headline.
"""

from gvi.science.chains.chance import Chance
from gvi.science.chains.result import Chains, Link, WindowRow, chains
from gvi.science.chains.shares import excess, share
from gvi.science.chains.suggestion import Incident, Suggestion, likely_earlier

__all__ = [
    "Chains",
    "Chance",
    "Incident",
    "Link",
    "Suggestion",
    "WindowRow",
    "chains",
    "excess",
    "likely_earlier",
    "share",
]
