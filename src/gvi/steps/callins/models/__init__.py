"""Tables of the call-in: joint, and in the rooms of police, probation and the municipality."""

from gvi.steps.callins.models.joint import (
    CallIn,
    CardVersion,
    CheckItem,
    Debrief,
    GoNoGo,
    GroupReach,
    HeldTotal,
    Observation,
    RunItem,
    ScriptVersion,
    SecurityPlan,
    SpeakerLink,
    SpeakerSlot,
)
from gvi.steps.callins.models.municipality import Speaker
from gvi.steps.callins.models.police import Apart, ListLock, Nominee, Seat, Selection
from gvi.steps.callins.models.probation import Attendance, Invitee, Letter

__all__ = [
    "Apart",
    "Attendance",
    "CallIn",
    "CardVersion",
    "CheckItem",
    "Debrief",
    "GoNoGo",
    "GroupReach",
    "HeldTotal",
    "Invitee",
    "Letter",
    "ListLock",
    "Nominee",
    "Observation",
    "RunItem",
    "ScriptVersion",
    "Seat",
    "SecurityPlan",
    "Selection",
    "Speaker",
    "SpeakerLink",
    "SpeakerSlot",
]
