-- The room that tables of persons compare with: gvi.here(), if the room may have persons at all (trust.md, T32) and
-- the member holds a role that works with cases. An administrator, a lawyer, a decider of rules and a data protection
-- officer read no case, whatever they type.
create function gvi.today() returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$ select (now() at time zone 'Europe/Stockholm')::date $$;

-- The ticket is checked once, however many members the installation has: that takes longer than all the rest.
create function gvi.held_roles() returns text[]
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    with who as materialized (
        select gvi.ticket_member() as member, gvi.today() as today
    ), held as (
        select g.member_id, g.role from workspaces_grant g, who
        where g.ended_at is null and g.approved_at is not null and g.starts <= who.today and g.ends > who.today
    )
    select coalesce(array_agg(distinct h.role::text), '{}') from held h, who
    where h.member_id = who.member or exists (
        select 1 from workspaces_deputyship d
            join workspaces_member p on p.id = d.principal_id and p.left_at is null
            join workspaces_member m on m.id = d.deputy_id and m.workspace_id = p.workspace_id and m.left_at is null
        where d.principal_id = h.member_id and d.deputy_id = who.member
            and d.starts <= who.today and d.ends > who.today
            and (h.role in ('administrator', 'lawyer', 'rules_decider', 'dpo') or exists (
                select 1 from held own where own.member_id = d.deputy_id
                    and own.role not in ('administrator', 'lawyer', 'rules_decider', 'dpo', 'log_reviewer')
            ))
    )
$$;

create function gvi.person_room() returns uuid
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select w.id from workspaces_workspace w
    where w.id = gvi.here()
        and w.kind in ('police', 'probation', 'social_services', 'prosecutor', 'tax_crime', 'tax', 'enforcement',
            'social_insurance')
        and gvi.held_roles() && array['coordinator', 'analyst', 'decision_maker', 'probation_officer', 'case_worker',
            'contact_person', 'log_reviewer']
$$;
revoke all on function gvi.held_roles(), gvi.person_room(), gvi.today() from public;
grant execute on function gvi.held_roles(), gvi.person_room(), gvi.today() to gvi_app;
grant execute on function gvi.today() to gvi_eraser;
