"""Small bars beside the counts of the scorecard, and how far a group has fallen."""

from collections.abc import Mapping
from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gvi.steps.mapping.audit_words import ask_lines, fact_lines, news_lines
from gvi.steps.mapping.models import AuditGroup

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


register.filter("fact_lines", fact_lines)
register.filter("news_lines", news_lines)
register.filter("ask_lines", ask_lines)


@register.filter
def of_group(rows: Mapping[UUID, AuditGroup], group: UUID) -> AuditGroup | None:
    """What an audit has said of ``group``, if anything."""
    return rows.get(group)
