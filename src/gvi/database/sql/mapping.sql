-- Audits, decisions and reports of the problem analysis: police rooms only, signed, locked when they are approved
-- (domain.md, "Groups").

create trigger mapping_audit_fact before insert on mapping_audit
    for each row execute function gvi.guard_group_fact();
create trigger mapping_auditgroup_fact before insert on mapping_auditgroup
    for each row execute function gvi.guard_group_fact();
create trigger mapping_auditquestion_fact before insert on mapping_auditquestion
    for each row execute function gvi.guard_group_fact();
create trigger mapping_mostviolent_fact before insert on mapping_mostviolent
    for each row execute function gvi.guard_group_fact();
create trigger mapping_mostviolent_past before insert on mapping_mostviolent
    for each row execute function gvi.guard_past_day('decided_on');
create trigger mapping_problemanalysis_fact before insert on mapping_problemanalysis
    for each row execute function gvi.guard_group_fact();
create trigger mapping_frozencounts_fact before insert on mapping_frozencounts
    for each row execute function gvi.guard_group_fact();
create trigger mapping_analysisrun_fact before insert on mapping_analysisrun
    for each row execute function gvi.guard_group_fact();

-- An approved audit is never changed; a second member approves, and then the minutes are there.
create function gvi.guard_audit() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if old.state in ('approved', 'cancelled') then
        raise exception 'gvi: this audit is locked' using errcode = 'check_violation';
    end if;
    if (old.number, old."by", old.at) is distinct from (new.number, new."by", new.at) then
        raise exception 'gvi: who planned an audit, and when, is not changed' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases holds audits' using errcode = 'insufficient_privilege';
    end if;
    if old.state = 'running' and (old.opened_at, old.opened_by, old.planned_on)
        is distinct from (new.opened_at, new.opened_by, new.planned_on) then
        raise exception 'gvi: who holds an audit, and when, is not changed' using errcode = 'check_violation';
    end if;
    if new.state = 'running' and (new.opened_at is null or new.opened_at > clock_timestamp() + interval '1 minute' or new.opened_by is null
        or (old.state = 'planned' and new.opened_by is distinct from coalesce(gvi.ticket_member(), new.opened_by))) then
        raise exception 'gvi: somebody holds the audit' using errcode = 'check_violation';
    end if;
    if (new.state = 'planned' or new.state = 'cancelled') and num_nonnulls(new.opened_at, new.opened_by) > 0 then
        raise exception 'gvi: an audit is opened when it is held' using errcode = 'check_violation';
    end if;
    if (new.state = 'approved') <> (new.approved_at is not null and new.approved_by is not null
        and new.minutes is not null) then
        raise exception 'gvi: an audit is approved with its minutes' using errcode = 'check_violation';
    end if;
    if new.state = 'approved' and (new.approved_by = new.opened_by or new.approved_at > clock_timestamp() + interval '1 minute'
        or new.approved_by is distinct from coalesce(gvi.ticket_member(), new.approved_by)
        or (gvi.ticket_member() is not null and not gvi.may_approve_persons())) then
        raise exception 'gvi: a second member approves the minutes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create function gvi.guard_new_audit() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if num_nonnulls(new.opened_at, new.opened_by, new.approved_at, new.approved_by, new.minutes) > 0 then
        raise exception 'gvi: an audit begins as a plan' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger mapping_audit_new before insert on mapping_audit
    for each row execute function gvi.guard_new_audit();
create trigger mapping_audit_guard before update on mapping_audit
    for each row execute function gvi.guard_audit();

create function gvi.guard_audit_part() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases holds audits' using errcode = 'insufficient_privilege';
    end if;
    if not exists (
        select 1 from mapping_audit a where a.workspace_id = new.workspace_id and a.id = new.audit_id
            and a.state = 'running'
    ) then
        raise exception 'gvi: only an audit that goes on is written in' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and (old.id, old.audit_id, old.workspace_id, old."by", old.at)
        is distinct from (new.id, new.audit_id, new.workspace_id, new."by", new.at) then
        raise exception 'gvi: what is written in an audit stays in it' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger mapping_auditgroup_guard before insert or update on mapping_auditgroup
    for each row execute function gvi.guard_audit_part();
create trigger mapping_auditquestion_guard before insert or update on mapping_auditquestion
    for each row execute function gvi.guard_audit_part();

-- Named people decide: members of this very room.
create function gvi.guard_most_violent() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from unnest(new.deciders) d where not exists (
            select 1 from workspaces_member m where m.id = d and m.workspace_id = new.workspace_id
        )
    ) then
        raise exception 'gvi: deciders are members of the room' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and (not gvi.held_roles() && array['decision_maker']
        or not gvi.ticket_member() = any (new.deciders)) then
        raise exception 'gvi: a decision maker decides, and is one of those named' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger mapping_mostviolent_guard before insert on mapping_mostviolent
    for each row execute function gvi.guard_most_violent();

-- What leaves the room was made in it: the very document without secrets, released by a decision maker of its owner.
create function gvi.guard_released_analysis() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.released_at > clock_timestamp() + interval '1 minute' or gvi.ticket_member() is null or (new.owner_id is distinct from gvi.here()
        or new.released_by is distinct from gvi.ticket_member() or not gvi.held_roles() && array['decision_maker']
        or not exists (
            select 1 from mapping_problemanalysis a where a.version = 'open' and a.pdf = new.pdf
                and a.language = new.language and a.period_from = new.period_from and a.period_until = new.period_until
        )) then
        raise exception 'gvi: only an analysis without secrets is released, by a decision maker'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger mapping_releasedanalysis_guard before insert on mapping_releasedanalysis
    for each row execute function gvi.guard_released_analysis();
revoke all on function gvi.guard_audit(), gvi.guard_new_audit(), gvi.guard_audit_part(), gvi.guard_most_violent(),
    gvi.guard_released_analysis() from public;
