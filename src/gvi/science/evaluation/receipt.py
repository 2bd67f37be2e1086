"""The receipt of a locked plan: who vouches that this text was there at that time, before outcomes were read.

A hash proves content, not time (science.md): the city's product signs the receipt with a key of its own (Ed25519).
It names a role and an organisation, never a person.
"""

from datetime import datetime

from msgspec import Struct


class ReceiptRefused(ValueError):
    """A receipt that is not whole or not as it was signed."""


class Receipt(Struct, frozen=True, forbid_unknown_fields=True):
    """What was locked, when and by which role. Times are UTC; key and signature in base64.

    ``outcomes_read_at`` is when outcomes after the start were first read, none when they had not been.
    """

    plan_sha256: str
    plan: str
    locked_at: datetime
    locked_by: str
    outcomes_read_at: datetime | None
    issuer: str
    public_key: str
    signature: str
