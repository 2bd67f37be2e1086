"""Template filters of the review's pages."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(rows: Mapping[Any, Any], key: Any) -> Any:
    """The value of ``key``, or nothing."""
    return rows.get(key)
