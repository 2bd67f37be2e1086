"""What police hold of somebody's nominations, for the person's own extract (trust.md, T28).

Whom somebody must not meet is somebody else, and is not named. *Not this time* tells nothing but itself.
"""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from gvi.steps.callins.models import Apart, Nominee, Seat
from gvi.steps.callins.states import NomineeState
from gvi.trust.people.extracts.own import day
from gvi.trust.people.extracts.registry import Choice, Line, Section, Subject, register
from gvi.trust.workspaces.actor import Actor


class Nominated:
    """Three queries."""

    tables = frozenset(
        {
            *("callins_nominee", "callins_nomineerevision"),
            *("callins_apart", "callins_apartrevision", "callins_seat"),
        }
    )

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]:
        """Each nomination, each pair without whom it is with, and each seat."""
        about = Nominee.objects.filter(person__in=subject.persons).select_related("callin", "group")
        pairs = Apart.objects.filter(
            Q(first__in=subject.persons) | Q(second__in=subject.persons), withdrawn_at=None
        )
        seats = Seat.objects.filter(person__in=subject.persons).select_related("nominee__callin")
        lines = [_nomination(one) for one in about.order_by("callin__day", "id")]
        lines += [_pair(one) for one in pairs.order_by("at", "id")]
        lines += [_seat(one) for one in seats.order_by("at", "id")]
        return [Section(_("Call-in"), tuple(lines))] if lines else []

    def choices(self, *, by: Actor) -> Sequence[Choice]:
        """Nothing: the person is found by search."""
        return []


def _nomination(one: Nominee) -> Line:
    words = "" if one.state == NomineeState.NOT_CALLED else f": {one.words}"
    told = f"{one.get_state_display()}, {one.group.code_name}{words}"
    return Line(
        _("Nominerad till call-in %(day)s") % {"day": day(one.callin.day)}, told, _("Polisens bedömning")
    )


def _pair(one: Apart) -> Line:
    told = f"{one.words} {_('Gäller till %(day)s.') % {'day': day(one.erase_on)}}"
    return Line(_("Får inte möta en annan person"), told, _("Polisens bedömning"))


def _seat(one: Seat) -> Line:
    told = _("rad %(row)d, plats %(place)d") % {"row": one.row, "place": one.place}
    name = _("Plats vid call-in %(day)s") % {"day": day(one.nominee.callin.day)}
    return Line(name, told, _("Polisens placering"))


def register_lines() -> None:
    """Called when Django starts."""
    register("24 callins.nominees", Nominated())
