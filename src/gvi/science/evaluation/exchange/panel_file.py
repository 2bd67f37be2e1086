"""The file that a city sends: its counts, what each means, what is hidden or not applicable, and a signature.

It is JSON, so that anybody can read what was sent. The signature (Ed25519) shows that nothing was changed on the way;
that the key is the city's own is told by its fingerprint, which the city gives some other way.
"""

import base64
import hashlib
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct

from gvi.science.evaluation.exchange.variables import Variable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Format = Literal["gvi-panel/1"]
Count = int | Literal["hidden"]
FORMAT: Format = "gvi-panel/1"


class ExchangeRefused(ValueError):
    """A file or a set of files that can not be put side by side with the others."""


class PanelFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A city's panel. ``columns`` has one list a variable, one count a time; a count is a number or *hidden*.

    ``not_applicable`` says why a variable of the definitions is not counted here; it has no column.
    ``preliminary_from`` is the first time whose counts may still change.
    """

    format: Format
    city: str
    made_on: str
    step: str
    times: list[str]
    preliminary_from: str | None
    variables_version: str
    variables_sha256: str
    definitions: dict[str, Variable]
    columns: dict[str, list[Count]]
    not_applicable: dict[str, str]
    public_key: str = ""
    signature: str = ""

    @property
    def signed(self) -> bytes:
        """What the signature is over: all but itself, as JSON with sorted keys."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        del values["signature"]
        return msgspec.json.encode(values, order="sorted")

    @property
    def key(self) -> str:
        """The fingerprint of the key that signed."""
        return fingerprint(base64.b64decode(self.public_key))

    def to_json(self) -> str:
        """The file's text."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"

    def signed_with(self, key: "Ed25519PrivateKey") -> "PanelFile":
        """The same, signed."""
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        unsigned = msgspec.structs.replace(self, public_key=public)
        return msgspec.structs.replace(
            unsigned, signature=base64.b64encode(key.sign(unsigned.signed)).decode()
        )


def fingerprint(public: bytes) -> str:
    """The first 16 hexadecimal digits of a key's SHA-256.

    >>> fingerprint(bytes(32))
    '66687aadf862bd77'
    """
    return hashlib.sha256(public).hexdigest()[:16]


def read_panel_file(text: str) -> PanelFile:
    """Read a city's file. Raises ``ExchangeRefused`` when it is not whole, or not as it was signed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        read = msgspec.json.decode(text, type=PanelFile)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise ExchangeRefused(f"expected a file that gvi panel export has made: {error}") from error
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(read.public_key, validate=True))
        public.verify(base64.b64decode(read.signature, validate=True), read.signed)
    except (InvalidSignature, ValueError) as error:
        raise ExchangeRefused("it is not as it was signed: expected a file nobody has changed") from error
    _check(read)
    return read


def _check(read: PanelFile) -> None:
    """What signed nonsense would break: a column of another length, one without definition."""
    for name, column in read.columns.items():
        if len(column) != len(read.times) or name not in read.definitions:
            raise ExchangeRefused(
                f"{name}: expected a definition and one count for each of {len(read.times)} times"
            )
        if any(count != "hidden" and count < 0 for count in column):
            raise ExchangeRefused(f"{name}: expected counts of 0 or more")
