"""The tabs of one call-in, for every page about it: those of the plan, then those that others have registered."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.cards import Tab, tabs_for
from gvi.steps.callins.models import CallIn
from gvi.trust.workspaces.rights import Right

register = template.Library()
PLAN = (
    Tab(_("Översikt"), "callins:callin", Right.READ_CALLINS),
    Tab(_("Talare och manus"), "callins:speakers", Right.READ_CALLINS),
    Tab(_("Körschema"), "callins:run", Right.READ_CALLINS),
    Tab(_("Säkerhetsplan"), "callins:security", Right.READ_CALLINS),
    Tab(_("Dagen"), "callins:day", Right.READ_CALLINS),
    Tab(_("Efterarbete"), "callins:debrief", Right.READ_CALLINS),
)


@register.inclusion_tag("callins/_tabs.html", takes_context=True)
def callin_tabs(context: dict[str, Any], callin: CallIn) -> dict[str, Any]:
    """The tabs of ``callin`` that the reader may open; the current one is where the address lies nearest."""
    actor, path = context["actor"], context["request"].path
    open_tabs = [tab for tab in (*PLAN, *tabs_for(actor)) if actor.may(tab.right)]
    tabs = [(tab.label, reverse(tab.route, args=[callin.pk])) for tab in open_tabs]
    nearest = max((url for _label, url in tabs if path.startswith(url)), key=len, default="")
    return {
        "callin": callin,
        "tabs": [{"label": label, "url": url, "current": url == nearest} for label, url in tabs],
    }


@register.simple_tag(takes_context=True)
def callin_card(context: Context, card: Mapping[str, Any]) -> str:
    """A card that another part of the call-in has registered, with what it needs beside what the page has."""
    shown = get_template(card["template"]).template  # type: ignore[attr-defined]
    with context.push(**card["context"]):
        return str(shown.render(context))
