"""Form fields written by Python instead of by Django's templates, letter for letter the same.

Django includes two templates for every choice of a list. A form that offers the three hundred areas of a great
city spent more time on that than the rest of its page together. What is not listed here goes the usual way.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]
INPUTS = ("date", "email", "hidden", "input", "number", "password", "search", "tel", "text", "time", "url")


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: Any) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


def _label(widget: Widget) -> str:
    return conditional_escape(localize(widget["label"]))


def _input(widget: Widget) -> str:
    name, value = _text(widget["name"]), widget["value"]
    given = "" if value is None else f' value="{_text(value)}"'
    return f'<input type="{_text(widget["type"])}" name="{name}"{given}{_attributes(widget)}>'


def _choice(widget: Widget) -> str:
    if not widget["wrap_label"]:
        return _input(widget)
    key = widget["attrs"].get("id")
    target = f' for="{_text(key)}"' if key else ""
    return f"<label{target}>{_input(widget)}\n {_label(widget)}</label>"


def _option(widget: Widget) -> str:
    return f'<option value="{_text(widget["value"])}"{_attributes(widget)}>{_label(widget)}</option>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{_text(widget["name"])}"{_attributes(widget)}>']
    for group, options, _number in widget["optgroups"]:
        lines = [f"\n  {_option(option)}\n" for option in options]
        if group:
            lines = [f'\n  <optgroup label="{_text(group)}">', *lines, "\n  </optgroup>"]
        parts.extend(lines)
    return "".join((*parts, "\n</select>"))


WRITERS: Mapping[str, Callable[[Widget], str]] = {
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/checkbox_option.html": _choice,
    "django/forms/widgets/radio_option.html": _choice,
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
}


class FormRenderer(DjangoTemplates):
    """Django's renderer, with a writer of our own for what every page holds many of."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """The widget as HTML."""
        writer = WRITERS.get(template_name)
        if writer is None:
            return super().render(template_name, context, request)
        return SafeString(writer(context["widget"]).strip())
