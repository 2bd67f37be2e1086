"""Tables of the individual talks: sealed in the police room, and the quarter's counts of the joint space."""

from gvi.steps.talks.models.joint import Band, GroupBand, Quarter
from gvi.steps.talks.models.sealed import Attempt, SafetyCheck, Talk, TalkLetter, Team

__all__ = ["Attempt", "Band", "GroupBand", "Quarter", "SafetyCheck", "Talk", "TalkLetter", "Team"]
