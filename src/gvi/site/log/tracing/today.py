"""The alerts of the day: what the log itself shows, and the nightly erasure when it has not run."""

from datetime import datetime

from django.utils.translation import gettext as _

from gvi.trust.log.alerts import Alert, alert_count, alerts
from gvi.trust.people.erasure.alarm import last_run_alarm
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room


def alerts_of_today(actor: Actor, now: datetime) -> list[Alert]:
    """What ``actor`` should look at, most serious first."""
    return [*_erasure(actor, now), *alerts(own_room(actor), now)]


def count_of_today(actor: Actor, now: datetime) -> int:
    """How many there are, for the menu. Two queries."""
    return len(_erasure(actor, now)) + alert_count(own_room(actor), now)


def _erasure(actor: Actor, now: datetime) -> list[Alert]:
    alarm = last_run_alarm(actor, now)
    return [Alert("erasure", _("Gallringen"), alarm.sentence, None)] if alarm else []
