"""Charts on paper: everything told is in the drawing, in black and white too, and nothing of it is style or script."""

from datetime import date
from xml.etree import ElementTree

import pytest

from gvi.science.charts import Span
from gvi.science.concentration import concentration
from gvi.science.paper_charts import Month, lorenz_lines, month_columns

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [Month(date(2025 + (n + 10) // 12, (n + 10) % 12 + 1, 1), n % 5, n // 11, n > 10) for n in range(13)]
SPANS = [Span("Insats <a>", date(2026, 3, 1), date(2026, 5, 9)), Span("Lag", date(2026, 9, 1))]


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def boxes(svg: str, fill: str) -> list[float]:
    """The heights of the columns with this fill."""
    found = ElementTree.fromstring(svg).iter(f"{SVG}rect")  # noqa: S314
    return [float(box.attrib["height"]) for box in found if box.attrib["fill"] == fill]


def test_a_column_is_as_high_as_its_count_and_what_is_undecided_is_hollow() -> None:
    svg = month_columns([Month(date(2026, 1, 1), 4), Month(date(2026, 2, 1), 1, 2)], [])
    whole, quarter, key = boxes(svg, "#292c30")
    assert whole == pytest.approx(4 * quarter, abs=0.2)
    hollow, key_too = boxes(svg, "#ffffff")
    assert hollow == pytest.approx(2 * quarter, abs=0.2)
    assert key == key_too


def test_the_months_are_named_with_their_year_and_a_star_while_they_may_change() -> None:
    said = texts(month_columns(MONTHS, []))
    assert said.count("2026") == 1
    assert {"nov", "dec", "jan", "2025", "sep", "okt*", "nov*"} <= set(said)
    assert "* preliminär månad" in said
    assert "* preliminary month" in texts(month_columns(MONTHS, [], "en"))


def test_signs_that_are_not_there_have_no_key() -> None:
    said = texts(month_columns([Month(date(2026, 1, 1), 4)], []))
    assert not [word for word in said if "preliminär" in word or "avgjorda" in word or "överst" in word]


def test_context_is_numbered_in_order_and_its_words_stay_outside_the_drawing() -> None:
    svg = month_columns(MONTHS, SPANS)
    assert [word for word in texts(svg) if word in {"1", "2"}][-2:] == ["1", "2"]
    assert "Insats" not in svg
    assert "#e8e8e9" in svg


def test_a_span_outside_the_months_is_drawn_at_their_edge() -> None:
    far = [Span("Förr", date(2019, 1, 1), date(2030, 1, 1)), Span("Sen", date(2031, 1, 1))]
    places = [
        float(box.attrib["x"]) + float(box.attrib["width"])
        for box in ElementTree.fromstring(month_columns(MONTHS, far)).iter(f"{SVG}rect")  # noqa: S314
    ]
    assert max(places) <= 640.1


def test_two_years_name_every_other_month() -> None:
    two = [Month(date(2024 + n // 12, n % 12 + 1, 1), 1) for n in range(24)]
    said = texts(month_columns(two, []))
    assert (said.count("jan"), said.count("feb")) == (2, 0)


def test_without_a_month_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="at least one"):
        month_columns([], [])


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_lorenz_curve_goes_from_corner_to_corner_with_chance_dashed(lang: str) -> None:
    found = concentration([9, 5, 2, 1, 1, 0, 0])
    svg = lorenz_lines(found.lorenz, found.equal_risk_lorenz, lang, of="groups")
    lines = [line.attrib for line in ElementTree.fromstring(svg).iter(f"{SVG}polyline")]  # noqa: S314
    curves = [line for line in lines if line["points"].startswith("60.0,284.0 ")][-3:]
    assert [line["points"].split()[-1] for line in curves] == ["310.0,34.0"] * 3
    assert [line["stroke-dasharray"] for line in curves] == ["none", "7 5", "1 4"]


def test_nothing_but_attributes() -> None:
    found = concentration([3, 2, 1])
    for svg in (month_columns(MONTHS, SPANS), lorenz_lines(found.lorenz, found.lorenz, of="areas")):
        assert "style" not in svg
        assert "script" not in svg
