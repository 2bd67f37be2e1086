"""Bring what has just been written to the days on which the story says that it happened.

Decisions, moves, renewals and log events are stamped by the database's clock, and triggers keep them as they are: only
the owner of the tables can let them be, and only here, in an invented city that nobody uses yet. One transaction opens
the tables, moves the times that ``Story`` noted, lets the database work out every review and erasure date anew, and
closes the tables again: if anything fails, nothing has been opened. Nothing of the log has been sealed by then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from gvi.cli.demo.memberships import Dated
from gvi.cli.demo.moments import Story

STAMPED = (
    ("people_person", "approved_at"),
    ("people_person", "exited_at"),
    ("people_personrole", "at"),
    ("people_statement", "at"),
    ("people_personreview", "at"),
    ("people_erasuredecision", "at"),
    ("people_batch", "made_at"),
    ("people_pair", "decided_at"),
    ("disclosures_agreement", "made_at"),
    ("disclosures_agreement", "confirmed_at"),
    ("disclosures_draft", "made_at"),
    ("disclosures_draft", "sent_at"),
    ("disclosures_disclosure", "decided_at"),
    ("disclosures_disclosuremove", "at"),
    ("workspaces_recordrequest", "made_at"),
    ("log_logreview", "made_at"),
    ("log_logreview", "signed_at"),
    ("log_logreviewitem", "at"),
    ("groups_grouprevision", "pgh_created_at"),
    ("groups_membershiprevision", "pgh_created_at"),
    ("groups_membershiprevision", "at"),
    ("groups_membershiprevision", "confirmed_at"),
    ("callins_callinrevision", "pgh_created_at"),
    ("callins_nomineerevision", "pgh_created_at"),
    ("callins_apartrevision", "pgh_created_at"),
    ("callins_inviteerevision", "pgh_created_at"),
    ("talks_talkrevision", "pgh_created_at"),
    ("talks_quarter", "released_at"),
    ("review_release", "at"),
)
COUNTED_ANEW = ("groups_membership",)
JOINT = frozenset(
    {"groups_grouprevision", "callins_callinrevision", "talks_quarter"}
)  # no row security to open
WITHIN = ("log_event", "law_ruleact")  # stamped a moment after their act began, not with its beginning
TABLES = tuple(dict.fromkeys((*WITHIN, *(table for table, _ in STAMPED), *COUNTED_ANEW)))
MOMENTS = (
    "create temporary table moments (real timestamptz primary key, told timestamptz not null) on commit drop"
)
FOLLOWS = """
    update {} t set at = (select m.told from moments m where m.real <= t.at order by m.real desc limit 1)
    where t.at >= (select min(real) from moments)
"""
ENTERED = """
    update people_person p set entered_on = swedish.day, reviewed_on = null,
        review_due = case when p.state = 'exited' then swedish.day + 90 else 'infinity' end,
        hidden_on = null, ends_on = null, erase_on = null,
        approved_by = case when p.approved_by is null and p.state = 'active'
            and (p.birth_date > (swedish.day - interval '18 years')::date or p.under_eighteen in ('yes', 'unknown'))
            then %(second)s else p.approved_by end,
        approved_at = coalesce(p.approved_at, swedish.day + interval '1 day 9 hours'),
        concern = case when p.concern = '' and p.birth_date > (swedish.day - interval '18 years')::date
            then 'not_called_for' else p.concern end,
        closed_on = (p.exited_at at time zone 'Europe/Stockholm')::date
    from (select record_id, min((at at time zone 'Europe/Stockholm')::date) as day from log_event
        where verb = 'people.add_person' group by record_id) swedish
    where swedish.record_id = p.id
"""
COUNTED = """
    update people_person p set reviewed_on = (
        select max((r.at at time zone 'Europe/Stockholm')::date) from people_personreview r where r.person_id = p.id
    ) where p.state <> 'exited'
"""
DROPPED = """
    update people_personrole r set
        since = case when r.role = 'not_suspected' then dropped.day else r.since end,
        until = case when r.role = 'suspected' then dropped.day else r.until end
    from (select record_id, (at at time zone 'Europe/Stockholm')::date as day from log_event
        where verb = 'people.drop_suspicion') dropped
    where dropped.record_id = r.person_id and (r.role = 'not_suspected' or r.until is not null)
