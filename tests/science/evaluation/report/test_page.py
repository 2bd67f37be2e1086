"""The report says everything that must be said, hides what must be hidden, and asks for no other file."""

import base64
import hashlib
import re
import tomllib
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from gvi.science.evaluation import report
from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.detectable import Power, Share
from gvi.science.evaluation.plan import Plan, read_plan
from gvi.science.evaluation.report.case import FOLDER
from gvi.science.evaluation.result import Evaluation, OutcomeResult
from tests.science.evaluation.answers import BEFORE, MONTHS, WITHHELD, answer, point, result

PLAN = """
[study]
title = "Ekeby & <gruppvåld>"
question = "Minskade skjutningarna?"
[data]
file = "panel.csv"
unit = "stad"
time = "manad"
outcome = "skjutningar"
persons = {persons}
[treatment]
units = ["Ekeby"]
start = "2023-07"
why_then = "Budgetåret."
[method]
name = "differences"
"""
CONTEXT = (
    ContextEvent("Ny lag", date(2023, 10, 1)),
    ContextEvent("Insats", date(2022, 3, 1), date(2022, 5, 31)),
)
NEVER = re.compile(r"\b(?:bevis\w*|prove[sdn]?|proof|league table|ligatabell|rangordning)\b", re.IGNORECASE)


POWER = Power(
    method="differences",
    test="differences",
    alpha=0.05,
    replicates=100,
    grid=(Share(0.2, 0.1), Share(0.45, 0.5), Share(0.6, 0.8)),
    detectable=0.6,
    missed_more_often_than_not=0.45,
    mean=6.0,
    theta=4.0,
    rho=0.0,
    before=18,
    after=18,
    units=40,
)


def plan(*, persons: bool = False) -> Plan:
    return read_plan(PLAN.format(persons=str(persons).lower()))


def page(found: Evaluation, *, persons: bool = False, lang: str = "sv") -> str:
    return report.html(
        found,
        plan=plan(persons=persons),
        context=CONTEXT,
        preliminary=("2024-12",),
        power=POWER,
        lang=lang,
    )


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).replace(
        "\xa0", " "
    )


def test_the_page_says_what_a_report_must_say() -> None:
    said = words(page(answer()))
    for must in (
        "Minskade skjutningarna?",
        "Budgetåret.",
        "ab" * 32,
        "Planen låstes innan utfallen lästes",
        "2024-12; de är märkta i bilderna",
        "2024-12*",
        "förenligt med både effekt och ingen effekt",
        "En minskning på mer än 53 procent kan uteslutas",
        "en minskning på mindre än 45 % oftare missas än hittas",
        "plats 2 av 3",
        "Det minsta p som upplägget kan ge är 0,025",
        "Start 2022-09",
        "Utan Almby",
        "Vad vi inte vet",
        "The outcome “skjutningar” was",
    ):
        assert must in said


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_nothing_is_said_to_be_proven_and_no_cities_are_ranked(lang: str) -> None:
    assert not NEVER.search(words(page(answer(), lang=lang)))
    assert "{" not in words(page(answer(), lang=lang))


def test_every_picture_over_time_has_the_context_a_table_and_an_alternative_text() -> None:
    html = page(answer())
    figures = re.findall(r"<figure>.*?</figure>", html, flags=re.DOTALL)
    over_time = [one for one in figures if "Ny lag" in one]
    assert len(over_time) == 4  # the outcome, the periods, time by time, the placebos
    assert all(re.search(r'font-weight="600"[^>]*>1</text>', one) for one in over_time)
    assert all(len(re.findall(r'role="img" aria-label="[^"]{30,}"', one)) == 2 for one in figures)
    assert len(figures) == 6
    assert html.count("<table>") >= len(figures)


def test_the_page_needs_nothing_else_and_its_policy_names_its_own_style() -> None:
    html = page(answer())
    style = re.search(r"<style>(.*?)</style>", html, flags=re.DOTALL)
    assert style
    named = "sha256-" + base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src '{named}'" in html
    assert report.style_hash() == named
    assert not re.search(r"<script|<link|<img|\ssrc=|url\(|\sstyle=|@import|\son\w+=", html)
    assert "https:" not in html


def test_what_people_wrote_is_text() -> None:
    assert "Ekeby &amp; &lt;gruppvåld&gt;" in page(answer())


def test_the_treated_is_divided_as_its_placebos_are() -> None:
    plainly, scaled = page(answer()), page(answer(diagnostics={"placebo_gaps": "divided"}))
    assert "delad med den vanliga avvikelsen" in scaled
    assert "delad med den vanliga avvikelsen" not in plainly


