-- Who stands where, and with what roles. The application's role may write these tables, so the database asks whoever
-- writes: roles are given by an administrator of the room to somebody else, approved by a second person, lent and
-- switched by those whose task it is. Only a founding has nobody to ask: a member's first roles, a room's first switch.
-- An invented city is written without rooms open, and can't become a real one.
create function gvi.is_invented() returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp
as $$ select coalesce((select p.fictional from workspaces_programme p), false) $$;
revoke all on function gvi.is_invented() from public;
grant execute on function gvi.is_invented() to gvi_app;

create function gvi.keep_place() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    raise exception 'gvi: % is settled once', tg_argv[0] using errcode = 'check_violation';
end $$;
create trigger workspaces_workspace_kind before update on workspaces_workspace for each row
    when (old.kind <> new.kind or old.id <> new.id) execute function gvi.keep_place('a room''s kind');
create trigger workspaces_member_place before update on workspaces_member for each row
    when (old.workspace_id <> new.workspace_id or old.user_id <> new.user_id or old.id <> new.id
        or (old.left_at is not null and new.left_at is distinct from old.left_at))
    execute function gvi.keep_place('a member''s room');

create function gvi.guard_grant() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    me uuid := gvi.ticket_member();
    room uuid := (select m.workspace_id from workspaces_member m where m.id = new.member_id);
    own boolean := coalesce(room = gvi.ticket_workspace(), false);
begin
    if tg_op = 'UPDATE' then
        if (new.member_id, new.role, new.starts, new.given_by_id)
            is distinct from (old.member_id, old.role, old.starts, old.given_by_id) or new.ends > old.ends
            or (old.ended_at is not null and new.ended_at is distinct from old.ended_at) then
            raise exception 'gvi: a role is ended, and given anew' using errcode = 'check_violation';
        end if;
        if (new.approved_at, new.approved_by_id) is distinct from (old.approved_at, old.approved_by_id) and (
            old.approved_at is not null or not own or new.approved_by_id is distinct from me
            or me in (old.member_id, coalesce(old.given_by_id, old.member_id))
            or not gvi.held_roles() && array['coordinator', 'contact_person', 'evaluator', 'log_reviewer']
        ) then
            raise exception 'gvi: a second person approves' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if own then
        if new.given_by_id is distinct from me or new.member_id = me
            or not 'administrator' = any (gvi.held_roles())
            or (new.approved_at is not null and new.role in ({TWO_PEOPLE})) then
            raise exception 'gvi: an administrator gives a role to somebody else' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return new;
end $$;
create trigger workspaces_grant_guard before insert or update on workspaces_grant
    for each row execute function gvi.guard_grant();

-- A founding: all roles of a new member at once; from within a room, only in a room where nobody has any yet.
create function gvi.guard_founding() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not gvi.is_invented() and exists (
        select 1 from added a join workspaces_member m on m.id = a.member_id
            join workspaces_member o on o.workspace_id = m.workspace_id and (gvi.ticket_member() is not null or o.id = m.id)
            join workspaces_grant g on g.member_id = o.id and g.id not in (select id from added)
        where m.workspace_id is distinct from gvi.ticket_workspace()
    ) then
        raise exception 'gvi: nobody here may give roles there' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger workspaces_grant_founding after insert on workspaces_grant referencing new table as added
    for each statement execute function gvi.guard_founding();

create function gvi.guard_deputyship() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not gvi.is_invented() and (
        not 'administrator' = any (gvi.held_roles()) or new.deputy_id = gvi.ticket_member() or exists (
            select 1 from workspaces_member m where m.id in (new.principal_id, new.deputy_id)
                and m.workspace_id is distinct from gvi.ticket_workspace()
        )
    ) then
        raise exception 'gvi: an administrator names a deputy' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger workspaces_deputyship_guard before insert or update on workspaces_deputyship
    for each row execute function gvi.guard_deputyship();

create function gvi.guard_switch() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is null then
        if not gvi.is_invented()
            and exists (select 1 from workspaces_switch s where s.workspace_id = new.workspace_id) then
            raise exception 'gvi: a room is switched by its decider' using errcode = 'insufficient_privilege';
        end if;
    elsif new.workspace_id is distinct from gvi.ticket_workspace()
        or not 'rules_decider' = any (gvi.held_roles()) then
        raise exception 'gvi: a room is switched by its decider' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger workspaces_switch_guard before insert on workspaces_switch
    for each row execute function gvi.guard_switch();
