"""Tables of the programme, its rooms and its members. Staff are members, never persons."""

from gvi.trust.workspaces.models.accounts import User, UserManager
from gvi.trust.workspaces.models.links import OneTimeLink, Purpose
from gvi.trust.workspaces.models.members import Deputyship, DeviceReset, Grant, Handover, Member
from gvi.trust.workspaces.models.programme import Area, Holiday, Programme
from gvi.trust.workspaces.models.records import RecordPart, RecordRequest
from gvi.trust.workspaces.models.rooms import Switch, Workspace

__all__ = [
    "Area",
    "Deputyship",
    "DeviceReset",
    "Grant",
    "Handover",
    "Holiday",
    "Member",
    "OneTimeLink",
    "Programme",
    "Purpose",
    "RecordPart",
    "RecordRequest",
    "Switch",
    "User",
    "UserManager",
    "Workspace",
]
