"""Fields written by Python are letter for letter what Django's templates give."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from gvi.site.form_rendering import WRITERS, FormRenderer

OURS, DJANGOS = FormRenderer(), DjangoTemplates()
NASTY = """<b>"Å & 'ö'</b> {{ x }}"""
CHOICES: list[Any] = [
    ("", "---------"),
    ("a", NASTY),
    (NASTY, gettext_lazy("Uppgifter")),
    (3, 12345),
    (NASTY + "group", [("b", "två"), ("c", mark_safe("<i>tre</i>"))]),
]
ATTRS: dict[str, Any] = {
    "id": "id_x",
    "class": NASTY,
    "required": True,
    "disabled": False,
    "max": 1234,
    "title": gettext_lazy("Uppgifter"),
}
WIDGETS: list[Callable[[], forms.Widget]] = [
    forms.TextInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.URLInput,
    forms.PasswordInput,
    forms.HiddenInput,
    forms.DateInput,
    forms.TimeInput,
    forms.Textarea,
    forms.CheckboxInput,
    lambda: forms.DateInput(attrs={"type": "date"}),
    lambda: forms.Select(choices=CHOICES),
    lambda: forms.SelectMultiple(choices=CHOICES),
    lambda: forms.RadioSelect(choices=CHOICES),
    lambda: forms.CheckboxSelectMultiple(choices=CHOICES),
]


@pytest.mark.parametrize("make", WIDGETS)
@pytest.mark.parametrize("value", [None, "", "a", NASTY, 3, 12345, mark_safe("&amp;"), ["a", "c"]])
def test_widgets_are_the_same(make: Callable[[], forms.Widget], value: Any) -> None:
    for attrs in ({}, ATTRS):
        ours = make().render("x", value, attrs, OURS)
        assert ours == make().render("x", value, attrs, DJANGOS)


@given(st.text(), st.text(), st.text())
def test_any_text_is_escaped_the_same(name: str, value: str, label: str) -> None:
    widget = forms.Select(choices=[(value, label)], attrs={"title": label})
    assert widget.render(name, value, None, OURS) == widget.render(name, value, None, DJANGOS)


class Sheet(forms.Form):
    """A list of choices whose buttons are written one by one."""

    side = forms.ChoiceField(choices=CHOICES[:4], widget=forms.RadioSelect)


@pytest.mark.parametrize("wrapped", [True, False])
def test_single_choices_are_the_same(wrapped: bool) -> None:
    ours, djangos = (
        [choice.tag(wrap_label=wrapped) for choice in Sheet({"side": "a"}, renderer=renderer)["side"]]
        for renderer in (OURS, DJANGOS)
    )
    assert ours == djangos
    assert len(ours) == 4


def test_every_writer_replaces_a_template_that_exists() -> None:
    for name in WRITERS:
        DJANGOS.get_template(name)
