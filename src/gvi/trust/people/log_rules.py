"""What only persons and members can tell about a month of the log: reasons for the log reviewer to look twice.

What asks about persons does so in the database (``sql/log_rules.sql``), past row security: whoever ends a record hides
the person, not their own reading. It gives events of the own room alone, and to a log reviewer alone. Staff's
addresses are not kept, so *same address* is not a rule (docs/explanation/decisions.md).
"""

from django.utils.translation import gettext_lazy as _

from gvi.trust.log import trace
from gvi.trust.log.rules import Rule, by_sql, register

WORK_DAYS, LEAVER_DAYS = 30, 30

SAME_SURNAME = "select event, at, number from gvi.log_hits_surname(%(room)s, %(since)s, %(until)s)"
NO_TASK = "select event, at, number from gvi.log_hits_no_task(%(room)s, %(since)s, %(until)s)"

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
            by_sql(NO_TASK),
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
