"""T31: what the guard of free text finds, refuses and asks about.

The identity numbers are made from the tax agency's published test series only: birth numbers 238 and 239, and
980 to 999, which are never given to anyone. Phone numbers are those that the telecom authority keeps for fiction.
"""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import luhn

from gvi.trust.workspaces.free_text import (
    CONFIRM,
    Finding,
    GuardedForm,
    IdentityNumberRefused,
    What,
    find,
    refuse_identity_numbers,
)

BIRTH_NUMBERS = [238, 239, *range(980, 1000)]
WRITTEN = [
    "{c}{y}{m}{d}{l}",
    "{c}{y}{m}{d}-{l}",
    "{c}{y}{m}{d} {l}",
    "{c}{y}{m}{d} - {l}",
    "{c}{y} {m} {d} {l}",
    "{c}{y}-{m}-{d}-{l}",
    "{y}{m}{d}-{l}",
    "{y}{m}{d}+{l}",
    "{y}{m}{d} {l}",
    "{y}{m}{d}–{l}",
    "{y}{m}{d}\N{NO-BREAK SPACE}{l}",
    "{y} {m} {d}-{l}",
]
AROUND = ["{}", "Mannen ({}) hördes.", "Se {}, andra stycket", "Tel saknas. {}.", "den 14 {} sågs", "nr:{}"]


@st.composite
def written_numbers(draw: st.DrawFn) -> str:
    """A test number, perhaps a samordningsnummer, written in one of the ways people write them."""
    born = draw(st.dates(date(1900, 1, 1), date(2009, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    first_nine = f"{born:%y%m}{day:02d}{draw(st.sampled_from(BIRTH_NUMBERS)):03d}"
    last_four = first_nine[6:] + luhn.calc_check_digit(first_nine)
    parts = {
        "c": f"{born.year // 100}",
        "y": f"{born:%y}",
        "m": f"{born:%m}",
        "d": f"{day:02d}",
        "l": last_four,
    }
    return draw(st.sampled_from(WRITTEN)).format(**parts)


@given(number=written_numbers(), around=st.sampled_from(AROUND))
@example(number="701063-9800", around="{}")
def test_t31_an_identity_number_is_found_however_it_is_written(number: str, around: str) -> None:
    found = find(around.format(number))
    assert [finding.what for finding in found] == [What.IDENTITY_NUMBER]
    assert number.endswith(found[0].text[-4:])


@given(
    number=written_numbers(),
    between=st.sampled_from(["−", "­", "\u200b", "\u200b-\u200b", ":", "_", "*", " : ", " " * 5]),
)
def test_t31_nor_do_unusual_signs_hide_it(number: str, between: str) -> None:
    digits = [sign for sign in number if sign.isdigit()]
    text = f"Se {''.join(digits[:-4])}{between}{''.join(digits[-4:])} i går"
    assert [finding.what for finding in find(text)] == [What.IDENTITY_NUMBER]


@given(number=written_numbers(), zero=st.sampled_from("０٠०𝟎"))
def test_t31_nor_do_digits_of_another_script(number: str, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(sign)) if sign.isdigit() else sign for sign in number)
    found = find(f"Mannen ({written}) hördes.")
    assert [finding.what for finding in found] == [What.IDENTITY_NUMBER]
    assert written.endswith(found[0].text[-4:])


@given(number=written_numbers())
def test_t31_a_flow_refuses_an_identity_number(number: str) -> None:
    with pytest.raises(IdentityNumberRefused):
        refuse_identity_numbers("Ring runt", f"om {number}")


@given(
    number=written_numbers().filter(lambda it: it[-5] in "-+" and int(it[-4:-2]) > 23), by=st.integers(1, 9)
)
def test_t31_a_mistyped_identity_number_asks(number: str, by: int) -> None:
    wrong = number[:-1] + str((int(number[-1]) + by) % 10)
    assert What.LIKE_IDENTITY_NUMBER in [finding.what for finding in find(wrong)]


@pytest.mark.parametrize(
    "phone",
    ["070-174 06 40", "070-1740640", "+46 70 174 06 40", "+46 (0)70-174 06 40", "0046701740640", "031-390 06 00",
     "08-465 004 00", "0980-31 92 00"],
)  # fmt: skip
def test_t31_a_phone_number_asks(phone: str) -> None:
    assert [finding.what for finding in find(f"Ring {phone} först")] == [What.PHONE]


@pytest.mark.parametrize(
    "address",
    ["Storgatan 3", "storgatan 12 B", "Norra vägen 7", "Olof Björks gata 14", "Lilla torget 2", "Ekgränd 5b"],
)
def test_t31_a_street_address_asks(address: str) -> None:
    assert What.ADDRESS in [finding.what for finding in find(f"De bor på {address}.")]


@pytest.mark.parametrize(
    "text",
    ["Skott vid Norra torget", "Norra torget 22.40", "Storgatan 23 november", "2026-11-23 22.40", "20261123 2240",
     "2026-11-23–2026-11-25", "Dnr 5000-K123456-26", "klockan 08.00-09.30", "Väg 222 mot Björkhamn",
     "på torget 3 skott", "2026-11-23 22:40:05", "kl 10:10-11:15, 13:40", "10:10–11:15 12:40 13:55",
     "11:05:12 13:14:15", "https://polisen.se/2026/11/23/2240", "12 345 invånare", "3 av 5 kommuner",
     "Drottninggatan 2026"],
)  # fmt: skip
def test_t31_places_times_and_case_numbers_pass(text: str) -> None:
    assert find(text) == []


class Note(GuardedForm, forms.Form):
    title = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "0701740640")], required=False)
    link = forms.URLField(required=False, assume_scheme="https")
    email = forms.EmailField(required=False)


def bound(**data: str) -> Note:
    query = QueryDict(mutable=True)
    query.update(data)
    return Note(query)


@pytest.mark.django_db
def test_t31_a_form_never_saves_an_identity_number() -> None:
    form = bound(title="701063-9800", **{CONFIRM: "vad som helst"})
    assert not form.is_valid()
    assert "title" in form.errors


@pytest.mark.django_db
def test_t31_a_form_asks_once_and_then_takes_yes_for_an_answer() -> None:
    form = bound(title="Ring 070-174 06 40")
    assert not form.is_valid()
    assert form.findings == [Finding(What.PHONE, "070-174 06 40")]
    again = bound(title="Ring 070-174 06 40", **{CONFIRM: form.confirm_value})
    assert again.is_valid()


@pytest.mark.django_db
def test_t31_a_yes_to_one_text_is_no_yes_to_another() -> None:
    form = bound(title="Ring 070-174 06 40")
    form.is_valid()
    other = bound(title="Bor på Storgatan 3", **{CONFIRM: form.confirm_value})
    assert not other.is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text"), [("link", "https://x.example/701063-9800"), ("email", "701063-9800@x.example")]
)
def test_t31_links_and_addresses_are_typed_text_too(name: str, text: str) -> None:
    assert name in bound(title="Ring runt", **{name: text}).errors


@pytest.mark.django_db
def test_choices_are_not_free_text() -> None:
    assert bound(title="Ring runt", kind="a").is_valid()
