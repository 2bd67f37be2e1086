"""The words of the first page that need grammar: one of each kind of incident, as a sentence begins."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.models import Kind

ONE: Mapping[Kind, Promise] = {
    Kind.SHOOTING: _("En skjutning"),
    Kind.EXPLOSION: _("En sprängning"),
    Kind.HOMICIDE: _("Ett mord eller dråp"),
    Kind.ATTEMPTED_HOMICIDE: _("Ett försök till mord eller dråp"),
    Kind.AGGRAVATED_ASSAULT: _("En grov misshandel"),
    Kind.STABBING: _("Ett knivdåd"),
    Kind.ROBBERY_WITH_WEAPON: _("Ett rån med vapen"),
    Kind.ARSON: _("En mordbrand"),
    Kind.THREAT: _("Ett hot"),
    Kind.WEAPON_FOUND: _("Ett vapenfynd"),
}
