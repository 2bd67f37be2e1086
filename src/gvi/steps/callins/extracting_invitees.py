"""What probation holds of somebody's summons, for the person's own extract (trust.md, T28)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gvi.steps.callins.models import Attendance, Invitee
from gvi.trust.people.extracts.own import day
from gvi.trust.people.extracts.registry import Choice, Line, Section, Subject, register
from gvi.trust.workspaces.actor import Actor


class Summoned:
    """Two queries."""

    tables = frozenset({"callins_invitee", "callins_inviteerevision", "callins_attendance"})

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]:
        """Each summons or invitation, the supervision it rests on, and each mark of attendance."""
        rows = Invitee.objects.filter(person__in=subject.persons).select_related("callin")
        taps = Attendance.objects.filter(person__in=subject.persons).select_related("invitee__callin")
        lines = [line for one in rows.order_by("callin__day", "id") for line in _lines(one)]
        lines += [_tap(one) for one in taps.order_by("at", "id")]
        return [Section(_("Kallelser till call-in"), tuple(lines))] if lines else []

    def choices(self, *, by: Actor) -> Sequence[Choice]:
        """Nothing: the person is found by search."""
        return []


def _lines(one: Invitee) -> list[Line]:
    source = _("Polisens utlämnande och eget system")
    name = f"{one.get_kind_display()} {day(one.callin.day)}"
    until = f", {day(one.supervision_until)}" if one.supervision_until else ""
    told = [Line(name, str(one.get_state_display()), source)]
    told.append(Line(_("Övervakning"), f"{one.get_supervision_display()}{until}", source))
    if one.served_on:
        told.append(Line(_("Delgiven"), f"{day(one.served_on)}, {one.get_service_display()}", source))
    if one.transport:
        told.append(Line(_("Resa till mötet"), one.transport, source))
    if one.followed_up_on:
        told.append(Line(_("Uppföljd"), f"{day(one.followed_up_on)}: {one.follow_up}", source))
    return told


def _tap(one: Attendance) -> Line:
    name = _("Närvaro %(day)s") % {"day": day(one.invitee.callin.day)}
    return Line(name, str(one.get_mark_display()), _("Antecknat på plats"))


def register_lines() -> None:
    """Called when Django starts."""
    register("25 callins.invitees", Summoned())
