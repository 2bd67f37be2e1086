"""Pack the extract: one zip, the same bytes for the same content, with the hash of every file in it."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # a zip has no earlier; when it was frozen stands in its own file
MODE = 0o644 << 16


@dataclass(frozen=True)
class Packed:
    """The zip, its hash, and name, hash and size of each file."""

    content: bytes
    sha256: str
    files: list[dict[str, str | int]]


def as_csv(table: pl.DataFrame) -> bytes:
    """Comma, point and UTF-8, as evaluators' programs read it."""
    return table.write_csv().encode()


def pack(files: Mapping[str, bytes]) -> Packed:
    """The files, and ``SHA256SUMS`` as ``sha256sum --check`` reads it."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    sums = "".join(f"{digest}  {name}\n" for name, digest in hashes.items()).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, "SHA256SUMS": sums}.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.external_attr, entry.compress_type = MODE, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    whole = buffer.getvalue()
    told: list[dict[str, str | int]] = [
        {"name": name, "sha256": hashes[name], "size": len(content)} for name, content in files.items()
    ]
    return Packed(whole, hashlib.sha256(whole).hexdigest(), told)
