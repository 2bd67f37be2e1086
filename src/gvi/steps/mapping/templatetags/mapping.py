"""Small bars beside the counts of the scorecard, and how far a group has fallen."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def bar(count: int, most: Mapping[int, int], window: int) -> SafeString:
    """A bar as long as ``count`` of the highest count in the window; the number stands beside it."""
    return format_html(
        '<svg class="gvi-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="8" data-rest></rect><rect width="{}" height="8"></rect></svg>',
        round(100 * count / most[window]),
    )


@register.filter
def fallen(moved: int) -> int:
    """Ranks fallen, without a sign."""
    return -moved
