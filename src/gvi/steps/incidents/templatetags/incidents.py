"""How the time of an incident is written, with the precision it is known with (screens.md, Rules)."""

from django import template
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from gvi.steps.incidents.models import Incident, Precision

register = template.Library()


@register.filter
def when(incident: Incident) -> str:
    """Write 2026-11-23 22.40, "2026-11-23 ca 22.00", or the day alone."""
    local = localtime(incident.occurred_at, get_default_timezone())
    if incident.precision == Precision.DAY:
        return f"{local:%Y-%m-%d}"
    if incident.precision == Precision.HOUR:
        return f"{local:%Y-%m-%d} {_('ca')} {local:%H.%M}"
    return f"{local:%Y-%m-%d %H.%M}"
