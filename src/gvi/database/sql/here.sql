-- The room that sealed tables compare with: the ticket's workspace, if the room is switched on and the member
-- holds a current and approved grant, of their own or as a deputy. Nobody is deputy for who has left, and a role
-- that takes two people to give is lent only to who holds a case role already. What expires stops the same day (trust.md, T29, T32).
create function gvi.here() returns uuid
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    with ticket as (
        select gvi.ticket_workspace() as workspace, gvi.ticket_member() as member,
            (now() at time zone 'Europe/Stockholm')::date as today
    ), latest as (
        select s."on" and (s.valid_until is null or s.valid_until >= t.today) as live
        from workspaces_switch s, ticket t where s.workspace_id = t.workspace
        order by s.recorded_at desc limit 1
    )
    select t.workspace from ticket t join workspaces_member m
        on m.id = t.member and m.workspace_id = t.workspace and m.left_at is null
    where (select live from latest) and exists (
        select 1 from workspaces_grant g
        where g.ended_at is null and g.approved_at is not null and g.starts <= t.today and g.ends > t.today and (
            g.member_id = t.member or exists (
                select 1 from workspaces_deputyship d join workspaces_member p
                    on p.id = d.principal_id and p.workspace_id = m.workspace_id and p.left_at is null
                where d.principal_id = g.member_id and d.deputy_id = t.member
                    and d.starts <= t.today and d.ends > t.today
                    and (g.role in ('administrator', 'lawyer', 'rules_decider', 'dpo') or exists (
                        select 1 from workspaces_grant own
                        where own.member_id = t.member and own.approved_at is not null
                            and own.ended_at is null and own.starts <= t.today and own.ends > t.today
                            and own.role not in ('administrator', 'lawyer', 'rules_decider', 'dpo', 'log_reviewer')
                    ))
            )
        )
    )
$$;
revoke all on function gvi.here() from public;
grant execute on function gvi.here() to gvi_app;
