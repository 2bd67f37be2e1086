"""T23: no field, form or file of the product names or means a score, rank, risk or prediction of a person; T15: no form
or flow takes a date of review or erasure.

Names are read apart at underscores and capitals. What is not about a person may stand, with its reason.
"""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps

import gvi
from gvi.trust.people.models import Person

SOURCE = Path(gvi.__file__).parent
WORDS = """
    score scores scoring scored rank ranks ranking ranked risk risks risky predict predicts predicted prediction
    predictions predictive propensity likelihood dangerousness dangerous threatlevel priority centrality prioritet
    poäng poang rang riskpoäng riskpoang riskbedömning riskbedomning farlighet prognos sannolikhet
"""
FORBIDDEN = frozenset(WORDS.split())
ALLOWED = {
    "review.Judgement.risk": "risk of retaliation after one incident, in words; no person is on the row",
    "review.QuickReview.risk": "the same, in the first five minutes",
    "JudgementForm.risk": "the field of the above",
    "QuickForm.risk": "the field of the above",
    "linkage/engine.py predict": "the library's own word for comparing two records; the figure never comes out",
}
PERSONAL = SOURCE / "trust" / "people"
ABOUT_PERSONS = (PERSONAL, SOURCE / "trust" / "disclosures", SOURCE / "linkage")
FLOORS = ("gvi.trust", "gvi.steps", "gvi.site.log", "gvi.linkage")
PARTS = re.compile(r"[a-zåäö]+|[A-ZÅÄÖ][a-zåäö]*")
DATES = frozenset(
    {"review_due", "hidden_on", "ends_on", "erase_on", "reviewed_on", "closed_on", "entered_on"}
)


def words(name: str) -> set[str]:
    parts = [part.lower() for part in PARTS.findall(name)]
    return {*parts, *("".join(parts[at : at + 2]) for at in range(len(parts)))}


def means_a_score(name: str) -> bool:
    return bool(words(name) & FORBIDDEN)


def model_fields() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if model.__module__.startswith("gvi."):
            for it in model._meta.get_fields():
                yield f"{model._meta.label}.{it.name}", it.name


def classes() -> Iterator[type[Any]]:
    for module in pkgutil.walk_packages(gvi.__path__, "gvi."):
        if (
            module.name.startswith(("gvi.trust", "gvi.steps", "gvi.site.log", "gvi.linkage"))
            and "migrations" not in module.name
        ):
            yield from (
                it for it in vars(importlib.import_module(module.name)).values() if isinstance(it, type)
            )


def form_fields() -> Iterator[tuple[str, str]]:
    for it in set(classes()):
        if issubclass(it, forms.BaseForm):
            yield from ((f"{it.__name__}.{name}", name) for name in getattr(it, "base_fields", {}))


def person_dataclasses() -> Iterator[tuple[str, str]]:
    for it in set(classes()):
        if is_dataclass(it) and it.__module__.startswith(("gvi.trust", "gvi.linkage")):
            yield from ((f"{it.__name__}.{one.name}", one.name) for one in fields(it))


def identifiers() -> Iterator[tuple[str, str]]:
    """Every name that the code about persons gives to something, and every key of the files with law."""
    for path in [
        *PERSONAL.rglob("*.py"),
        *(SOURCE / "trust" / "disclosures").rglob("*.py"),
        *(SOURCE / "linkage").rglob("*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name | ast.arg | ast.FunctionDef | ast.ClassDef | ast.Attribute):
                name = getattr(
                    node, "id", getattr(node, "arg", getattr(node, "name", getattr(node, "attr", "")))
                )
                yield f"{path.relative_to(SOURCE)} {name}", name
    for path in SOURCE.rglob("*.toml"):
        yield from (
            (f"{path.name}: {key}", key) for key in _keys(tomllib.loads(path.read_text(encoding="utf-8")))
        )


def _keys(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from _keys(value)
    elif isinstance(table, list):
        for value in table:
            yield from _keys(value)


@pytest.mark.parametrize("source", [model_fields, form_fields, person_dataclasses, identifiers])
def test_t23_nothing_names_a_score_of_a_person(source: Any) -> None:
    found = {place for place, name in source() if means_a_score(name)}
    assert found - set(ALLOWED) == set()


def test_t23_what_is_allowed_is_there_and_not_about_a_person() -> None:
    known = {place for place, _name in (*model_fields(), *form_fields(), *identifiers())}
    assert set(ALLOWED) <= known
    assert not any(name.startswith("people.") for name in ALLOWED)


@pytest.mark.parametrize(
    "name", ["risk_score", "riskScore", "dangerousness", "rank", "priority", "farlighet", "riskbedömning"]
)
def test_t23_such_a_name_would_be_seen(name: str) -> None:
    assert means_a_score(name)


def test_t15_no_form_has_a_field_for_a_date_of_review_or_erasure() -> None:
    assert {place for place, name in form_fields() if name in DATES} == set()


def test_t15_no_flow_takes_a_date_of_review_or_erasure() -> None:
    taken = set()
    for path in PERSONAL.rglob("flows/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                taken |= {
                    f"{path.name} {it.arg}"
                    for it in (*node.args.args, *node.args.kwonlyargs)
                    if it.arg in DATES
                }
    assert taken == set()


def test_t15_the_dates_are_no_fields_of_a_form_made_from_the_model() -> None:
    assert [name for name in DATES if Person._meta.get_field(name).editable] == []