"""
EXPIRES = """
    update disclosures_disclosure d set expires_on = case when d.outcome = 'refused' then swedish.day else
        least(swedish.day + v.max_days, a.valid_until, v.valid_to) end
    from law_ruleversion v, disclosures_disclosure same
        cross join lateral (select (same.decided_at at time zone 'Europe/Stockholm')::date as day) swedish
        left join disclosures_agreement a on a.id = same.agreement_id
    where v.id = d.rule_id and same.id = d.id
"""
REVIEWED = """
    update groups_membership m set at = told.at, confirmed_at = told.confirmed_at, reviewed_on = told.reviewed_on,
        ended_on = told.ended_on, review_due = 'infinity', hidden_on = 'infinity', erase_on = 'infinity'
    from unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::date[], %s::date[])
        as told(id, at, confirmed_at, reviewed_on, ended_on) where told.id = m.id
"""
ENDED = "update disclosures_agreement set valid_until = %s where id = %s"


def bring_to_its_days(
    migrator_url: str,
    story: Story,
    *,
    ended: dict[UUID, date] | None = None,
    second: UUID | None = None,
    memberships: dict[UUID, Dated] | None = None,
) -> None:
    """Move every noted time; ``ended`` agreements get their last day, ``second`` approved who was young then.

    ``memberships`` were reviewed and ended on the days that are told; the database counts the others from them (T15).

    Without ``second`` only the noted times are moved, and no other day follows from them.
    """
    with psycopg.connect(migrator_url) as owner, _opened(owner):
        owner.execute(MOMENTS)
        with owner.cursor().copy("copy moments from stdin") as copy:
            for moment in story.told.items():
                copy.write_row(moment)
        for table in WITHIN:
            owner.execute(sql.SQL(FOLLOWS).format(sql.Identifier(table)))
        for table, column in STAMPED:
            _move(owner, table, column)
        for agreement, day in (ended or {}).items():
            owner.execute(ENDED, (day, agreement))
        if second:
            _recount(owner, {"second": second})
        if memberships:
            _review(owner, memberships)
    story.told.clear()


def _move(owner: "psycopg.Connection[Any]", table: str, column: str) -> None:
    moved = "update {} t set {} = m.told from moments m where t.{} = m.real"
    name = sql.Identifier(column)
    owner.execute(sql.SQL(moved).format(sql.Identifier(table), name, name))


def _review(owner: "psycopg.Connection[Any]", memberships: dict[UUID, Dated]) -> None:
    days = memberships.values()
    columns = ("proposed_at", "confirmed_at", "reviewed_on", "ended_on")
    owner.execute(REVIEWED, [list(memberships), *([getattr(day, name) for day in days] for name in columns)])
    owner.execute("set constraints all immediate")
    owner.execute("alter table groups_membership enable trigger groups_membership_dates")
    owner.execute("update groups_membership set state = state")


def _recount(owner: "psycopg.Connection[Any]", told: dict[str, UUID]) -> None:
    """The days that follow from the times; then the trigger counts every later day of a person (T15)."""
    for statement in (EXPIRES, DROPPED):
        owner.execute(statement)
    owner.execute(ENTERED, told)
    owner.execute("set constraints all immediate")
    owner.execute("alter table people_person enable trigger people_person_guard")
    owner.execute(COUNTED)


@contextmanager
def _opened(owner: "psycopg.Connection[Any]") -> Iterator[None]:
    for table in TABLES:
        _alter(owner, table, "disable trigger user", "no force row level security")
    yield
    owner.execute("set constraints all immediate")
    for table in TABLES:
        _alter(owner, table, "enable trigger user", "force row level security")


def _alter(owner: "psycopg.Connection[Any]", table: str, triggers: str, security: str) -> None:
    for action in (triggers,) if table in JOINT else (triggers, security):
        owner.execute(sql.SQL("alter table {} {}").format(sql.Identifier(table), sql.SQL(action)))
