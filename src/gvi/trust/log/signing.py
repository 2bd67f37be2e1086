"""The key that signs the heads of the log: a file outside the database, made on first use, its owner's alone.

Beside it lies a list of the public keys that have ever signed, one a line, so that a key can be replaced and
old heads still be verified. Copy that list to wherever the anchor is kept.
"""

import base64
import hashlib
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext_lazy as _

from gvi.trust.log.canonical import SealedHead
from gvi.trust.refusals import Refusal


class NoSealKey(Refusal):
    """The settings name no key file, so nothing can be sealed."""

    def __init__(self) -> None:
        super().__init__(_("Loggen kan inte förseglas: GVI_SEAL_KEY anger ingen nyckelfil."))


@dataclass(frozen=True)
class SealKey:
    """A private Ed25519 key."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        """Names the key: 16 hexadecimal digits of the public key's hash."""
        return fingerprint_of(self.public)

    def sign(self, head: SealedHead) -> bytes:
        """Return the signature over the head's text."""
        return self.private.sign(head.text)


def fingerprint_of(public: bytes) -> str:
    """The name of a public key."""
    return hashlib.sha256(public).hexdigest()[:16]


def public_file(path: Path) -> Path:
    """Where the public keys lie: beside the private one."""
    return path.with_name(f"{path.name}.pub")


def load_key(path: Path) -> SealKey:
    """Read the key at ``path``; make it, readable by its owner only, if there is none."""
    if not path.exists():
        _make_key(path)
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError(f"{path}: {type(private).__name__}, expected an Ed25519 key")
    key = SealKey(private)
    _list_public(path, key)
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole or not at all; whoever comes second keeps the first one's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    text = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        os.fsync(handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _list_public(path: Path, key: SealKey) -> None:
    add_public(public_file(path), [base64.b64encode(key.public).decode()])


def add_public(listed: Path, lines: Iterable[str]) -> list[str]:
    """Add keys to the list of public ones, unless they stand there; return the new ones' fingerprints."""
    known = set(load_public_keys(listed)) if listed.exists() else set()
    new = {fingerprint_of(base64.b64decode(line)): line for line in lines}
    added = [name for name in new if name not in known]
    if added:
        listed.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with listed.open("a", encoding="ascii") as file:
            file.write("".join(f"{new[name]}\n" for name in added))
    return added


def load_public_keys(path: Path) -> Mapping[str, Ed25519PublicKey]:
    """Read the list of public keys: fingerprint to key. Raises ``ValueError`` naming a line that is none."""
    keys = {}
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), start=1):
        if line.strip():
            try:
                raw = base64.b64decode(line, validate=True)
                keys[fingerprint_of(raw)] = Ed25519PublicKey.from_public_bytes(raw)
            except ValueError as error:
                raise ValueError(
                    f"{path}, line {number}: expected a public key of 32 bytes in base64"
                ) from error
    return keys


def is_signed(head: SealedHead, keys: Mapping[str, Ed25519PublicKey]) -> bool:
    """Whether a known key has signed this head, as it stands."""
    key = keys.get(head.key)
    if key is None:
        return False
    try:
        key.verify(head.signature, head.text)
    except InvalidSignature:
        return False
    return True
