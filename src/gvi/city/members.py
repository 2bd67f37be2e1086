"""The members: colleagues with a sign-in, never the people the strategy is about.

Names are put together at random from a list of given names and a list of uncommon or made-up surnames.
Mail addresses end in `.example`, which is reserved and reaches nobody (RFC 2606).
"""

import unicodedata
from collections.abc import Iterator
from itertools import product

import polars as pl

from gvi.city.posts import Post, posts_of
from gvi.city.seeds import Stream, stream, uuids

GIVEN_NAMES = (
    "Aino Amir Anneli Arvid Birgitta Björn Cecilia Dalia Daniel Elif Elin Emil Fatima Filippa Gustav "
    "Helena Henrik Hodan Ibrahim Ingrid Jasmin Johan Karin Katarina Lars Leila Linnea Lovisa Maja "
    "Mattias Mikael Milan Nadia Niklas Nour Olof Petra Rasmus Rebecka Samuel Sara Selma Sofia Svetlana "
    "Tariq Tobias Ulrika Viktor Yusuf Zeynep Åsa Örjan"
)
SURNAMES = (
    "Norrvik Stenhöjd Sjögård Kvistrand Lövhammar Vintersund Höglöv Strandhagen Ängsby Björnfors Klarsjö "
    "Dalvik Hedmark Fjällsten Kvarnsjö Ekhammar Mossfors Vassgård Rosenhöjd Solvinge Tallvik Åkerfors "
    "Öhrnby Skogsvad Brohammar Ljungfors Sandhöjd Bäckvinge Myrhammar Flodgård Haddadin Nowakowa "
    "Hosseinia Warsamo Petrovski Mäkelänen Tesfayo Yilmazer Nguyenlund Kovacsy Bahramian Osmanovik "
    "Lehtosalo Jirdesund Farahvik Zorić"
)


def build_members(seed: int, authorities: pl.DataFrame) -> pl.DataFrame:
    """Return the members, one a post, with the columns of `_member` and an id."""
    rng = stream(seed, "members")
    names = _names(rng)
    rows = [
        member
        for kind, room, domain in authorities.select("kind", "name", "domain").iter_rows()
        for member in _room(room, domain, posts_of(kind), names)
    ]
    frame = pl.DataFrame(rows, schema_overrides={"deputy_of": pl.String})
    return frame.insert_column(0, pl.Series("id", uuids(rng, len(rows))))


def _names(rng: Stream) -> Iterator[tuple[str, str]]:
    pairs = list(product(GIVEN_NAMES.split(), SURNAMES.split()))
    return (pairs[index] for index in rng.permutation(len(pairs)))


def _room(
    room: str, domain: str, posts: tuple[Post, ...], names: Iterator[tuple[str, str]]
) -> list[dict[str, object]]:
    holders: dict[str, str] = {}
    rows = []
    for post, (given, family) in zip(posts, names, strict=False):
        row = _member(room, post, f"{given} {family}", f"{_plain(given)}.{_plain(family)}@{domain}")
        row["deputy_of"] = holders[post.stands_in_for] if post.stands_in_for else None
        holders.setdefault(post.role, str(row["email"]))
        rows.append(row)
    return rows


def _member(room: str, post: Post, name: str, email: str) -> dict[str, object]:
    return {
        "authority": room,
        "name": name,
        "roles": [post.role],
        "function": post.function,
        "email": email,
        "deputy_of": None,
        "on_call": post.on_call,
    }


def _plain(name: str) -> str:
    """Return a name in the small letters a to z, as mail addresses have it."""
    decomposed = unicodedata.normalize("NFKD", name.lower())
    return decomposed.encode("ascii", "ignore").decode()
