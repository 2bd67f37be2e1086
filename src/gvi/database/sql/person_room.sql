-- The room that tables of persons compare with: gvi.here(), if the room may have persons at all (trust.md, T32) and
-- the member holds a role that works with cases. An administrator, a lawyer, a decider of rules and a data protection
-- officer read no case, whatever they type.
create function gvi.today() returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$ select (now() at time zone 'Europe/Stockholm')::date $$;

create function gvi.held_roles() returns text[]
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    with held as (
        select g.member_id, g.role from workspaces_grant g
        where g.ended_at is null and g.approved_at is not null and g.starts <= gvi.today() and g.ends > gvi.today()
    )
    select coalesce(array_agg(distinct h.role::text), '{}') from held h
    where h.member_id = gvi.ticket_member() or exists (
        select 1 from workspaces_deputyship d
            join workspaces_member p on p.id = d.principal_id and p.left_at is null
            join workspaces_member m on m.id = d.deputy_id and m.workspace_id = p.workspace_id and m.left_at is null
        where d.principal_id = h.member_id and d.deputy_id = gvi.ticket_member()
            and d.starts <= gvi.today() and d.ends > gvi.today()
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
