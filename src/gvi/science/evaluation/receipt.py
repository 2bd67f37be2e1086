"""The receipt of a locked plan: who vouches that this text was there at that time, before outcomes were read.

A hash proves content, not time (science.md): the city's product signs the receipt with a key of its own (Ed25519).
It names a role and an organisation, never a person. Anybody can make a key: the signature shows that nothing was
changed, and only the fingerprint that the city publishes shows that it was the city who signed. Without that
fingerprint a receipt makes nothing registered.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta, Struct

from gvi.science.evaluation.plan import Plan, PlanRefused, read_plan
from gvi.science.evaluation.result import Note, Status

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Moment = Annotated[datetime, Meta(tz=True)]


class ReceiptRefused(ValueError):
    """A receipt that is not whole, not as it was signed, from another key than the one given, or of a day to come."""


class Receipt(Struct, frozen=True, forbid_unknown_fields=True):
    """What was locked, when and by which role. Times have a zone; key and signature are in base64.

    ``plan`` is the plan's whole text; ``outcomes_read_at`` is when outcomes after the start were first read, none
    when they had not been.
    """

    plan_sha256: str
    plan: str
    locked_at: Moment
    locked_by: str
    outcomes_read_at: Moment | None
    issuer: str
    public_key: str
    signature: str

    @property
    def key(self) -> str:
        """The fingerprint of the key: the first 16 hexadecimal digits of its SHA-256."""
        return hashlib.sha256(base64.b64decode(self.public_key)).hexdigest()[:16]

    @property
    def in_time(self) -> bool:
        """Whether the plan was locked before outcomes were read."""
        return self.outcomes_read_at is None or self.locked_at < self.outcomes_read_at

    @property
    def signed(self) -> bytes:
        """What the signature is over: all but itself, as JSON with sorted keys."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        del values["signature"]
        return msgspec.json.encode(values, order="sorted")

    def to_json(self) -> str:
        """The receipt as a file."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode() + "\n"


def issue_receipt(
    plan: Plan,
    *,
    locked_at: datetime,
    locked_by: str,
    outcomes_read_at: datetime | None,
    issuer: str,
    key: "Ed25519PrivateKey",
) -> Receipt:
    """Make and sign the receipt of a plan. ``locked_by`` is a role, ``issuer`` an organisation; no person's name."""
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    made = Receipt(
        plan_sha256=plan.sha256,
        plan=plan.text,
        locked_at=locked_at,
        locked_by=locked_by,
        outcomes_read_at=outcomes_read_at,
        issuer=issuer,
        public_key=public,
        signature="",
    )
    signature = base64.b64encode(key.sign(made.signed)).decode()
    return msgspec.structs.replace(made, signature=signature)


def read_receipt(text: str) -> Receipt:
    """Read a receipt's file. Raises ``ReceiptRefused`` when it is not whole, or not as it was signed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        receipt = msgspec.json.decode(text, type=Receipt)
    except msgspec.DecodeError as error:
        raise ReceiptRefused(f"expected a receipt as the product gives it: {error}") from error
    if hashlib.sha256(receipt.plan.encode()).hexdigest() != receipt.plan_sha256:
        raise ReceiptRefused(
            "the receipt's plan_sha256 is not its plan's: expected a receipt nobody has changed"
        )
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(receipt.public_key, validate=True))
        public.verify(base64.b64decode(receipt.signature, validate=True), receipt.signed)
    except (InvalidSignature, ValueError) as error:
        raise ReceiptRefused(
            "the receipt is not as it was signed: expected one nobody has changed"
        ) from error
    return receipt


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a receipt makes of a plan."""

    status: Status
    deviations: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


NO_RECEIPT = Note(
    "no_receipt",
    "Planen har inget kvitto. Ingen kan visa att den fanns innan utfallen lästes, så resultatet är utforskande.",
    "The plan has no receipt. Nobody can show that it was there before outcomes were read, so the result is "
    "exploratory.",
)


NOT_VOUCHED = Verdict("exploratory", notes=(NO_RECEIPT,))


def judge(plan: Plan, receipt: Receipt, *, key: str | None, at: datetime) -> Verdict:
    """Tell whether a plan is what was locked, whether it was locked in time, and whether the city says so.

    ``key`` is the fingerprint that the city publishes, ``at`` the moment of judging. Raises ``ReceiptRefused`` for a
    receipt signed with another key or dated after ``at``; without a ``key`` the plan stays exploratory.
    """
    if receipt.locked_at > at:
        raise ReceiptRefused(
            f"the receipt is dated {receipt.locked_at:%Y-%m-%d %H:%M %Z}: expected a time before now"
        )
    if key is None:
        return Verdict("exploratory", notes=(_of_unknown(receipt),))
    if receipt.key != key.strip().lower():
        raise ReceiptRefused(f"the receipt is signed with the key {receipt.key}: expected the key {key}")
    if not receipt.in_time:
        return Verdict("exploratory", notes=(_late(receipt),))
    if receipt.plan_sha256 == plan.sha256:
        return Verdict("registered", notes=(_vouched(receipt),))
    return Verdict("deviated", deviations=_differing(plan, receipt), notes=(_vouched(receipt),))


def _of_unknown(receipt: Receipt) -> Note:
    return Note(
        "unknown_key",
        f"Kvittot är undertecknat med nyckeln {receipt.key}. Det är inte visat att nyckeln är stadens, så resultatet "
        "är utforskande.",
        f"The receipt is signed with the key {receipt.key}. It has not been shown that the key is the city's, so the "
        "result is exploratory.",
    )


def _late(receipt: Receipt) -> Note:
    locked = f"{receipt.locked_at:%Y-%m-%d}"
    read = f"{receipt.outcomes_read_at:%Y-%m-%d}"
    return Note(
        "locked_late",
        f"Planen låstes {locked}, efter att utfallen först lästes {read}, så resultatet är utforskande.",
        f"The plan was locked {locked}, after outcomes were first read {read}, so the result is exploratory.",
    )


def _vouched(receipt: Receipt) -> Note:
    locked = f"{receipt.locked_at:%Y-%m-%d}"
    return Note(
        "receipt",
        f"Planen låstes {locked} av {receipt.locked_by}. {receipt.issuer} intygar det med nyckeln {receipt.key}.",
        f"The plan was locked {locked} by {receipt.locked_by}. {receipt.issuer} vouches for it with the key "
        f"{receipt.key}.",
    )


def _differing(plan: Plan, receipt: Receipt) -> tuple[str, ...]:
    """The keys that differ, with what was locked and what is now; only ``text`` when none does."""
    try:
        locked, now = _keys(read_plan(receipt.plan)), _keys(plan)
    except PlanRefused as error:
        raise ReceiptRefused(f"the receipt's plan can not be read: {error}") from error
    keys = [key for key in dict.fromkeys([*locked, *now]) if locked.get(key) != now.get(key)]
    return tuple(f"{key}: {locked.get(key)!r} → {now.get(key)!r}" for key in keys) or ("text",)


def _keys(plan: Plan) -> dict[str, Any]:
    tables: dict[str, Any] = msgspec.to_builtins(plan)
    del tables["text"]
    return {f"[{name}] {key}": value for name, table in tables.items() for key, value in table.items()}
