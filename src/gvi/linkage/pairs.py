"""Suggest which records may be the same person: the one function of this floor."""

from collections.abc import Collection, Sequence

from gvi.linkage.engine import likely_pairs
from gvi.linkage.records import Agreement, Degree, Field, Kind, LinkageError, Pair, Record
from gvi.linkage.table import comparable

KINDS = list(Kind)


def suggest_pairs(
    records: Collection[Record], *, known_different: frozenset[tuple[str, str]] = frozenset()
) -> list[Pair]:
    """Return the pairs of records that may be one person's, the plainest kind first, then by id.

    The same records give the same pairs in whatever order they come. `known_different` are pairs of ids,
    in either order, that somebody has looked at and told apart: they are never suggested again. Raises
    LinkageError when an id stands twice.
    """
    ordered = sorted(records, key=lambda record: record.id)
    if len({record.id for record in ordered}) < len(ordered):
        raise LinkageError("an id stands on more than one record")
    if len(ordered) < 2:
        return []
    told_apart = {frozenset(pair) for pair in known_different}
    pairs = (
        _pair(ordered, left, right, degrees) for left, right, degrees in likely_pairs(comparable(ordered))
    )
    kept = (pair for pair in pairs if frozenset((pair.first, pair.second)) not in told_apart)
    return sorted(kept, key=lambda pair: (KINDS.index(pair.kind), pair.first, pair.second))


def _pair(ordered: Sequence[Record], left: int, right: int, degrees: tuple[Degree, ...]) -> Pair:
    reasons = tuple(map(Agreement, Field, degrees))
    return Pair(ordered[left].id, ordered[right].id, kind_of(dict(zip(Field, degrees, strict=True))), reasons)


def kind_of(degrees: dict[Field, Degree]) -> Kind:
    """Return what a pair rests on, given how far every field agrees."""
    number, birth = degrees[Field.IDENTITY_NUMBER], degrees[Field.BIRTH_DATE]
    names = {degrees[Field.GIVEN_NAME], degrees[Field.SURNAME]}
    if number is Degree.SAME:
        return Kind.SAME_NUMBER
    if number is Degree.COORDINATION:
        return Kind.COORDINATION_NUMBER
    if Degree.SWAPPED in names:
        return Kind.SWAPPED_NAMES
    if not names <= {Degree.SAME, Degree.SIMILAR}:
        return Kind.PARTLY_SAME
    if names == {Degree.SAME} and birth is Degree.SAME:
        return Kind.SAME_NAME_AND_BIRTH_DATE
    return {Degree.MISSING: Kind.SAME_NAME, Degree.DIFFERENT: Kind.PARTLY_SAME}.get(
        birth, Kind.SIMILAR_NAME_AND_BIRTH_DATE
    )
