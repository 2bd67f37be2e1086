"""Randomness that repeats: one independent stream for each part of the city.

Parts draw from streams of their own, so that a change in one part (more members, say) leaves every
other part as it was. Ids are UUIDs of version 4 whose bytes come from a stream.
"""

from uuid import UUID
from zlib import crc32

import numpy as np

Stream = np.random.Generator


def stream(seed: int, part: str) -> Stream:
    """Return the stream of one named part of the city built from `seed` (seed >= 0)."""
    return np.random.default_rng([seed, crc32(part.encode())])


def uuids(rng: Stream, count: int) -> list[str]:
    """Return `count` random UUIDs as text."""
    raw = rng.bytes(16 * count)
    return [str(UUID(bytes=raw[at : at + 16], version=4)) for at in range(0, len(raw), 16)]


def pick(rng: Stream, options: dict[str, float], count: int) -> list[str]:
    """Draw `count` keys of `options` with the weights that are its values."""
    weights = np.array(list(options.values()))
    chosen = rng.choice(len(options), size=count, p=weights / weights.sum())
    names = list(options)
    return [names[index] for index in chosen]
