"""What is suggested as perhaps the same person, told case by case on two rows, and what is not."""

from datetime import date

import pytest

from gvi.linkage import Agreement, Degree, Field, Kind, LinkageError, Pair, Record, suggest_pairs

DAY = date(1999, 3, 4)
WHOLE = Record("a", "Åsa", "Fyrklint", DAY, "19990304-9808", "Garnhöjdsgatan 7", "utdrag 1")


def suggested(*others: Record) -> list[Pair]:
    return suggest_pairs([WHOLE, *others])


def degrees(pair: Pair) -> dict[Field, Degree]:
    return {reason.field: reason.degree for reason in pair.reasons}


ONE_PERSON = {
    "the same number, and nothing else": (Record("b", identity_number="990304-9808"), Kind.SAME_NUMBER),
    "a number without its sign": (Record("b", identity_number="199903049808"), Kind.SAME_NUMBER),
    "only the names": (Record("b", "åsa", " FYRKLINT "), Kind.SAME_NAME),
    "names that lost their rings and dots": (Record("b", "Asa", "Fyrklint"), Kind.SAME_NAME),
    "names that sound alike": (Record("b", "Aasa", "Fyrclindt", DAY), Kind.SIMILAR_NAME_AND_BIRTH_DATE),
    "names in each other's place": (Record("b", "Fyrklint", "Åsa", DAY), Kind.SWAPPED_NAMES),
    "two slips": (Record("b", "Ås", "Fyrkilnt", DAY), Kind.PARTLY_SAME),
    "day and month in each other's place": (
        Record("b", "Åsa", "Fyrklint", date(1999, 4, 3)),
        Kind.SIMILAR_NAME_AND_BIRTH_DATE,
    ),
    "a wrong figure in the day of birth": (
        Record("b", "Åsa", "Fyrklint", date(1999, 3, 14)),
        Kind.SIMILAR_NAME_AND_BIRTH_DATE,
    ),
    "a coordination number for the same day": (
        Record("b", "Åsa", "Fyrklint", DAY, "19990364-9805"),
        Kind.COORDINATION_NUMBER,
    ),
    "a number that lacks its last four": (
        Record("b", "Åsa", "Fyrklint", None, "19990304-XXXX"),
        Kind.SAME_NAME_AND_BIRTH_DATE,
    ),
    "a second surname": (
        Record("b", "Åsa", "Fyrklint-Tegelvid", DAY),
        Kind.SIMILAR_NAME_AND_BIRTH_DATE,
    ),
    "a new surname at the same address": (
        Record("b", "Åsa", "Tegelvid", DAY, "", "Garnhöjdsgatan 7"),
        Kind.PARTLY_SAME,
    ),
}


@pytest.mark.parametrize(("other", "kind"), ONE_PERSON.values(), ids=ONE_PERSON)
def test_may_be_one_person(other: Record, kind: Kind) -> None:
    (pair,) = suggested(other)
    assert (pair.first, pair.second, pair.kind) == ("a", "b", kind)


TWO_PERSONS = {
    "only the day of birth": Record("b", "Rasmus", "Tegelvid", DAY),
    "only the surname": Record("b", "", "Fyrklint"),
    "only the given name": Record("b", "Åsa"),
    "only the address": Record("b", address="Garnhöjdsgatan 7"),
    "a sister at home": Record("b", "Lova", "Fyrklint", date(2001, 8, 9), "", "Garnhöjdsgatan 7"),
    "a twin with a number of their own": Record(
        "b", "Lova", "Fyrklint", DAY, "19990304-9840", "Garnhöjdsgatan 7"
    ),
    "the same name, born another day with another number": Record(
        "b", "Åsa", "Fyrklint", date(1987, 11, 23), "19871123-9809"
    ),
    "nothing at all": Record("b"),
    "born a hundred years earlier": Record("b", "", "Fyrklint", date(1899, 3, 4)),
}


@pytest.mark.parametrize("other", TWO_PERSONS.values(), ids=TWO_PERSONS)
def test_is_not_taken_for_one_person(other: Record) -> None:
    assert suggested(other) == []


def test_reasons_are_words_for_every_field_and_no_figure() -> None:
    (pair,) = suggested(Record("b", "Asa", "Fyrklint", date(1999, 4, 3), "", "Garnhöjdsgatan 7"))
    assert pair.reasons == (
        Agreement(Field.IDENTITY_NUMBER, Degree.MISSING),
        Agreement(Field.GIVEN_NAME, Degree.SIMILAR),
        Agreement(Field.SURNAME, Degree.SAME),
        Agreement(Field.BIRTH_DATE, Degree.SWAPPED),
        Agreement(Field.ADDRESS, Degree.SAME),
    )


def test_t23_a_pair_has_no_field_for_a_figure() -> None:
    (pair,) = suggested(Record("b", "Åsa", "Fyrklint", DAY))
    assert set(vars(pair)) == {"first", "second", "kind", "reasons"}
    assert not [
        value for reason in pair.reasons for value in vars(reason).values() if isinstance(value, int | float)
    ]


def test_three_rows_of_one_person_are_three_pairs_told_plainest_first() -> None:
    found = suggested(
        Record("c", "Åsa", "Fyrklint"), Record("b", identity_number="19990304-9808", given_name="Åsa")
    )
    assert [(pair.first, pair.second, pair.kind) for pair in found] == [
        ("a", "b", Kind.SAME_NUMBER),
        ("a", "c", Kind.SAME_NAME),
    ]


@pytest.mark.parametrize("told", [("a", "b"), ("b", "a")])
def test_who_was_told_apart_is_not_suggested_again(told: tuple[str, str]) -> None:
    twin = Record("b", "Åsa", "Fyrklint", DAY)
    assert suggested(twin)
    assert suggest_pairs([WHOLE, twin], known_different=frozenset({told})) == []


@pytest.mark.parametrize("records", [[], [WHOLE]])
def test_nobody_is_compared_with_themselves(records: list[Record]) -> None:
    assert suggest_pairs(records) == []


def test_an_id_that_stands_twice_is_refused_without_showing_it() -> None:
    with pytest.raises(LinkageError, match="more than one record") as refused:
        suggest_pairs([WHOLE, Record("a", "Rasmus")])
    assert "Åsa" not in str(refused.value)


def test_a_record_shows_its_id_and_nothing_of_the_person() -> None:
    assert repr(WHOLE) == "Record(id='a')"
