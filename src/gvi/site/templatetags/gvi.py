"""Template filters: times and numbers as the product writes them, and the small help the components need.

Times are stored in UTC and shown in Europe/Stockholm: tables write 2026-11-23 22.40, running text 23 november
22.40 (screens.md, Rules). Due times are said as one would say them: "2 dagar sent", "i dag 22.40".
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from gvi.science.sparks import Column, Part, columns, parts, points
from gvi.site import times

register = template.Library()

register.filter("table_time", times.table_time)
register.filter("table_date", times.table_date)
register.filter("text_time", times.text_time)
register.filter("text_date", times.text_date)
register.filter("year_date", times.year_date)
register.filter("clock", times.clock)


@register.filter
def due(when: date | datetime | None, at: datetime) -> str:
    """Say when something is due, seen from ``at``: "2 dagar sent", "i dag 22.40", "27 november"."""
    return times.due(when, at) if when else ""


@register.filter
def is_late(when: date | datetime | None, at: datetime) -> bool:
    """Tell whether ``when`` has passed; a day has passed when it is over."""
    return bool(when) and times.is_late(when, at)  # type: ignore[arg-type]


@register.filter
def ago(when: date | datetime | None, at: datetime) -> str:
    """Say how long ago something was: "2 dagar", "5 mån"."""
    return times.ago(when, at) if when else ""


@register.filter
def back(when: date | datetime | None, at: datetime) -> str:
    """Say when something happened: "i går", "i lördags", "den 3 augusti"."""
    return times.back(when, at) if when else ""


@register.filter
def number(value: Any) -> str:
    """Write a number with the language's spacing (12 345 or 12,345); other text is left as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value if isinstance(value, str) else str(value)
    return number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def percent(share: float | None) -> str:
    """Write a share of one as a whole per cent: 0.553 is "55 %"."""
    return "" if share is None else f"{number(round(share * 100))} %"


@register.filter
def html_attributes(attrs: Any) -> SafeString:
    """Render a component's further attributes, each value escaped; cotton's own ``{{ attrs }}`` escapes none."""
    pairs = attrs.attrs_dict().items()
    plain = [(name, "" if value is True else value) for name, value in pairs if value not in (False, None)]
    return format_html_join("", ' {}="{}"', plain)


@register.filter
def input(field: BoundField) -> SafeString:
    """Render a form field's widget with the design system's class and what a screen reader needs."""
    attrs: dict[str, Any] = {"class": "ds-input"}
    if isinstance(field.field.widget, forms.Textarea):
        attrs["cols"] = False
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.filter
def choice_input(choice: BoundWidget) -> SafeString:
    """Render one radio button or check box of a list of choices."""
    choice.data["attrs"]["class"] = "ds-input"
    return choice.tag()


@register.filter
def is_choice_list(field: BoundField) -> bool:
    """Tell whether the field is a list of radio buttons or check boxes, which needs a fieldset."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Tell whether the field is a single check box."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def fields_with_errors(form: forms.BaseForm) -> list[BoundField]:
    """The fields to mend, in the order they stand on the page."""
    return [field for field in form if field.errors]


@register.filter
def spark_points(values: Sequence[float]) -> str:
    """The points of a sparkline."""
    return points(values)


@register.filter
def spark_columns(values: Sequence[float]) -> list[Column]:
    """The columns of a small bar chart."""
    return columns(values)


@register.filter
def spark_parts(shares: Iterable[Mapping[str, Any]]) -> list[Part]:
    """The parts of one bar: a list of mappings with ``value`` and ``tone``."""
    return parts([(share["value"], share["tone"]) for share in shares])
