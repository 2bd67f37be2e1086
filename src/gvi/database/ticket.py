"""The signed room ticket, Python's half: sign who enters which room, and until when.

``sql/ticket.sql`` verifies it inside the database with HMAC-SHA256 built from ``sha256()``; the padded keys
lie in a table the application can't read, so neither a forgotten filter nor injected SQL can enter another room.
"""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

BLOCK = 64


@dataclass(frozen=True)
class TicketKey:
    """A signing secret of at least 32 bytes."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) < 32:
            raise ValueError(f"ticket key: {len(self.secret)} bytes, expected at least 32")

    @property
    def pads(self) -> tuple[bytes, bytes]:
        """The inner and outer padded key of RFC 2104, 64 bytes each, as the database keeps them."""
        secret = self.secret if len(self.secret) <= BLOCK else hashlib.sha256(self.secret).digest()
        padded = secret.ljust(BLOCK, b"\0")
        return bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)

    @property
    def fingerprint(self) -> str:
        """Names the key without telling it."""
        return hashlib.sha256(b"gvi ticket key" + self.secret).hexdigest()[:16]

    def sign(self, workspace: UUID, member: UUID, expires: int) -> str:
        """Return the ticket ``workspace|member|expires|signature`` (``expires`` in Unix seconds)."""
        message = f"{workspace}|{member}|{expires}"
        return f"{message}|{hmac.new(self.secret, message.encode(), hashlib.sha256).hexdigest()}"
