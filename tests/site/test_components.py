"""The components: what a screen reader needs is there, and no value becomes markup."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from gvi.site.templatetags.gvi import number

Render = Callable[..., str]

EVIL = '"><script>alert(1)</script>'


class Sheet(forms.Form):
    title = forms.CharField(label="Rubrik", help_text="Kort.")
    kind = forms.ChoiceField(label="Slag", choices=[("a", "skjutning")], widget=forms.RadioSelect)
    note = forms.CharField(label="Anteckning", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Fil", required=False)


@pytest.fixture
def cotton(tmp_path: Path, settings: Any) -> Render:
    """Render a template with components, written to a file as cotton wants it."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]

    def render(source: str, query: str = "", **context: Any) -> str:
        (tmp_path / "sample.html").write_text("{% load gvi i18n %}" + source, encoding="utf-8")
        request = RequestFactory().get(f"/{query}")
        return str(engines["django"].get_template("sample.html").render(context, request))

    return render


def test_a_field_ties_label_help_and_error_to_its_input(cotton: Render) -> None:
    html = cotton('<c-field :field="form.title" />', form=Sheet({}))
    assert 'for="id_title"' in html
    assert 'aria-invalid="true"' in html
    assert re.search(r'aria-describedby="id_title_helptext id_title_error"', html)
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html


def test_a_list_of_choices_is_a_fieldset_with_its_question_as_legend(cotton: Render) -> None:
    html = cotton('<c-field :field="form.kind" />', form=Sheet())
    assert re.search(r"<fieldset.*<legend[^>]*>Slag", html, re.S)
    assert 'for="id_kind_0"' in html


def test_a_field_that_may_be_left_out_says_so_and_a_text_area_follows_its_column(cotton: Render) -> None:
    html = cotton('<c-field :field="form.note" />', form=Sheet())
    assert "(frivilligt)" in html
    assert "cols=" not in html


def test_the_error_summary_links_to_each_field_in_order(cotton: Render) -> None:
    html = cotton('<c-errors :form="form" />', form=Sheet({}))
    assert "2 uppgifter behöver rättas" in html
    assert re.findall(r'href="#(\w+)"', html) == ["id_title", "id_kind"]
    assert "data-errors" in html


def test_a_form_without_errors_has_no_summary(cotton: Render) -> None:
    assert cotton('<c-errors :form="form" />', form=Sheet()).strip() == ""


@pytest.mark.parametrize("passed", ['hx-get="/x?a={{ evil }}"', ':hx-get="evil"', ':title="evil"'])
def test_a_value_in_an_attribute_never_becomes_markup(cotton: Render, passed: str) -> None:
    html = cotton(f"<c-button {passed}>Spara</c-button>", evil=EVIL)
    assert "<script>" not in html
    assert html.count('"') % 2 == 0


def test_a_card_title_is_escaped(cotton: Render) -> None:
    assert "<script>" not in cotton('<c-card :title="evil">x</c-card>', evil=EVIL)


def test_a_component_does_not_take_its_title_from_the_page(cotton: Render) -> None:
    assert "sidans" not in cotton("<c-card>x</c-card>", title="sidans")


def test_a_sorted_column_says_so_and_turns_around(cotton: Render) -> None:
    columns = [{"key": "at", "label": "Tid"}, {"key": "area", "label": "Område"}, {"label": "Slag"}]
    html = cotton(
        '<c-table caption="H" :columns="columns" sort="at"></c-table>', "?sort=at&page=3", columns=columns
    )
    assert re.findall(r'aria-sort="(\w+)"', html) == ["ascending", "none"]
    assert re.findall(r'href="([^"]+)"', html) == ["?sort=-at", "?sort=area"]


def test_the_pager_counts_rows_and_keeps_the_filter(cotton: Render) -> None:
    page = Paginator(range(12345), 50).page(2)
    html = cotton('<c-pager :page="page" />', "?area=norra&page=2", page=page)
    assert "12\xa0345 rader" in html
    assert "sida 2 av 247" in html
    assert 'href="?area=norra&amp;page=3"' in html


def test_a_chart_always_has_its_words_and_its_table(cotton: Render) -> None:
    source = '<c-chart id="a" :spec="spec" summary="Tre"><c-slot name="table"><table id="t"></table></c-slot></c-chart>'
    html = cotton(source, spec={"label": "</script><b>"})
    assert 'role="img" aria-label="Tre"' in html
    drawing = re.search(r'<script id="a-ritning" type="application/json">(.*?)</script>', html)
    assert drawing
    assert json.loads(drawing[1]) == {"label": "</script><b>"}
    assert '<table id="t">' in html


def test_sparks_write_numbers_with_points_in_swedish_too(cotton: Render) -> None:
    with override("sv"):
        html = cotton('<c-spark kind="columns" label="x" :values="values" />', values=[1, 2, 3])
    assert re.findall(r'height="([^"]+)"', html) == ["6.67", "13.33", "20.0"]


def test_asking_once_is_a_form_with_its_token_and_a_way_back(cotton: Render) -> None:
    html = cotton(
        '<c-confirm id="q" action="/x/" label="Avför" title="Avföra händelsen?">Den räknas inte.</c-confirm>'
    )
    assert 'popovertarget="q"' in html
    assert "csrfmiddlewaretoken" in html
    assert 'popovertargetaction="hide"' in html


def test_a_drop_zone_is_a_plain_file_form(cotton: Render) -> None:
    html = cotton('<c-drop :field="form.file" action="/x/" />', form=Sheet())
    assert 'enctype="multipart/form-data"' in html
    assert 'type="file"' in html
    assert 'for="id_file"' in html


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [(12345, "12\xa0345", "12,345"), (1.5, "1,5", "1.5"), ("–", "–", "–"), (7, "7", "7")],
)
def test_numbers_are_spaced_as_the_language_does(value: Any, swedish: str, english: str) -> None:
    with override("sv"):
        assert number(value) == swedish
    with override("en"):
        assert number(value) == english
