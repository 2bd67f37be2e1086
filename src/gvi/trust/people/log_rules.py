"""What only persons and members can tell about a month of the log: reasons for the log reviewer to look twice.

The queries run as the log reviewer under row security: nothing of another room, and nobody who is set apart. Staff's
addresses are not kept, so *same address* is not a rule (docs/explanation/decisions.md).
"""

from django.utils.translation import gettext_lazy as _

from gvi.trust.log import trace
from gvi.trust.log.rules import Rule, by_sql, register

WORK_DAYS, LEAVER_DAYS = 30, 30
SURNAMES = "[ -]+"

SAME_SURNAME = f"""
    select (array_agg(e.id order by e.at, e.id))[1], min(e.at), count(*)
    from log_event e
        join people_person p on p.id = e.record_id and p.workspace_id = e.workspace_id
        join workspaces_member m on m.id = e.member_id
    where e.workspace_id = %(room)s and e.at >= %(since)s and e.at < %(until)s and e.operation = 'read'
        and p.surname <> '' and regexp_split_to_array(public.sv_key(p.surname), '{SURNAMES}')
            && (regexp_split_to_array(public.sv_key(m.name), '{SURNAMES}'))[2:]
    group by e.member_id, e.record_id
"""

NO_TASK = f"""
    with belonging as materialized ({{belonging}}), readings as (
        select e.member_id, e.record_id, (array_agg(e.id order by e.at, e.id))[1] as event, min(e.at) as first,
            max(e.at) as last, count(*) as readings
        from log_event e
        where e.workspace_id = %(room)s and e.at >= %(since)s and e.at < %(until)s and e.member_id is not null
            and e.operation = 'read' and e.kind = 'person' and e.record_id is not null
        group by e.member_id, e.record_id
    ), work as (
        select distinct e.member_id, coalesce(b.person, e.record_id) as person
        from log_event e left join belonging b on b.record = e.record_id
        where e.workspace_id = %(room)s and e.member_id is not null and e.record_id is not null
            and e.at >= %(since)s - interval '{WORK_DAYS} days' and e.at < %(until)s + interval '{WORK_DAYS} days'
            and e.operation in ('collect', 'change', 'disclose', 'combine', 'erase')
    )
    select r.event, r.first, r.readings from readings r
    where not exists (select 1 from work w where w.member_id = r.member_id and w.person = r.record_id)
"""

LEAVER = f"""
    select (array_agg(e.id order by e.at, e.id))[1], min(e.at), count(*)
    from log_event e join workspaces_member m on m.id = e.member_id
    where e.workspace_id = %(room)s and e.at >= %(since)s and e.at < %(until)s and e.operation = 'read'
        and e.kind <> all(%(shared_kinds)s)
        and m.left_at is not null and e.at >= m.left_at - interval '{LEAVER_DAYS} days'
    group by e.member_id, (e.at at time zone 'Europe/Stockholm')::date
"""

DEPUTY = """
    select (array_agg(e.id order by e.at, e.id))[1], min(e.at), count(*)
    from log_event e
    where e.workspace_id = %(room)s and e.at >= %(since)s and e.at < %(until)s and e.operation = 'read'
        and e.kind <> all(%(shared_kinds)s) and exists (
            select 1 from workspaces_deputyship d where d.deputy_id = e.member_id
                and d.starts <= (e.at at time zone 'Europe/Stockholm')::date
                and d.ends > (e.at at time zone 'Europe/Stockholm')::date
        )
    group by e.member_id, (e.at at time zone 'Europe/Stockholm')::date
"""

BELONGING = {
    "people.role": "select person_id as person, id as record from people_personrole",
    "people.statement": "select person_id as person, id as record from people_statement",
    "people.review": "select person_id as person, id as record from people_personreview",
    "people.merged": "select merged_into_id as person, id as record from people_person where merged_into_id notnull",
}


def register_all() -> None:
    """Called when Django starts."""
    for key, query in BELONGING.items():
        trace.register(key, query)
    for rule in _rules():
        register(rule)


def _rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "surname",
            _("Samma efternamn"),
            _(
                "Medlemmen har läst om någon med samma efternamn som sitt eget. Vanliga namn ger träffar av en slump."
            ),
            by_sql(SAME_SURNAME),
        ),
        Rule(
            "no_task",
            _("Läst utan ärende"),
            _(
                "Medlemmen har läst om personen men inte arbetat med den inom 30 dagar före eller efter månaden."
            ),
            lambda span: by_sql(NO_TASK.format(belonging=trace.belonging()))(span),
        ),
        Rule(
            "leaver",
            _("Läst före avgång"),
            _("Läsning under de sista 30 dagarna av någon som har slutat."),
            by_sql(LEAVER),
        ),
        Rule(
            "deputy",
            _("Läst som ersättare"),
            _("Läsning under dagar då medlemmen var någon annans ersättare."),
            by_sql(DEPUTY),
        ),
    )