def test_an_answer_on_another_scale_stands_in_the_table_and_not_in_the_picture() -> None:
    html = page(answer())
    assert "family = linear" in html
    assert not re.search(r"<text[^>]*>family = linear", html)


def test_a_withheld_p_is_said_with_its_reason() -> None:
    said = words(page(answer(result(p_value=None, interval=None), notes=(WITHHELD,))))
    assert "Något p-värde ges inte. För få behandlade." in said
    assert "ges inte" in said
    assert "plats" not in said.split("Vad slumpen ger")[1].split("Vad dessa data")[0]


def test_an_answer_with_nothing_in_it_is_still_a_report() -> None:
    empty = answer(OutcomeResult("skjutningar", None, "difference"), plan_sha256=None, p_least=None)
    html = report.html(empty, plan=None)
    assert "Metoden ger ingen serie att rita." in html
    assert report.pdf(empty, plan=None).startswith(b"%PDF")


def test_small_counts_of_persons_are_in_no_table_chart_or_alternative_text() -> None:
    values = [9.0] * BEFORE + [11.0, 3.0, 8.0, 13.0, 7.0, 12.0] * 3
    found = answer(result(series=tuple(point(at, value) for at, value in enumerate(values))))
    html = page(found, persons=True)
    rows = dict(re.findall(r'<th scope="row">(\d{4}-\d\d)\*?</th><td class="figure">([^<]*)</td>', html))
    assert {rows[MONTHS[at]] for at in range(BEFORE, len(MONTHS)) if values[at] < 5} == {"döljs"}
    assert "Antal personer som är små döljs" in html
    assert "skulle röja små antal" in html
    assert "döljs" not in page(found)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_paper_is_tagged_has_its_language_and_says_the_same(lang: str) -> None:
    made = report.pdf(answer(), plan=plan(), context=CONTEXT, power=POWER, lang=lang)
    paper = pypdf.PdfReader(BytesIO(made))
    root: Any = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(lang)
    text = " ".join(one.extract_text() for one in paper.pages).replace("\n", " ")
    assert ("Vad vi inte vet" if lang == "sv" else "What we do not know") in text
    assert "ab" * 8 in text.replace(" ", "").replace("\u200b", "")
    assert made == report.pdf(answer(), plan=plan(), context=CONTEXT, power=POWER, lang=lang)


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of sv, en; got de"):
        report.html(answer(), plan=None, lang="de")


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    def read(name: str) -> dict[str, set[str]]:
        tables = tomllib.loads((Path(FOLDER) / name).read_text(encoding="utf-8"))
        return {
            f"{table}.{key}": set(re.findall(r"\{(\w+)\}", text))
            for table, texts in tables.items()
            for key, text in texts.items()
        }

    assert read("sv.toml") == read("en.toml")


def test_every_word_of_the_report_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(FOLDER).parent.rglob("*.py"))
    tables = tomllib.loads((Path(FOLDER) / "sv.toml").read_text(encoding="utf-8"))
    said = {
        f"{table}.{key}"
        for table, texts in tables.items()
        for key, text in texts.items()
        if table not in ("signs", "checks", "check_values")
    }
    by_hand = {key for key in said if re.search(rf"[\"']{key}[\"']", code)}
    made = re.findall(r'f"(\w+)\.(\w*)\{', code)
    assert {key for key in said - by_hand if not any(key.startswith(f"{t}.{k}") for t, k in made)} == set()


def test_times_without_days_are_drawn_and_the_context_is_listed() -> None:
    first = result(effects_by_period=(), event_study=())
    points = tuple(replace(one, time=str(at)) for at, one in enumerate(first.series))
    html = page(answer(replace(first, series=points), start=str(BEFORE)))
    assert "Tiderna är inte daterade" in html


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_checks_are_said_in_words_and_those_without_are_left_out(lang: str) -> None:
    figures = {
        "family": "quasi_poisson",
        "errors": "bootstrap_ar",
        "every_deal": True,
        "odd_key": 3,
        "rho": 0.25,
    }
    said = words(page(answer(diagnostics=figures), lang=lang))
    checks = ["kvasi-poisson", "omsampling av serier med efterverkan"]
    assert all(one in said for one in (checks if lang == "sv" else ["quasi-Poisson", "swings linger"]))
    assert not re.search(r"quasi_poisson|bootstrap_ar|every_deal|odd_key|lag_correlation", said)
    assert ("0,250" if lang == "sv" else "0.250") in said
