"""The log's own rules: what shows in the events themselves, one hit a member and day, or a hit an export."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.log.models import Operation
from gvi.trust.log.models.events import SEARCHED, WILDCARD
from gvi.trust.log.rules.rule import Rule, by_sql, register

FIRST_HOUR, LAST_HOUR = 6, 22
MANY_PERSONS = 100
FAR_ABOVE, LEAST_FAR_ABOVE = 3, 20
DENIALS, DENIAL_MINUTES = 5, 10
SEARCHES = 20

DAY = "(e.at at time zone 'Europe/Stockholm')"
FIRST = "(array_agg(e.id order by e.at, e.id))[1] as event, min(e.at) as at"
STRETCH = (
    """e.workspace_id = %(room)s and e.at >= %(since)s and e.at < %(until)s and e.member_id is not null"""
)
PERSONAL = f"{STRETCH} and e.operation = '{Operation.READ}' and e.kind <> all(%(shared_kinds)s)"

OFF_HOURS = f"""
    select {FIRST}, count(*) from log_event e
    where {PERSONAL} and (
        extract(hour from {DAY}) < {FIRST_HOUR} or extract(hour from {DAY}) >= {LAST_HOUR}
        or extract(isodow from {DAY}) > 5 or {DAY}::date = any(%(free_days)s)
    )
    group by e.member_id, {DAY}::date
"""
MANY_READS = f"""
    with days as (
        select e.member_id, {FIRST}, count(distinct e.record_id) as persons
        from log_event e where {PERSONAL} and e.record_id is not null group by e.member_id, {DAY}::date
    ), usual as (
        select d.member_id, percentile_cont(0.5) within group (order by d.persons) as persons
        from days d group by d.member_id
    )
    select d.event, d.at, d.persons from days d join usual u on u.member_id = d.member_id
    where d.persons > {MANY_PERSONS}
        or (d.persons > {LEAST_FAR_ABOVE} and d.persons > {FAR_ABOVE} * u.persons)
"""
EXPORTS = f"""
    select e.id, e.at, e.count from log_event e where {STRETCH} and e.operation = '{Operation.EXPORT}'
"""
DENIED = f"""
    with denied as (
        select e.*, count(*) over (
            partition by e.member_id order by e.at
            range between interval '{DENIAL_MINUTES} minutes' preceding and current row
        ) as near from log_event e where {STRETCH} and e.operation = '{Operation.DENIAL}'
    )
    select {FIRST}, count(*) from denied e group by e.member_id, {DAY}::date having max(e.near) >= {DENIALS}
"""
SEARCHED_MUCH = f"""
    select {FIRST}, count(*) from log_event e where {STRETCH} and e.verb = '{SEARCHED}'
    group by e.member_id, {DAY}::date having count(*) > {SEARCHES}
"""
WILDCARDS = f"""
    select {FIRST}, count(*) from log_event e where {STRETCH} and e.verb = '{WILDCARD}'
    group by e.member_id, {DAY}::date
"""

SEARCHES_RULE = Rule(
    "searches",
    _("Många sökningar"),
    _("Fler än tjugo personsökningar samma dag kan vara ett sätt att leta sig fram utan ärende."),
    by_sql(SEARCHED_MUCH),
)
WILDCARD_RULE = Rule(
    "wildcard",
    _("Sökning utan namn"),
    _("Någon har försökt få fram alla personer på en gång. Sökningen nekades."),
    by_sql(WILDCARDS),
)
DENIALS_RULE = Rule(
    "denials",
    _("Flera nekade försök"),
    _("Fem eller fler nekade försök inom tio minuter kan betyda att någon prövar adresser."),
    by_sql(DENIED),
)
OWN = (
    Rule(
        "off_hours",
        _("Utanför arbetstid"),
        _("Läsning före 06, efter 22, på helg eller helgdag. Jourens läsning har en händelse att peka på."),
        by_sql(OFF_HOURS),
    ),
    Rule(
        "many_reads",
        _("Många läsningar"),
        _("Fler än hundra personer på en dag, eller tre gånger så många som medlemmen brukar läsa."),
        by_sql(MANY_READS),
    ),
    Rule(
        "exports",
        _("Hämtade filer"),
        _("Det som hämtats som fil lämnar systemets skydd. Behövdes filen, och var finns den nu?"),
        by_sql(EXPORTS),
    ),
    DENIALS_RULE,
    SEARCHES_RULE,
    WILDCARD_RULE,
)


def register_own() -> None:
    """Called when Django starts."""
    for rule in OWN:
        register(rule)
