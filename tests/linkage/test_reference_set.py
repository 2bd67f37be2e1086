"""Against the truth: the invented city's two extracts, where it is known who stands on which row."""

import pytest

from gvi.linkage import Record
from tools.bench.linkage import Pairs, day_of, reference_set, suggested

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def told(request: pytest.FixtureRequest) -> tuple[list[Record], Pairs, Pairs]:
    """The rows of both extracts, the true pairs and the suggested ones."""
    records, true = reference_set(request.param, 1)
    return records, true, suggested(records)


def test_nearly_everyone_who_stands_twice_is_found(told: tuple[list[Record], Pairs, Pairs]) -> None:
    _, true, found = told
    assert len(true) > 60
    assert len(found & true) / len(true) >= 0.88


def test_few_suggestions_are_two_persons(told: tuple[list[Record], Pairs, Pairs]) -> None:
    _, true, found = told
    assert len(found & true) / len(found) >= 0.85


def test_nobody_is_suggested_who_shares_nothing(told: tuple[list[Record], Pairs, Pairs]) -> None:
    records, true, found = told
    rows = {record.id: record for record in records}
    for first, second in found - true:
        one, other = rows[first], rows[second]
        shared = {
            one.surname,
            one.given_name,
            *filter(None, (one.birth_date, one.identity_number, one.address)),
        }
        assert shared & {
            other.surname,
            other.given_name,
            other.birth_date,
            other.identity_number,
            other.address,
        }


def test_with_the_number_on_both_rows_nobody_is_missed(told: tuple[list[Record], Pairs, Pairs]) -> None:
    records, true, found = told
    ten = {record.id: record.identity_number.replace("-", "").replace(" ", "")[-10:] for record in records}
    sure = {pair for pair in true if ten[pair[0]] == ten[pair[1]] != "" and "X" not in ten[pair[0]]}
    assert len(sure) > 15
    assert sure <= found


@pytest.mark.parametrize("written", ["1999-03-04", "19990304", "990304", "4/3 1999"])
def test_days_of_birth_as_people_write_them(written: str) -> None:
    assert f"{day_of(written)}" == "1999-03-04"
